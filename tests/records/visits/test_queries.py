"""How each time of day went at homes, and that nobody who may not read learns who lives there."""

from __future__ import annotations

import datetime

import pytest
from django.db.models import F
from django.utils import timezone

from rooftree.records import models as m
from rooftree.records.visits import queries
from rooftree.records.visits.rules import Slot
from rooftree.reference.accounts.rules import ANONYMOUS
from tests.factories.records import make
from tests.people import Somebody

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def test_how_each_time_of_day_went_is_told_oldest_first(alice: Somebody) -> None:
    unit = make(m.Unit)
    order = make(m.WorkOrder, unit=unit, status="completed")
    for days, state in ((-9, "completed"), (-5, "no_access"), (-7, "completed"), (-3, "cancelled")):
        at = timezone.now() + datetime.timedelta(days=days)
        make(m.Appointment, work_order=order, slot="morning", status=state, starts_at=at)
    told = queries.slots_at([str(unit.pk)], viewer=alice.viewer)
    assert told == {str(unit.pk): [Slot("morning", (True, True, False))]}


def test_tenants_come_first_and_who_has_left_does_not_live_there(alice: Somebody) -> None:
    unit = make(m.Unit)
    tenancy = make(m.Tenancy, unit=unit, starts_on=TODAY - datetime.timedelta(days=90))
    for name, facts in (("Child", {}), ("Tenant", {"is_main_tenant": True}), ("Gone", {"ends_on": TODAY})):
        make(m.HouseholdMember, tenancy=tenancy, person=make(m.Person, full_name=name), **facts)
    living = queries.who_lives_in([str(unit.pk)], viewer=alice.viewer, today=TODAY)
    assert [name for _, _, name, _ in living] == ["Tenant", "Child"]


def test_somebody_who_has_not_signed_in_reads_nothing() -> None:
    unit = make(m.Unit)
    assert queries.who_lives_in([str(unit.pk)], viewer=ANONYMOUS, today=TODAY) == []
    assert queries.slots_at([str(unit.pk)], viewer=ANONYMOUS) == {}


def test_who_may_not_know_of_needs_finds_no_home_that_asks_for_help(alice: Somebody) -> None:
    tenancy = make(m.Tenancy, unit=make(m.Unit))
    person = make(m.Person)
    make(m.HouseholdMember, tenancy=tenancy, person=person)
    make(m.PersonAlert, person=person, code="hearing")
    homes = m.Unit.objects.annotate(home_id=F("id"), home_ended_on=F("ended_on"))
    assert homes.filter(queries.needs_help(viewer=alice.viewer, today=TODAY)).exists()
    assert not homes.filter(queries.needs_help(viewer=ANONYMOUS, today=TODAY)).exists()
