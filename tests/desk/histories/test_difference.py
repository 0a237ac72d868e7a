"""What we believed on two days, on histories made by real nights: added, gone, changed, and since when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from pytest_django.plugin import DjangoDbBlocker

from rooftree.desk.histories.comparing import Did
from rooftree.desk.histories.difference import Difference, home_difference, person_difference
from rooftree.desk.home import home
from rooftree.records import models as m
from rooftree.reference.accounts.rules import Role, Viewer
from tests import databases
from tests.nights import FIRST, Landlord, Row, people, units

SECOND, THIRD, FOURTH = (FIRST + timedelta(days=days) for days in (2, 5, 9))
TODAY = FIRST + timedelta(days=20)
OFFICER = Viewer(user_id=1, name="Alice", role=Role.OFFICER)
BEGAN = date(2020, 5, 9)


def tenancy(number: int, unit: int, **facts: Any) -> Row:
    """A tenancy of a home, as NEC holds it."""
    key = f"T{number}"
    return {
        "source_system": "nec",
        "source_key": key,
        "tenancy_ref": key,
        "unit_ref": f"P{unit:04d}",
        "starts_on": BEGAN,
    } | facts


def member(number: int, of: int, **facts: Any) -> Row:
    """Somebody on a tenancy."""
    return {
        "source_system": "nec",
        "source_key": f"T{of}/1",
        "household_ref": f"T{of}",
        "household_kind": "tenancy",
        "person_ref": f"nec-{number}",
        "is_tenancy_party": True,
        "starts_on": BEGAN,
    } | facts


def household(of: int) -> Row:
    return {
        "source_system": "nec",
        "source_key": f"T{of}",
        "household_ref": f"T{of}",
        "kind": "tenancy",
    }


@pytest.fixture(scope="module")
def told(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """Lived once for the file, in a database of its own."""
    with databases.apart(django_db_blocker, "difference"):
        yield lived_through(Landlord(tmp_path_factory.mktemp("difference") / "landing"))


def lived_through(landlord: Landlord) -> dict[str, str]:
    """Four nights: first one lives there, then bedrooms change twice, then NEC tells that another does."""
    base = {"person": people(3), "household": [household(1), household(2)]}
    first = [tenancy(1, 1), tenancy(2, 2)]
    mine = [member(1, 1), member(2, 2)]
    landlord.night(base | {"unit": units(3, bedrooms=1), "tenancy": first, "household_member": mine})
    landlord.night(base | {"unit": units(3, bedrooms=2), "tenancy": first, "household_member": mine}, SECOND)
    moved = [member(3, 1), member(2, 2)]
    landlord.night(base | {"unit": units(3, bedrooms=2), "tenancy": first, "household_member": moved}, THIRD)
    landlord.night(base | {"unit": units(3, bedrooms=3), "tenancy": first, "household_member": moved}, FOURTH)
    unit = m.Unit.objects.get(asset_ref="P0001")
    ids = {one.source_key: str(one.pk) for one in m.Person.objects.all()}
    return {"home": str(unit.pk), **ids}


def between(told: dict[str, str], from_on: date, to_on: date) -> Difference:
    found = home_difference(told["home"], from_on=from_on, to_on=to_on, viewer=OFFICER, today=TODAY)
    assert found is not None
    return found


def lived(told: dict[str, str], on: date) -> list[str]:
    page = home(told["home"], viewer=OFFICER, today=TODAY, on=on)
    return [one.person.id for one in page.lives_here if one.person] if page else []


def test_who_was_thought_to_live_there_and_since_when_somebody_else_was(told: dict[str, str]) -> None:
    one, other = lived(told, SECOND), lived(told, THIRD)
    assert len(one) == len(other) == 1
    assert one != other
    assert lived(told, THIRD - timedelta(days=1)) == one
    assert lived(told, FIRST - timedelta(days=1)) == []
    found = between(told, SECOND, FOURTH)
    assert [each.id for each in found.lived_before] == one
    assert [each.id for each in found.live_after] == other
    assert sorted(one.came for one in found.lives) == [False, True]
    assert {one.because.since.date() for one in found.lives if one.because and one.because.since} == {THIRD}
    theirs = person_difference(other[0], from_on=SECOND, to_on=FOURTH, viewer=OFFICER, today=TODAY)
    assert theirs is not None
    added = {one.record.table for one in theirs.linked if one.did is Did.ADDED}
    assert {"household_member", "tenancy"} <= added


def test_a_fact_says_both_values_and_since_when_the_later_one_is_held(told: dict[str, str]) -> None:
    own = between(told, FIRST, TODAY).own
    assert own is not None
    facts = {one.change.column: (one.change.before, one.change.after, one.since.date()) for one in own.facts}
    assert facts["bedrooms"] == (1, 3, FOURTH)
    before = between(told, FIRST, THIRD).own
    assert before is not None
    assert [(one.change.after, one.since.date()) for one in before.facts] == [(2, SECOND)]
    nothing = between(told, SECOND, THIRD - timedelta(days=1))
    assert (nothing.own, nothing.linked, nothing.lives, nothing.said) == (None, [], [], [])
    new = between(told, FIRST - timedelta(days=3), SECOND)
    assert new.own is not None
    assert (new.own.did, new.lived_before) == (Did.ADDED, [])
