"""What the box suggests, what helps when nothing fits, and what somebody looked at last."""

from __future__ import annotations

import datetime

import pytest

from rooftree.desk.search.searching import search
from rooftree.desk.search.suggesting import Instead, LookedFor, help_with, recent, suggestions
from rooftree.records import models as m
from rooftree.records.finding.actions.keeping import keep_up
from rooftree.reference.accounts.rules import ANONYMOUS, Role, Viewer
from rooftree.reference.audit.actions import record_reading, record_search
from tests.factories.records import make

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 21)
NOW = datetime.datetime(2026, 11, 21, 9, tzinfo=datetime.UTC)
OFFICER = Viewer(user_id=1, name="Alice", role=Role.OFFICER)
OTHER = Viewer(user_id=2, name="Bob", role=Role.PLANNER)
ADMINISTRATOR = Viewer(user_id=3, name="Dev", role=Role.ADMINISTRATOR)


@pytest.fixture
def person() -> m.Person:
    made: m.Person = make(m.Person, full_name="Josephine Okoro")
    unit = make(m.Unit, address_line="12 Hollin Bank", postcode="ZZ4 2LH")
    make(m.HouseholdMember, person=made, tenancy=make(m.Tenancy, unit=unit, tenancy_ref="00451202"))
    keep_up()
    return made


def test_an_unfinished_word_suggests_who_it_may_be_and_where_they_live(person: m.Person) -> None:
    (one,) = suggestions("okor", viewer=OFFICER, today=TODAY)
    assert (one.kind, one.record.id, one.sub) == ("people", str(person.pk), "12 Hollin Bank")
    assert suggestions("ok", viewer=OFFICER, today=TODAY) == []
    assert [one.kind for one in suggestions("0045", viewer=OFFICER, today=TODAY)] == ["tenancies"]


@pytest.mark.parametrize("viewer", [ADMINISTRATOR, ANONYMOUS])
@pytest.mark.parametrize("typed", ["okor", "josephine hollin", "0045"])
def test_people_are_suggested_to_nobody_who_may_not_see_them(
    person: m.Person, viewer: Viewer, typed: str
) -> None:
    assert suggestions(typed, viewer=viewer, today=TODAY) == []


def test_nothing_found_leads_on_to_what_a_word_less_would_find(person: m.Person) -> None:
    found = search("okoro xqzt", viewer=OFFICER, today=TODAY)
    assert found.count == 0
    assert help_with(found, viewer=OFFICER, now=NOW).without == [Instead("okoro", "xqzt", 1)]


def test_help_says_as_what_a_word_was_looked_for_but_no_name_to_those_who_may_not_know(
    person: m.Person,
) -> None:
    make(m.Person, full_name="Ada Amis")
    typed = "okorro amis xqzt"
    found = help_with(search(typed, viewer=OFFICER, today=TODAY), viewer=OFFICER, now=NOW)
    assert found.looked_for[0] == LookedFor("okorro", ("okoro",))
    assert LookedFor("xqzt", ()) in found.looked_for
    hidden = help_with(search(typed, viewer=ADMINISTRATOR, today=TODAY), viewer=ADMINISTRATOR, now=NOW)
    assert [one.near for one in hidden.looked_for] == [(), (), ()]
    assert hidden.without == []
    assert "people" in hidden.hidden


def test_what_was_opened_and_sought_last_is_one_s_own(person: m.Person) -> None:
    record_reading(by=OFFICER, now=NOW, subject_type="person", subject_id=str(person.pk))
    for typed in ("okoro", "hollin", "okoro"):
        record_search(by=OFFICER, now=NOW, sought=typed, found=1)
    last = recent(viewer=OFFICER)
    assert [held.id for _, held in last.opened] == [str(person.pk)]
    assert last.sought == ["okoro", "hollin"]
    for viewer in (OTHER, ANONYMOUS):
        assert recent(viewer=viewer).opened == []
        assert recent(viewer=viewer).sought == []
