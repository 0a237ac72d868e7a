"""The page of a person: its tabs, how they are reached, who may be the same, and what it costs."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rooftree.records import models as m
from rooftree.web.staff.sections.person import SECTIONS
from tests.factories.landlord import claim, disagreement
from tests.factories.records import extract, make
from tests.known import known_on
from tests.people import Somebody

MOST_QUERIES = 15
TABS = (*SECTIONS, "timeline", "notes")
TODAY = timezone.localdate()
BEGAN = TODAY - datetime.timedelta(days=2000)


@pytest.fixture
def okoro(db: None) -> m.Person:
    """Mrs Okoro, her tenancy, her grandson, a telephone number that two systems hold, and one request."""
    person: m.Person = make(m.Person, title="MRS", full_name="JOSEPHINE OKORO", family_name="OKORO")
    grandson = make(m.Person, full_name="Daniel Okoro")
    unit = make(m.Unit, address_line="Flat 12, Larch House, Orchard Rise", postcode="ZZ4 2LH")
    tenancy = make(m.Tenancy, unit=unit, tenancy_ref="00451202", starts_on=BEGAN, kind="secure")
    facts = {"person": person, "tenancy": tenancy, "starts_on": BEGAN}
    make(m.HouseholdMember, is_main_tenant=True, is_tenancy_party=True, **facts)
    make(m.HouseholdMember, **facts | {"person": grandson}, relationship="grandchild")
    file = extract("nec", "contact_details")
    number = {"person": person, "value": "07700 900417", "value_normal": "07700900417"}
    make(m.Communication, medium="mobile", allow_texts=False, extract=file, **number)
    make(m.Communication, medium="mobile", source_system="locata", **number)
    make(m.HousingApplication, person=person, application_ref="APP070002", band="band_a")
    make(m.ServiceRequest, person=person, description="Damp", request_ref="SR1", reported_at=timezone.now())
    return person


def text_of(somebody: Somebody, path: str) -> str:
    response = somebody.client.get(path)
    assert response.status_code == 200, path
    return str(response.content.decode())


def test_every_tab_has_an_address_and_costs_at_most_fifteen_statements(
    okoro: m.Person, alice: Somebody
) -> None:
    claim(okoro, "nec", {"family_name": "OKORO"})
    claim(okoro, "locata", {"family_name": "OKOROH"})
    disagreement(okoro, "family_name", {"nec": "OKORO", "locata": "OKOROH"}, "OKORO")
    for tab in TABS:
        path = f"/people/{okoro.pk}/{tab}/" if tab else f"/people/{okoro.pk}/"
        with CaptureQueriesContext(connection) as asked:
            text = text_of(alice, path)
        assert len(asked) <= MOST_QUERIES, (tab, len(asked))
        assert "<h1>Mrs Josephine Okoro</h1>" in text
    assert alice.client.get(f"/people/{okoro.pk}/nothing/").status_code == 404


def test_the_day_asked_for_is_kept_from_tab_to_tab(alice: Somebody) -> None:
    month, week = (TODAY - datetime.timedelta(days=days) for days in (30, 7))
    with known_on(month):
        person, unit = make(m.Person, full_name="Josephine Okoro"), make(m.Unit)
        tenancy = make(m.Tenancy, unit=unit, starts_on=month)
        make(m.HouseholdMember, person=person, tenancy=tenancy, starts_on=month)
    text = text_of(alice, f"/people/{person.pk}/household/?on={week}")
    assert "Showing what we knew on" in text
    assert f'href="/people/{person.pk}/repairs/?on={week}"' in text
    assert f'href="/people/{person.pk}/difference/?from={week}"' in text
    assert f'href="/homes/{unit.pk}/?on={week}"' in text, "other records are led to on that day as well"
    assert f'href="/homes/{unit.pk}/"' in text_of(alice, f"/people/{person.pk}/household/")


def test_a_day_before_anything_was_known_is_answered_in_words(alice: Somebody) -> None:
    month, before = (TODAY - datetime.timedelta(days=days) for days in (30, 60))
    with known_on(month):
        person = make(m.Person, full_name="Josephine Okoro")
    with known_on(TODAY):
        m.Person.objects.filter(pk=person.pk).update(full_name="Josephine Mary Okoro")
    text = text_of(alice, f"/people/{person.pk}/?on={before}")
    assert "We did not know this person on" in text
    assert f'href="/people/{person.pk}/?on={month}"' in text


def test_a_number_says_that_nobody_confirmed_it_and_whose_word_it_is(
    okoro: m.Person, alice: Somebody
) -> None:
    text = text_of(alice, f"/people/{okoro.pk}/contact/")
    assert "Nobody has confirmed it" in text
    assert 'from NEC, <span class="rt-nb">20\u00a0November 2026</span>' in text
    assert "Not recorded" in text


def test_of_two_systems_words_on_texting_the_stricter_is_believed(okoro: m.Person, alice: Somebody) -> None:
    text = text_of(alice, f"/people/{okoro.pk}/")
    bar = text.split('class="rt-identity"')[1].split("</dl>")[0]
    assert "07700 900417" in bar
    assert "(no texts)" in bar
    assert text.split('id="contact"')[1].split("</section>")[0].count('<th scope="row">') == 1


def test_who_lives_with_them_and_where_they_lived_is_told(okoro: m.Person, alice: Somebody) -> None:
    assert "Lives with one other person" in text_of(alice, f"/people/{okoro.pk}/")
    homes = text_of(alice, f"/people/{okoro.pk}/homes/")
    assert "Has lived in one home of ours" in homes
    assert "Lives here" in homes


def test_who_may_be_the_same_is_shown_with_care_and_not_merged(okoro: m.Person, alice: Somebody) -> None:
    other = make(m.Person, full_name="Josefine Okoro")
    make(m.MatchCandidate, entity_type="person", first_id=okoro.pk, second_id=other.pk, method="phone")
    text = text_of(alice, f"/people/{okoro.pk}/")
    assert "Nobody has decided, so the two are shown apart" in text
    first, second = sorted((str(okoro.pk), str(other.pk)))
    assert f'href="/matching/person/{first}/{second}/"' in text


def test_the_story_can_be_narrowed_by_links_alone(okoro: m.Person, alice: Somebody) -> None:
    everything = text_of(alice, f"/people/{okoro.pk}/timeline/")
    assert "Tenancy began" in everything
    assert 'href="?kind=contacts"' in everything
    only = text_of(alice, f"/people/{okoro.pk}/timeline/?kind=contacts")
    assert "Asked for something: Damp" in only
    assert "Tenancy began" not in only


def test_an_application_has_a_page_by_its_reference_and_leads_back(okoro: m.Person, alice: Somebody) -> None:
    needs = text_of(alice, f"/people/{okoro.pk}/needs/")
    application = m.HousingApplication.objects.get()
    assert f'href="/applications/{application.pk}/"' in needs
    text = text_of(alice, "/applications/APP070002/")
    assert "Application APP070002" in text
    assert "No bids" in text
    assert f'href="/people/{okoro.pk}/"' in text
    assert alice.client.get("/applications/none/").status_code == 404


def test_a_case_shows_its_duties_and_placements(okoro: m.Person, alice: Somebody, dev: Somebody) -> None:
    case = make(m.HomelessnessCase, person=okoro, case_ref="HC1", applied_on=BEGAN)
    make(m.HomelessnessDuty, homelessness_case=case, duty="relief", starts_on=BEGAN)
    facts = {"homelessness_case": case, "address_line": "The Weir Hotel", "entered_on": BEGAN}
    make(m.TemporaryAccommodationPlacement, **facts)
    text = text_of(alice, "/cases/HC1/")
    assert "Relief duty" in text
    assert "The Weir Hotel" in text
    assert dev.client.get("/cases/HC1/").status_code == 403
