"""Which times of day worked, and which days a month has."""

from __future__ import annotations

import datetime

from rooftree.records.visits.rules import Slot, best, month_of, slots_of

MAY = datetime.datetime(2026, 5, 4, 9, tzinfo=datetime.UTC)


def test_a_time_of_day_is_told_by_who_opened_and_who_did_not() -> None:
    later = MAY + datetime.timedelta(days=7)
    visits = [
        ("morning", "no_access", later),
        ("morning", "completed", MAY),
        ("afternoon", "follow_on_needed", MAY),
        ("afternoon", "cancelled", later),
        ("", "completed", MAY),
    ]
    assert slots_of(visits) == [Slot("afternoon", (True,)), Slot("morning", (True, False))]


def test_a_visit_that_was_cancelled_or_missed_by_us_tells_nothing_of_the_door() -> None:
    assert slots_of([("morning", "cancelled", MAY), ("morning", "missed_by_landlord", MAY)]) == []


def test_the_time_that_worked_best_is_by_share_and_then_by_how_often() -> None:
    often, once = Slot("morning", (True,) * 9), Slot("evening", (True,))
    half = Slot("afternoon", (True, False))
    assert best([half, once, often]) == often
    assert best([half]) is None
    assert best([]) is None


def test_a_month_runs_from_its_first_to_its_last_day_also_over_the_year() -> None:
    november = datetime.date(2026, 11, 22)
    assert month_of(november) == (datetime.date(2026, 11, 1), datetime.date(2026, 11, 30))
    december = month_of(november, ahead=1)
    assert december == (datetime.date(2026, 12, 1), datetime.date(2026, 12, 31))
    assert month_of(november, ahead=2)[0] == datetime.date(2027, 1, 1)
