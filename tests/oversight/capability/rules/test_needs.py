"""Needs take the steps there are, with the words they need; declarations say what they must."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from rooftree.oversight.capability.rules.cells import CanHold, GapKind
from rooftree.oversight.capability.rules.declaring import why_declaration_is_refused
from rooftree.oversight.capability.rules.needs import (
    OPEN_STATES,
    STEPS,
    NeedState,
    is_late,
    seems_met,
    why_step_is_refused,
    why_terms_are_refused,
)
from tests.nights import FIRST
from tests.oversight.capability.made import said, terms

N = NeedState


@pytest.mark.parametrize(
    ("now", "to", "words", "codes"),
    [
        (N.PROPOSED, N.ACCEPTED, "", []),
        (N.PROPOSED, N.MET, "", ["to"]),
        (N.PROPOSED, N.DECLINED, "", ["said"]),
        (N.PROPOSED, N.DECLINED, "Too dear.", []),
        (N.ACCEPTED, N.MET, "", []),
        (N.MET, N.PROPOSED, "", ["said"]),
        (N.MET, N.PROPOSED, "It fell again.", []),
        (N.DECLINED, N.ACCEPTED, "Now we can.", ["to"]),
        (N.ACCEPTED, N.IN_PROGRESS, "x" * 1_001, ["said"]),
    ],
)
def test_a_step_is_taken_or_refused_with_the_reason(now: N, to: N, words: str, codes: list[str]) -> None:
    assert [reason.code for reason in why_step_is_refused(now, to, words)] == codes


def test_from_every_state_there_is_a_way_on() -> None:
    assert set(STEPS) == set(N)
    assert all(STEPS.values())


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({}, []),
        ({"needed": "", "owner": ""}, ["needed", "owner"]),
        ({"needed": "x" * 1_001}, ["needed"]),
        ({"due_on": FIRST}, ["due_on"]),
    ],
)
def test_what_is_asked_for_must_be_whole(facts: dict[str, Any], codes: list[str]) -> None:
    assert [reason.code for reason in why_terms_are_refused(terms(**facts), FIRST)] == codes


def test_a_day_that_has_gone_may_stay_what_it_was() -> None:
    assert why_terms_are_refused(terms(due_on=date(2026, 1, 1)), FIRST, due_was=date(2026, 1, 1)) == ()


def test_a_need_looks_met_when_nothing_it_was_raised_for_is_lacking_any_more() -> None:
    because = [GapKind.FILL]
    assert seems_met(N.IN_PROGRESS, because, [], is_fresh=True)
    assert seems_met(N.IN_PROGRESS, because, [GapKind.REVIEW], is_fresh=True)
    assert not seems_met(N.IN_PROGRESS, because, [GapKind.FILL], is_fresh=True)
    assert not seems_met(N.IN_PROGRESS, because, [], is_fresh=False)
    assert not seems_met(N.DECLINED, because, [], is_fresh=True)


def test_only_an_open_need_is_late() -> None:
    gone = date(2026, 10, 31)
    assert [state for state in N if is_late(state, gone, FIRST)] == list(OPEN_STATES)
    assert not is_late(N.ACCEPTED, FIRST, FIRST)


@pytest.mark.parametrize(
    ("can_hold", "facts", "codes"),
    [
        (CanHold.NOT_EXTRACTED, {}, []),
        (CanHold.NOT_EXTRACTED, {"held_where": ""}, ["held_where"]),
        (CanHold.NO, {"held_where": ""}, []),
        (CanHold.NO, {"note": ""}, ["note"]),
        (CanHold.PARTLY, {"note": "", "held_where": ""}, ["held_where", "note"]),
        (CanHold.YES, {"reviewed_by": ""}, ["reviewed_by"]),
        (CanHold.YES, {"reviewed_on": date(2026, 11, 2)}, ["reviewed_on"]),
        (CanHold.YES, {"reviewed_on": date(1999, 12, 31)}, ["reviewed_on"]),
        (CanHold.YES, {"note": "x" * 1_001}, ["note"]),
    ],
)
def test_a_declaration_says_where_and_why(can_hold: CanHold, facts: dict[str, Any], codes: list[str]) -> None:
    assert [reason.code for reason in why_declaration_is_refused(said(can_hold, **facts), FIRST)] == codes
