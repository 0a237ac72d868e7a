"""Where people live, and who may know."""

from __future__ import annotations

import datetime

import pytest

from rooftree.records import models as m
from rooftree.records.people import queries
from rooftree.reference.accounts.rules import ANONYMOUS, SYSTEM, Role, Viewer
from tests.factories.records import make

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 21)
ADMINISTRATOR = Viewer(user_id=3, name="Dev", role=Role.ADMINISTRATOR)


def lives(person: m.Person, address: str, **member: object) -> None:
    unit = make(m.Unit, address_line=address)
    make(m.HouseholdMember, person=person, tenancy=make(m.Tenancy, unit=unit), **member)


def test_where_somebody_lives_now_comes_before_where_they_lived_last() -> None:
    person = make(m.Person)
    lives(person, "Now", starts_on=datetime.date(2010, 1, 1))
    lives(person, "Left", starts_on=datetime.date(2020, 1, 1), ends_on=datetime.date(2021, 1, 1))
    found = queries.homes_of([str(person.pk)], viewer=SYSTEM, today=TODAY)[str(person.pk)]
    assert (found["tenancy__unit__address_line"], found["now"]) == ("Now", True)


def test_of_homes_that_were_left_the_last_is_given_with_the_day() -> None:
    person, left = make(m.Person), datetime.date(2021, 1, 1)
    lives(person, "First", starts_on=datetime.date(2000, 1, 1), ends_on=datetime.date(2010, 1, 1))
    lives(person, "Last", starts_on=datetime.date(2010, 1, 1), ends_on=left)
    found = queries.homes_of([str(person.pk)], viewer=SYSTEM, today=TODAY)[str(person.pk)]
    assert (found["tenancy__unit__address_line"], found["now"], found["left_on"]) == ("Last", False, left)


@pytest.mark.parametrize("viewer", [ANONYMOUS, ADMINISTRATOR])
def test_somebody_who_may_see_no_people_gets_none(viewer: Viewer) -> None:
    person = make(m.Person, full_name="Okoro")
    lives(person, "Somewhere")
    key = str(person.pk)
    assert queries.homes_of([key], viewer=viewer, today=TODAY) == {}
    assert queries.counts(viewer=viewer) == {}
    assert queries.of_person(key, viewer=viewer)["person"] == []
