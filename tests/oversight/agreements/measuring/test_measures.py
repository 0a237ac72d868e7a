"""Each way of measuring: who is counted, and who falls short."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from rooftree.oversight.agreements.measuring.asked import Asked, Measured
from rooftree.oversight.agreements.measuring.measures import MEASURES
from rooftree.oversight.agreements.rules.months import month_of
from rooftree.oversight.agreements.templates import templates
from rooftree.records import models as m
from rooftree.sources.extracts.models import ExtractSeen, Run
from tests.factories.records import make
from tests.oversight.agreements.made import NOW, TODAY, contractor, order

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def at(day: int, hour: int = 10) -> datetime.datetime:
    return datetime.datetime(2026, 11, day, hour, tzinfo=datetime.UTC)


def measured(key: str, of: m.Organization | None = None, **facts: Any) -> Measured:
    template = templates()[key]
    known: dict[str, Any] = {
        "agreement": 0,
        "organisation": of.pk if of else None,
        "files": [("oneserve", "jobs")],
        "given": template.given,
        "rule_id": "",
        "month": month_of(TODAY),
        "starts_on": datetime.date(2026, 1, 1),
        "ends_on": None,
        "now": NOW,
        "today": TODAY,
    }
    return MEASURES[template.measure](Asked(**(known | facts)))


def test_orders_completed_in_the_month_without_a_photo_fall_short() -> None:
    ours = contractor()
    order(ours, "J1")
    bare = order(ours, "J2", photo=False)
    order(ours, "J3", photo=False, completed_at=at(5) - datetime.timedelta(days=40))
    order(ours, "J4", photo=False, status="cancelled")
    order(contractor("Another"), "J5", photo=False)
    door = order(ours, "J6", photo=False)
    make(m.Attachment, work_order=door, kind="door_photo")
    found = measured("completed_photos", ours)
    assert (found.asked, found.met) == (3, 1)
    assert {(one.ref, one.page, one.page_id) for one in found.short} == {
        ("J2", "repair", str(bare.pk)),
        ("J6", "repair", str(door.pk)),
    }


def test_an_order_closed_without_work_must_say_why_in_words_that_say_something() -> None:
    ours = contractor()
    for ref, said in (("J1", "Resident mended it"), ("J2", " Cancelled "), ("J3", None)):
        closed = order(ours, ref, photo=False, status="cancelled")
        make(m.JobStatusUpdate, work_order=closed, code="cancelled", description=said, happened_at=at(5))
    order(ours, "J4", photo=False, status="no_access")
    found = measured("close_reason", ours)
    assert found.asked == 4
    assert {one.ref for one in found.short} == {"J2", "J3", "J4"}


def test_an_appointment_must_have_its_slot_operative_and_once_made_its_times() -> None:
    ours = order(contractor(), "J1")
    whole = {"slot": "morning", "operative_ref": "O1", "status": "completed"}
    made = {"actual_start_at": at(5), "actual_end_at": at(5, 11)}
    for ref, facts in (
        ("A1", whole | made),
        ("A2", whole),
        ("A3", whole | {"status": "booked"}),
        ("A4", made | whole | {"slot": ""}),
    ):
        make(m.Appointment, work_order=ours, job_ref="J1", appointment_ref=ref, starts_at=at(5), **facts)
    found = measured("appointment_complete", ours.contractor)
    assert {(one.ref, one.says) for one in found.short} == {
        ("J1 A2", "Missing: time of arrival, time of leaving."),
        ("J1 A4", "Missing: slot."),
    }
    assert found.asked == 4


def test_an_outcome_recorded_after_the_agreed_hours_falls_short_and_one_still_in_time_waits() -> None:
    ours = order(contractor(), "J1")
    for ref, left, told in (
        ("A1", at(5), at(6, 9)),
        ("A2", at(5), at(6, 11)),
        ("A3", at(5), None),
        ("A4", NOW - HOUR, None),
    ):
        visit = make(
            m.Appointment,
            work_order=ours,
            appointment_ref=ref,
            starts_at=left - HOUR,
            actual_end_at=left,
            status="completed",
        )
        if told:
            make(m.JobStatusUpdate, appointment=visit, code="completed", happened_at=told)
    found = measured("status_in_time", ours.contractor)
    assert found.asked == 3
    assert {one.ref for one in found.short} == {"A2", "A3"}


def test_a_file_is_owed_on_agreed_days_on_which_a_run_looked() -> None:
    met = {9: "accepted", 10: "refused", 11: None, 12: "unchanged", 14: None}
    for day, state in met.items():
        run = Run.objects.create(
            started_at=at(day), started_by="Test", business_on=at(day).date(), folder="extracts"
        )
        ExtractSeen.objects.create(run=run, system="nec", file="people", state="accepted")
        if state:
            ExtractSeen.objects.create(run=run, system="oneserve", file="jobs", state=state)
    found = measured("file_delivered")
    assert found.asked == 4  # the 14th is a Saturday; no run looked on other days
    assert [(one.on, one.says) for one in found.short] == [
        (datetime.date(2026, 11, 10), "The file came and was refused."),
        (datetime.date(2026, 11, 11), "The file did not come."),
    ]
    strict = measured("file_delivered", given={"weekdays": [4], "unchanged": False})
    assert [one.says for one in strict.short] == ["Only the file of an earlier day was there."]


def test_a_rule_that_is_not_in_the_standard_or_was_never_asked_is_not_measured() -> None:
    assert measured("standard_rule", rule_id="none").asked is None
    assert "has not been asked" in measured("standard_rule", rule_id="work_order.trade.required").says
    last = month_of(TODAY).before
    assert measured("standard_rule", rule_id="none", month=last) == Measured(None)
