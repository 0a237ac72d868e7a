"""Which visits are due, in which order, and which of them have somebody who needs help at the door."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.utils import timezone

from rooftree.records import models as m
from rooftree.records.visits import queries
from rooftree.records.visits.queries import Chosen
from rooftree.records.visits.rules import Slot
from rooftree.reference.accounts.rules import ANONYMOUS, Viewer
from tests.factories.records import make
from tests.people import Somebody

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LONG_AGO = TODAY - datetime.timedelta(days=700)


def in_days(days: int) -> datetime.date:
    return TODAY + datetime.timedelta(days=days)


def at(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(9), datetime.UTC)


def gas(unit: m.Unit, expires: datetime.date, **facts: Any) -> m.Certification:
    known = {"kind": "gas_safety", "issued_on": expires - datetime.timedelta(days=365), "not_required": False}
    found: m.Certification = make(m.Certification, unit=unit, expires_on=expires, **known | facts)
    return found


def due(viewer: Viewer, **chosen: Any) -> list[tuple[str, datetime.date]]:
    rows = queries.due(Chosen(**chosen), viewer=viewer, today=TODAY)
    return [(row["words"], row["on"]) for row in rows]


def test_certificates_that_run_out_and_repairs_that_wait_are_visits_the_soonest_first(
    alice: Somebody,
) -> None:
    unit = make(m.Unit)
    gas(unit, in_days(-3))
    make(m.WorkOrder, unit=unit, description="Tap drips", status="raised", target_at=at(in_days(5)))
    booked = make(m.WorkOrder, unit=unit, description="Door", status="scheduled", target_at=at(in_days(30)))
    make(m.Appointment, work_order=booked, status="booked", starts_at=at(in_days(2)), slot="morning")
    make(m.Appointment, work_order=booked, status="cancelled", starts_at=at(in_days(1)))
    make(m.WorkOrder, unit=unit, description="Done", status="completed", completed_at=at(LONG_AGO))
    assert due(alice.viewer) == [
        ("Gas safety check", in_days(-3)),
        ("Door", in_days(2)),
        ("Tap drips", in_days(5)),
    ]
    assert due(alice.viewer, booked=True) == [("Door", in_days(2))]
    assert due(alice.viewer, kinds=("gas_safety",)) == [("Gas safety check", in_days(-3))]
    assert due(alice.viewer, until=in_days(-1)) == [("Gas safety check", in_days(-3))]


def test_a_certificate_that_was_renewed_or_is_not_required_or_needs_no_visit_is_none(
    alice: Somebody,
) -> None:
    renewed, electric, report = make(m.Unit), make(m.Unit), make(m.Unit)
    gas(renewed, in_days(-3))
    gas(renewed, in_days(360))
    gas(electric, in_days(-3))
    make(m.Certification, unit=electric, kind="gas_safety", not_required=True)
    make(m.Certification, unit=report, kind="energy_performance", expires_on=in_days(1), not_required=False)
    gas(make(m.Unit, status="sold"), in_days(1))
    gas(make(m.Unit, ended_on=TODAY), in_days(1))
    assert due(alice.viewer) == []


def test_who_needs_help_at_the_door_narrows_and_is_counted_and_others_learn_nothing(
    alice: Somebody, carys: Somebody
) -> None:
    helped, left, plain = make(m.Unit), make(m.Unit), make(m.Unit)
    for unit in (helped, left, plain):
        gas(unit, in_days(3))
    lives = make(m.Person)
    make(m.HouseholdMember, person=lives, tenancy=make(m.Tenancy, unit=helped, starts_on=LONG_AGO))
    gone = make(m.Tenancy, unit=left, starts_on=LONG_AGO, ends_on=in_days(-9))
    make(m.HouseholdMember, person=lives, tenancy=gone)
    make(m.PersonAlert, person=lives, code="language")
    yes, no = Chosen(needs=True), Chosen(needs=False)
    found = queries.due(yes, viewer=alice.viewer, today=TODAY)
    assert [row["unit_id"] for row in found] == [helped.pk]
    assert queries.counts(Chosen(), viewer=alice.viewer, today=TODAY) == (3, 1)
    assert queries.counts(no, viewer=alice.viewer, today=TODAY) == (2, 0)
    for chosen in (yes, no, Chosen()):
        assert queries.counts(chosen, viewer=carys.viewer, today=TODAY) == (3, 0)


def test_the_time_of_day_that_worked_narrows_and_is_told(alice: Somebody) -> None:
    works, fails = make(m.Unit), make(m.Unit)
    for unit, states in ((works, ("completed", "completed", "no_access")), (fails, ("no_access",))):
        gas(unit, in_days(3))
        order = make(m.WorkOrder, unit=unit, status="completed", completed_at=at(LONG_AGO))
        for day, state in enumerate(states):
            make(
                m.Appointment, work_order=order, slot="morning", status=state, starts_at=at(in_days(day - 99))
            )
    found = queries.due(Chosen(slot="morning"), viewer=alice.viewer, today=TODAY)
    assert [row["unit_id"] for row in found] == [works.pk]
    told = queries.slots_at([str(works.pk), str(fails.pk)], viewer=alice.viewer)
    assert told[str(works.pk)] == [Slot("morning", (True, True, False))]
    assert told[str(fails.pk)] == [Slot("morning", (False,))]


def test_somebody_who_has_not_signed_in_reads_no_visits() -> None:
    gas(make(m.Unit), in_days(3))
    assert due(ANONYMOUS) == []
    assert queries.counts(Chosen(), viewer=ANONYMOUS, today=TODAY) == (0, 0)
    assert queries.who_lives_in([], viewer=ANONYMOUS, today=TODAY) == []
    assert queries.areas(viewer=ANONYMOUS) == []
