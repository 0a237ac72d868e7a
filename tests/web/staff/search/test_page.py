"""The search page: what it says, how it is narrowed, the day, the box while one types."""

from __future__ import annotations

import pytest
from django.db import connection

from rooftree.records import models as m
from rooftree.records.finding.actions.keeping import keep_up
from rooftree.reference.audit.models import AuditEntry
from tests.factories.records import make
from tests.people import Somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> m.Person:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('rooftree.now', '2026-03-02T02:00:00Z', true)")
    made: m.Person = make(m.Person, full_name="Josephine Okoro")
    for number, status in ((1, "void"), (2, "occupied")):
        make(m.Unit, address_line=f"{number} Hollin Bank", postcode="ZZ4 2LH", status=status)
    make(m.Property, name="Hollin House")
    keep_up()
    return made


def shown(somebody: Somebody, query: str) -> str:
    response = somebody.client.get(f"/search/?{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_the_heading_is_the_answer_and_each_result_says_why(person: m.Person, alice: Somebody) -> None:
    page = shown(alice, "q=okorro")
    assert "One person fits “okorro”" in page
    assert "“okorro” is spelt nearly Okoro" in page
    assert f'href="/people/{person.pk}/"' in page


def test_homes_are_narrowed_by_links_that_stand_in_the_address(person: m.Person, alice: Somebody) -> None:
    page = shown(alice, "q=hollin&what=homes")
    assert "?q=hollin&amp;what=homes&amp;status=void" in page
    page = shown(alice, "q=hollin&what=homes&status=void")
    assert "1 Hollin Bank" in page.replace("<mark>", "").replace("</mark>", "")
    assert "2 Hollin" not in page
    assert "None of these" in shown(alice, "q=hollin&what=homes&status=sold")


def test_a_search_as_known_on_a_day_is_marked_and_its_links_keep_the_day(
    person: m.Person, alice: Somebody
) -> None:
    page = shown(alice, "q=okoro&on=2026-03-03")
    assert "Searching what we knew on 3\u00a0March 2026" in page
    assert f'href="/people/{person.pk}/?on=2026-03-03"' in page
    assert "Nothing fits" in shown(alice, "q=okoro&on=2026-03-01")
    boxes = "q=okoro&day_0=3&day_1=3&day_2=2026"
    assert alice.client.get(f"/search/?{boxes}").headers["Location"] == "?on=2026-03-03&q=okoro"


def test_a_word_that_occurs_nowhere_says_as_what_it_was_looked_for(person: m.Person, alice: Somebody) -> None:
    page = shown(alice, "q=okorro+xqzt")
    assert "“okorro” was looked for as Okoro too" in page
    assert "No name or address we hold has “xqzt”, or anything spelt like it" in page


def test_a_number_that_fits_nothing_leads_to_the_certificates_of_that_number(alice: Somebody) -> None:
    make(m.Certification, unit=make(m.Unit), kind="gas_safety", number="G-21566")
    page = shown(alice, "q=G-21566")
    assert 'href="/certificates/?q=G-21566"' in page
    assert "G-21566" in alice.client.get("/certificates/?q=G-21566").content.decode().split("<tbody>")[1]
    assert "/certificates/?q=" not in shown(alice, "q=xqzt")


def test_help_on_an_earlier_day_counts_and_leads_to_that_day(person: m.Person, alice: Somebody) -> None:
    page = shown(alice, "q=okoro+xqzt&on=2026-03-03")
    assert 'href="?q=okoro&amp;on=2026-03-03"' in page
    assert "anything spelt like it" in page
    assert "Did you mean" not in shown(alice, "q=okoro+xqzt&on=2026-03-01")


def test_nothing_found_says_what_was_looked_for_and_what_was_not(person: m.Person, dev: Somebody) -> None:
    page = shown(dev, "q=okoro+07700+900417")
    assert "A telephone number: 07700900417" in page
    assert "people, tenancies, applications and homelessness" in page
    assert "Did you mean" not in page


def test_what_was_sought_is_recorded_and_stands_in_an_empty_box(person: m.Person, alice: Somebody) -> None:
    shown(alice, "q=okoro")
    assert AuditEntry.objects.get(action="searched").detail == {"sought": "okoro", "found": 1}
    assert 'href="/search/?q=okoro"' in shown(alice, "")


def test_the_box_suggests_people_and_leaves_a_line_but_not_to_those_who_may_not(
    person: m.Person, alice: Somebody, dev: Somebody
) -> None:
    said = alice.client.get("/search/suggest/?q=okor").content.decode()
    assert f'data-href="/people/{person.pk}/"' in said
    assert AuditEntry.objects.filter(action="suggested").count() == 1
    assert dev.client.get("/search/suggest/?q=okor").content.strip() == b""
    assert "1 Hollin Bank" in dev.client.get("/search/suggest/?q=holl").content.decode()
    assert AuditEntry.objects.filter(action="suggested").count() == 1


@pytest.mark.parametrize("text", ["%00", "x" * 4000, "%F0%9F%8F%A0", "%E2%80%AEabc", "w+" * 500, "<script>"])
def test_whatever_is_typed_a_calm_page_answers(text: str, person: m.Person, alice: Somebody) -> None:
    for path in (
        f"/search/?q={text}",
        f"/search/suggest/?q={text}",
        f"/search/?q=hollin&what=homes&area={text}",
    ):
        response = alice.client.get(path)
        assert response.status_code == 200
        assert b"<script>" not in response.content.replace(b"<script type", b"").replace(b"<script src", b"")


def test_one_kind_is_shown_page_by_page(alice: Somebody) -> None:
    for number in range(30):
        make(m.Unit, address_line=f"{number + 1} Larch Row")
    keep_up()
    page = shown(alice, "q=larch&what=homes&page=2")
    assert "26 to 30 of 30 homes" in page.replace("\u00a0", " ")
