"""Reading what systems say of who lives at a home: every paper, as known on a day, for those who may."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rooftree.records import models as m
from rooftree.records.claims.held import end_of
from rooftree.records.households.queries import at_home
from rooftree.records.households.rules.claims import Basis, HomeSaid
from rooftree.reference.accounts.rules import ANONYMOUS, Viewer
from tests.factories.records import make
from tests.people import Somebody

MARCH, JUNE, NOVEMBER = (datetime.date(2026, month, 3) for month in (3, 6, 11))


def at(day: datetime.date, text: str = "09:00") -> None:
    """What is written next was known at this moment."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('rooftree.now', %s, false)", [f"{day}T{text}:00+00:00"])


def person(name: str) -> m.Person:
    given, _, family = name.partition(" ")
    made: m.Person = make(m.Person, full_name=name, given_name=given, family_name=family)
    return made


@pytest.fixture
def unit(db: None) -> m.Unit:
    """Ada rents and applies; Ben is placed; Oneserve asks for Cleo; Ada rents elsewhere too, with Dee."""
    at(MARCH)
    found: m.Unit = make(m.Unit, kind="flat", origin={"kind": "nec"})
    tenancy = make(m.Tenancy, unit=found, tenancy_ref="T1", starts_on=datetime.date(2020, 1, 6))
    ada = person("Ada Frost")
    make(m.HouseholdMember, tenancy=tenancy, person=ada, starts_on=tenancy.starts_on, is_main_tenant=True)
    application = make(
        m.HousingApplication, tenancy=tenancy, application_ref="APP1", status="active", band_on=MARCH
    )
    _household(ada, housing_application=application)
    case = make(m.HomelessnessCase, case_ref="HC1")
    make(m.TemporaryAccommodationPlacement, homelessness_case=case, unit=found, entered_on=MARCH)
    _household(person("Ben Wren"), homelessness_case=case)
    make(m.Address, source_system="oneserve", unit=found, person=person("Cleo Marsh"))
    other = make(m.Tenancy, unit=make(m.Unit), tenancy_ref="T9", starts_on=datetime.date(2021, 1, 4))
    make(m.HouseholdMember, tenancy=other, person=ada)
    make(m.HouseholdMember, tenancy=other, person=person("Dee Holt"))
    at(NOVEMBER)
    return found


def _household(of: m.Person, **link: object) -> None:
    household = make(m.Household, source_system="locata", **link)
    make(m.HouseholdMember, source_system="locata", household=household, person=of)


def read(unit: m.Unit, viewer: Viewer, day: datetime.date | None = None) -> HomeSaid:
    found = at_home(str(unit.pk), viewer=viewer, moment=end_of(day) if day else None)
    assert found is not None
    return found[0]


def bases(said: HomeSaid) -> dict[str, set[Basis]]:
    found: dict[str, set[Basis]] = {}
    for one in said.claims:
        found.setdefault(said.somebody(one.person_id).name, set()).add(one.basis)
    return found


def test_every_paper_that_says_so_is_read_and_where_else_the_same_people_live(
    unit: m.Unit, alice: Somebody
) -> None:
    said = read(unit, alice.viewer)
    assert bases(said) == {
        "Ada Frost": {Basis.TENANCY, Basis.APPLICATION},
        "Ben Wren": {Basis.PLACEMENT},
        "Cleo Marsh": {Basis.CONTACT},
    }
    assert [(one.paper.ref, said.somebody(one.person_id).name) for one in said.elsewhere] == [
        ("T9", "Ada Frost")
    ]
    assert said.lets == "nec"


def test_it_takes_no_more_statements_for_more_people(unit: m.Unit, alice: Somebody) -> None:
    with CaptureQueriesContext(
        connection,
    ) as few:
        read(unit, alice.viewer)
    tenancy = m.Tenancy.objects.get(tenancy_ref="T1")
    for name in ("Eve Frost", "Fay Frost", "Gus Frost"):
        make(m.HouseholdMember, tenancy=tenancy, person=person(name))
    with CaptureQueriesContext(connection) as more:
        read(unit, alice.viewer)
    assert len(more) == len(few) <= 7


def test_as_known_on_a_day_even_the_links_are_those_of_that_day(unit: m.Unit, alice: Somebody) -> None:
    application = m.HousingApplication.objects.get(application_ref="APP1")
    member = m.HouseholdMember.objects.get(person__full_name="Ada Frost", tenancy__tenancy_ref="T1")
    m.HousingApplication.objects.filter(pk=application.pk).update(tenancy=None)
    m.HouseholdMember.objects.filter(pk=member.pk).update(ends_on=JUNE)
    now, then = read(unit, alice.viewer), read(unit, alice.viewer, JUNE)
    assert bases(now)["Ada Frost"] == {Basis.TENANCY}
    assert bases(then)["Ada Frost"] == {Basis.TENANCY, Basis.APPLICATION}
    assert [one.until_on for one in now.claims if one.basis is Basis.TENANCY] == [JUNE]
    assert [one.until_on for one in then.claims if one.basis is Basis.TENANCY] == [None]


def test_who_may_not_read_people_is_told_nothing_not_even_that_somebody_lives_there(
    unit: m.Unit, dev: Somebody
) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert at_home(str(unit.pk), viewer=dev.viewer) is None
        assert at_home(str(unit.pk), viewer=ANONYMOUS) is None
    assert len(asked) == 0


def test_a_home_that_is_not_known_is_none(alice: Somebody) -> None:
    assert at_home("00000000-0000-0000-0000-000000000000", viewer=alice.viewer) is None


def test_a_tenancy_of_a_flat_and_a_garage_makes_a_home_of_the_flat_alone(alice: Somebody) -> None:
    flat, garage = make(m.Unit, kind="flat"), make(m.Unit, kind="garage")
    tenancy = make(m.Tenancy, unit=flat, tenancy_ref="T1", starts_on=MARCH)
    for one in (flat, garage):
        make(m.TenancyUnit, tenancy=tenancy, unit=one, starts_on=MARCH)
    make(m.HouseholdMember, tenancy=tenancy, person=person("Ada Frost"))
    assert [one.is_of_home for one in read(flat, alice.viewer).claims] == [True]
    said = read(garage, alice.viewer)
    assert (said.can_be_lived_in, [one.is_of_home for one in said.claims]) == (False, [False])
