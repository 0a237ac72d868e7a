"""The queue and its counts: in order, page by page, and for nobody what is not theirs to see."""

from __future__ import annotations

import datetime

import pytest

from rooftree.oversight.quality.actions import working
from rooftree.oversight.quality.queries import counts, queue
from rooftree.oversight.quality.queries.asked import Asked
from rooftree.reference.accounts.rules import ANONYMOUS
from rooftree.reference.standard.quality.rules import Severity
from tests.nights import moment
from tests.oversight.quality.ledger import Ledger, rule
from tests.people import Somebody

UPRN, BEDS = "unit.uprn.required", "unit.bedrooms.required"
DOB, ALERT = "person.date_of_birth.required", "person_alert.code.codelist"


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    """Four rules of three tables in two systems, some nights apart."""
    ledger.rules = (
        rule(UPRN),
        rule(BEDS, severity=Severity.CRITICAL),
        rule(DOB, severity=Severity.MINOR),
        rule(ALERT),
    )
    ledger.held = {
        ("nec", "unit"): ["P1", "P2", "P3"],
        ("keystone", "unit"): ["K1"],
        ("nec", "person"): ["A"],
        ("nec", "person_alert"): ["B"],
    }
    first = [(UPRN, "P1"), (BEDS, "P1"), (DOB, "A"), (ALERT, "B")]
    ledger.night(first)
    ledger.night([*first, (UPRN, "K1"), (UPRN, "P2")])
    return ledger


def keys(asked: Asked, ledger: Ledger, somebody: Somebody, *, most: int = 50, after: str = "") -> list[str]:
    page = queue.page(asked, viewer=somebody.viewer, today=ledger.day, most=most, after=after)
    return [f"{row.rule_id.split('.')[1]} {row.source_key}" for row in page.rows]


def test_the_soonest_to_be_mended_comes_first_and_pages_join_without_a_gap(
    full: Ledger, carys: Somebody
) -> None:
    whole = keys(Asked(), full, carys)
    assert whole[0] == "bedrooms P1"
    assert whole[-1] == "date_of_birth A"
    told, after = [], ""
    while True:
        page = queue.page(Asked(), viewer=carys.viewer, today=full.day, most=2, after=after)
        told += [f"{row.rule_id.split('.')[1]} {row.source_key}" for row in page.rows]
        after = page.after
        if not after:
            break
    assert told == whole
    assert len(told) == 6


@pytest.mark.parametrize("mark", ["x", "////", "MjAyNg"])
def test_a_mark_that_is_none_begins_at_the_beginning(full: Ledger, carys: Somebody, mark: str) -> None:
    assert keys(Asked(), full, carys, after=mark) == keys(Asked(), full, carys)


def test_each_filter_narrows_and_its_other_choices_are_still_counted(full: Ledger, carys: Somebody) -> None:
    asked = Asked(source_system="keystone")
    assert keys(asked, full, carys) == ["uprn K1"]
    told = counts.facets(asked, viewer=carys.viewer, today=full.day)
    assert told["source_system"] == [("nec", 5), ("keystone", 1)]
    assert told["rule_id"] == [(UPRN, 1)]
    assert told["severity"] == [("major", 1)]
    assert counts.count(asked, viewer=carys.viewer, today=full.day) == 1


@pytest.mark.parametrize(
    ("asked", "many"),
    [
        (Asked(), 6),
        (Asked(state="new"), 2),
        (Asked(table_name="unit", severity="major"), 3),
        (Asked(dimension="accuracy"), 0),
        (Asked(nobodys=True), 6),
        (Asked(overdue=True), 0),
        (Asked(due_by=datetime.date(2026, 11, 7)), 1),
        (Asked(seen_before=datetime.date(2026, 11, 3)), 4),
        (Asked(said_mended=True), 0),
        (Asked(contractor_id="none"), 0),
        (Asked(owner="Asset Data Manager"), 4),
    ],
)
def test_rows_and_counts_agree(full: Ledger, carys: Somebody, asked: Asked, many: int) -> None:
    assert len(keys(asked, full, carys)) == many
    assert counts.count(asked, viewer=carys.viewer, today=full.day) == many
    states = counts.facets(asked, viewer=carys.viewer, today=full.day)["state"]
    assert sum(count for state, count in states if not asked.state or state == asked.state) == many


def test_what_is_past_its_day_is_found_and_counted(full: Ledger, carys: Somebody) -> None:
    rows = [(UPRN, "P1"), (BEDS, "P1"), (DOB, "A"), (ALERT, "B"), (UPRN, "K1"), (UPRN, "P2")]
    full.night(rows, later=10)
    late = Asked(overdue=True)
    assert keys(late, full, carys) == ["bedrooms P1"]
    assert counts.count(late, viewer=carys.viewer, today=full.day) == 1
    tomorrow = full.day + datetime.timedelta(days=60)
    assert counts.count(late, viewer=carys.viewer, today=tomorrow) == 6


def test_nobody_sees_what_the_record_itself_would_not_show_them(
    full: Ledger, carys: Somebody, alice: Somebody, dev: Somebody
) -> None:
    assert "code B" in keys(Asked(), full, carys)
    assert "code B" not in keys(Asked(), full, alice)
    assert set(keys(Asked(), full, dev)) == {"uprn P1", "uprn P2", "uprn K1", "bedrooms P1"}
    assert counts.count(Asked(), viewer=dev.viewer, today=full.day) == 4
    assert queue.page(Asked(), viewer=ANONYMOUS, today=full.day).rows == []
    assert counts.count(Asked(), viewer=ANONYMOUS, today=full.day) == 0
    assert queue.ids(Asked(), viewer=ANONYMOUS, today=full.day) == []


def test_resolved_ones_are_shown_the_latest_first(full: Ledger, carys: Somebody) -> None:
    full.night([(UPRN, "P1")])
    full.night([])
    done = Asked(state="resolved")
    assert keys(done, full, carys)[0] == "uprn P1"
    assert counts.count(done, viewer=carys.viewer, today=full.day) == 6


def test_what_is_given_to_somebody_is_theirs_in_the_queue(
    full: Ledger, carys: Somebody, alice: Somebody
) -> None:
    ids = queue.ids(Asked(table_name="unit"), viewer=carys.viewer, today=full.day)
    working.assign(ids=ids, to=alice.user.pk, by=carys.viewer, now=moment(full.day), today=full.day)
    mine = Asked(assigned_to_id=alice.user.pk)
    assert len(keys(mine, full, carys)) == counts.count(mine, viewer=carys.viewer, today=full.day) == 4
    assert counts.count(Asked(nobodys=True), viewer=carys.viewer, today=full.day) == 2
