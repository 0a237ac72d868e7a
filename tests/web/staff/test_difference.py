"""The page of two days: the days it takes, how it is led to, and what it says."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from rooftree.records import models as m
from tests.factories.records import make
from tests.known import known_on
from tests.people import Somebody

TODAY = timezone.localdate()
MARCH, LATER = (TODAY - datetime.timedelta(days=days) for days in (60, 20))


@pytest.fixture
def okoro(db: None) -> m.Person:
    """Her first name was held otherwise at first."""
    with known_on(MARCH):
        person: m.Person = make(m.Person, full_name="Josefine Okoro", given_name="Josefine")
    with known_on(LATER):
        changed = {"full_name": "Josephine Okoro", "given_name": "Josephine"}
        m.Person.objects.filter(pk=person.pk).update(**changed)
    return person


def answer(somebody: Somebody, person: m.Person, query: str = "") -> tuple[int, str]:
    found = somebody.client.get(f"/people/{person.pk}/difference/{query}")
    return found.status_code, found.content.decode()


def test_it_says_what_was_believed_on_each_day_and_since_when(okoro: m.Person, alice: Somebody) -> None:
    status, text = answer(alice, okoro, f"?from={MARCH}&to={TODAY}")
    assert status == 200
    assert "Josefine" in text
    assert "Josephine" in text
    assert "One thing we believed about Josephine Okoro changed" in text
    assert "Tied to" not in text, "the history's own links are not what the record is tied to"
    assert "Tied to" not in alice.client.get(f"/people/{okoro.pk}/timeline/").content.decode()
    assert f'href="/people/{okoro.pk}/?on={MARCH}"' in text


def test_days_may_come_in_either_order_and_the_later_may_be_left_out(
    okoro: m.Person, alice: Somebody
) -> None:
    told = [
        answer(alice, okoro, query)[1].split('class="rt-section"', maxsplit=1)[1].split("</main>")[0]
        for query in (f"?from={TODAY}&to={MARCH}", f"?from={MARCH}")
    ]
    assert told[0] == told[1]


def test_the_boxes_lead_to_an_address_that_can_be_kept(okoro: m.Person, alice: Somebody) -> None:
    boxes = "&".join(f"from_day_{at}={part}" for at, part in enumerate((MARCH.day, MARCH.month, MARCH.year)))
    found = alice.client.get(f"/people/{okoro.pk}/difference/?{boxes}")
    assert (found.status_code, found["Location"]) == (302, f"?from={MARCH}")


@pytest.mark.parametrize("day", ["2999-01-01", "nonsense", "2026-02-30", "1066-10-14", "\x00🏠"])
def test_a_day_that_has_not_come_or_is_none_is_refused_in_words(
    day: str, okoro: m.Person, alice: Somebody
) -> None:
    status, text = answer(alice, okoro, f"?from={day}")
    assert status == 422
    assert "There is a problem" in text


def test_two_days_before_anything_was_known_are_refused(okoro: m.Person, alice: Somebody) -> None:
    status, text = answer(alice, okoro, "?from=2001-01-01&to=2001-02-01")
    assert status == 422
    assert "Nothing was known of it on either day" in text


def test_it_is_for_those_who_may_read_the_record(okoro: m.Person, alice: Somebody, dev: Somebody) -> None:
    assert answer(dev, okoro)[0] == 403
    unknown = "/people/6f9619ff-8b86-d011-b42d-00c04fc964ff/difference/"
    assert alice.client.get(unknown).status_code == 404


def test_a_day_before_it_was_known_is_said_to_be_one_and_counts_no_changes(
    okoro: m.Person, alice: Somebody
) -> None:
    with known_on(MARCH):
        home = make(m.Unit, address_line="12 Larch House, Orchard Rise")
        make(m.Certification, unit=home)
        tenancy = make(m.Tenancy, unit=home, tenancy_ref="0045")
        make(m.HouseholdMember, tenancy=tenancy, person=okoro)
    for path, kind, name in (
        (f"/homes/{home.pk}", "home", "12 Larch House"),
        (f"/people/{okoro.pk}", "person", "Josephine Okoro"),
        (f"/tenancies/{tenancy.pk}", "tenancy", "Tenancy 0045"),
    ):
        text = alice.client.get(f"{path}/difference/?from=2001-01-01&to={TODAY}").content.decode()
        assert f"{name} was not known to us on 1\u00a0January 2001</h1>" in text
        assert f"On 1\u00a0January 2001 this {kind} was not known to us." in text
        assert f'href="?from={MARCH}&amp;to={TODAY}"' in text
        assert "changed" not in text.split("<main")[1].split("</main>")[0]
