"""What presses: counted by what the last check left, and by the ledger once that day is past."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from rooftree.oversight.quality.actions import working
from rooftree.oversight.quality.models import QualityException
from rooftree.oversight.quality.queries.pressing import Own, Pressing, own, pressing
from rooftree.reference.accounts.rules import ANONYMOUS
from rooftree.reference.standard.quality.rules import Severity
from tests.nights import moment
from tests.oversight.quality.ledger import Ledger, rule
from tests.people import Somebody

UPRN, BEDS = "unit.uprn.required", "unit.bedrooms.required"
DOB, ALERT = "person.date_of_birth.required", "person_alert.code.codelist"
ROWS = [(UPRN, "P1"), (UPRN, "P2"), (BEDS, "P1"), (DOB, "A"), (ALERT, "B")]


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    """Four rules of three tables; one night. Only the critical one is to be mended within days."""
    ledger.rules = (rule(UPRN), rule(BEDS, severity=Severity.CRITICAL), rule(DOB), rule(ALERT))
    ledger.held = {
        ("nec", "unit"): ["P1", "P2"],
        ("nec", "person"): ["A"],
        ("nec", "person_alert"): ["B"],
    }
    ledger.night(ROWS)
    return ledger


def test_what_presses_is_counted_of_what_each_may_see(
    full: Ledger, carys: Somebody, alice: Somebody, dev: Somebody
) -> None:
    whole = Pressing(standing=5, critical=1, nobodys=5, waived=0, overdue=0)
    assert pressing(viewer=carys.viewer, today=full.day) == whole
    assert pressing(viewer=alice.viewer, today=full.day).standing == 4
    assert pressing(viewer=dev.viewer, today=full.day).standing == 3
    assert pressing(viewer=ANONYMOUS, today=full.day) == Pressing(0, 0, 0, 0, 0)


def test_what_is_past_its_day_is_found_with_a_check_of_that_day_and_without(
    full: Ledger, carys: Somebody, dev: Somebody
) -> None:
    much_later = full.day + datetime.timedelta(days=60)
    assert pressing(viewer=carys.viewer, today=much_later).overdue == 5
    assert pressing(viewer=dev.viewer, today=much_later).overdue == 3
    full.night(ROWS, later=10)
    assert pressing(viewer=carys.viewer, today=full.day).overdue == 1


def test_what_is_given_or_waived_moves_the_counts_at_once(
    full: Ledger, carys: Somebody, alice: Somebody, dev: Somebody
) -> None:
    on: dict[str, Any] = {"by": carys.viewer, "now": moment(full.day), "today": full.day}
    (beds,) = QualityException.objects.filter(rule_id=BEDS).values_list("id", flat=True)
    uprns = list(QualityException.objects.filter(rule_id=UPRN).values_list("id", flat=True))
    working.assign(ids=[beds, *uprns], to=alice.user.pk, **on)
    working.waive(ids=uprns[:1], until=full.day + datetime.timedelta(days=9), reason="Being let", **on)
    told = pressing(viewer=carys.viewer, today=full.day)
    assert (told.standing, told.nobodys, told.waived) == (4, 2, 1)
    assert own(viewer=alice.viewer, today=full.day) == Own(standing=2, overdue=0)
    assert own(viewer=alice.viewer, today=full.day + datetime.timedelta(days=6)) == Own(2, overdue=1)
    assert own(viewer=dev.viewer, today=full.day) is None
