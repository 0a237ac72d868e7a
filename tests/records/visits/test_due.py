"""Which visits are due, in which order, and which of them have somebody who needs help at the door."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.utils import timezone

from rooftree.desk import lists
from rooftree.records import models as m
from rooftree.records.listing.shape import Asked, Row
from rooftree.records.visits import queries
from rooftree.records.visits.listing.visits import VISITS
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


def rows(viewer: Viewer, **picks: str) -> list[Row]:
    return read(viewer, Asked(picks=picks, columns=("visit", "when", "door")))


def read(viewer: Viewer, asked: Asked) -> list[Row]:
    then = lists.then(viewer=viewer, now=timezone.now(), today=TODAY)
    found = VISITS.rows.page(VISITS, asked, then, skip=0, most=50)
    assert VISITS.rows.count(VISITS, asked, then, most=50) == len(found)
    assert [row["id"] for row in VISITS.rows.every(VISITS, asked, then)] == [row["id"] for row in found]
    return found


def due(viewer: Viewer, **picks: str) -> list[tuple[str, datetime.date | None]]:
    return [(row["what"], row["when"]) for row in rows(viewer, **picks)]


def test_certificates_that_run_out_and_repairs_that_wait_are_visits_the_soonest_first(
    alice: Somebody,
) -> None:
    unit = make(m.Unit)
    gas(unit, in_days(-3))
    make(m.WorkOrder, unit=unit, description="Tap drips", status="raised", target_at=at(in_days(5)))
    booked = make(m.WorkOrder, unit=unit, description="Door", status="scheduled", target_at=at(in_days(40)))
    for days, state in ((2, "booked"), (9, "booked"), (1, "cancelled")):
        make(m.Appointment, work_order=booked, status=state, starts_at=at(in_days(days)), slot="morning")
    make(m.WorkOrder, unit=unit, description="Done", status="completed", completed_at=at(LONG_AGO))
    make(m.WorkOrder, unit=unit, description="Paid", status="paid", target_at=at(LONG_AGO))
    make(m.WorkOrder, unit=unit, description="Whenever", status=None)
    gate = make(m.WorkOrder, unit=unit, description="Gate", status="raised", target_at=at(in_days(70)))
    late = ("Gas safety check", in_days(-3))
    assert due(alice.viewer, due="soon") == [late, ("Door", in_days(2)), ("Tap drips", in_days(5))]
    assert due(alice.viewer, booked="yes") == [("Door", in_days(2))]
    assert due(alice.viewer, due="overdue") == [late]
    assert due(alice.viewer, due="undated") == [("Whenever", None)]
    assert due(alice.viewer)[-2:] == [("Gate", in_days(70)), ("Whenever", None)]
    assert [row["order_id"] for row in rows(alice.viewer, due="three-months")][-1] == gate.pk


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
    assert due(alice.viewer, due="soon") == []


def test_who_needs_help_at_the_door_narrows_and_others_learn_nothing(
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
    (row,) = rows(alice.viewer, needs="yes")
    assert (row["home_id"], row["door"]) == (helped.pk, "Interpreter")
    assert len(rows(alice.viewer, needs="no")) == 2
    for picks in ({"needs": "yes"}, {"needs": "no"}, {}):
        found = rows(carys.viewer, **picks)
        assert len(found) == 3
        assert not any(row.get("door") for row in found)


@pytest.mark.parametrize("few", [5_000, 0], ids=["all at once", "home by home"])
def test_the_time_of_day_that_worked_narrows_and_is_told(
    alice: Somebody, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(queries, "FEW", few)
    works, fails = make(m.Unit), make(m.Unit)
    for unit, states in ((works, ("completed", "completed", "no_access")), (fails, ("no_access",))):
        gas(unit, in_days(3))
        order = make(m.WorkOrder, unit=unit, status="completed", completed_at=at(LONG_AGO))
        for day, state in enumerate(states):
            make(
                m.Appointment, work_order=order, slot="morning", status=state, starts_at=at(in_days(day - 99))
            )
    (row,) = read(alice.viewer, Asked(picks={"slot": "morning"}, columns=("visit", "suits")))
    assert (row["home_id"], row["suits"]) == (works.pk, "morning")


def test_the_words_of_a_repair_are_for_those_who_may_read_them(alice: Somebody, dev: Somebody) -> None:
    order = make(m.WorkOrder, unit=make(m.Unit), description="Mrs Okoro’s tap", job_ref="J1", status="raised")
    assert [row["what"] for row in rows(alice.viewer)] == [order.description]
    assert [row["what"] for row in rows(dev.viewer)] == ["J1"]
    sought = Asked(text="okoro", columns=("visit",))
    assert read(dev.viewer, sought) == []


def test_somebody_who_has_not_signed_in_reads_no_visits() -> None:
    gas(make(m.Unit), in_days(3))
    assert rows(ANONYMOUS) == []
