"""What an alert asks for at the door, and what it never says."""

from __future__ import annotations

import datetime
from dataclasses import replace

from rooftree.records.claims.held import Lineage
from rooftree.records.vulnerabilities.rules import Need, adjustments_of
from rooftree.reference.standard.queries import adjustments, code_lists

DAY = datetime.date(2026, 11, 22)
HELD = adjustments()


def test_a_code_asks_for_what_to_do_and_never_names_the_reason() -> None:
    assert adjustments_of("hearing", "DEAF", HELD) == ("Speak face to face", "Knock loudly and wait")
    labels = {label.lower() for label in code_lists()["person_alert_code"].codes.values()}
    for one in HELD.each:
        assert one.says.lower() not in labels


def test_what_names_no_adjustment_asks_for_nothing() -> None:
    for code in ("domestic_abuse", "offending_history", "drug_dependency", "at_risk", "safeguarding"):
        assert adjustments_of(code, "two operatives", HELD) == ()


def test_a_note_is_read_by_its_phrases_alone() -> None:
    note = "Two operatives only, violent partner"
    assert adjustments_of("unreviewed_note", note, HELD) == ("Two people visit",)
    assert adjustments_of("unreviewed_note", "Violent partner", HELD) == ()


def test_a_note_that_takes_itself_back_is_not_read() -> None:
    assert adjustments_of("unreviewed_note", "No longer needs extra time", HELD) == ()


def test_a_need_past_its_end_says_for_how_long() -> None:
    made = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    lineage = Lineage("nec", "", 1, None, "", None)
    past = DAY - datetime.timedelta(days=51)
    assert Need("Interpreter", "", "", lineage, made, ends_on=past).days_past_its_end(DAY) == 51
    assert Need("Interpreter", "", "", lineage, made, ends_on=DAY).days_past_its_end(DAY) == 0
    assert Need("Interpreter", "", "", lineage, made).days_past_its_end(DAY) == 0


def test_what_may_be_somebody_elses_is_told_as_such() -> None:
    need = Need("Interpreter", "", "", Lineage(), datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
    assert need.told == "Interpreter"
    assert replace(need, is_sure=False).told == "Interpreter (if it is the same person)"
