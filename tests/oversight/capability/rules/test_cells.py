"""What a system can and does hold, and what is lacking, follow from mapping, figures and declaration."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from rooftree.oversight.capability.catalogue import catalogue
from rooftree.oversight.capability.rules.cells import (
    Can,
    CanHold,
    Cell,
    Declared,
    Figure,
    GapKind,
    Priority,
    nowhere,
    priority_of,
    review_due_on,
    share,
)

TODAY = date(2026, 11, 22)
UPRN = catalogue().requirements["uprn"]


def figure(**facts: Any) -> Figure:
    known: dict[str, Any] = {
        "run_id": 7,
        "read_from": ("assets: UPRN",),
        "asked": 1000,
        "held": 990,
        "judged": 990,
        "bad": 0,
        "counted_run": 7,
        "counted_on": TODAY,
    }
    return Figure(**(known | facts))


def declared(can_hold: CanHold, *, due: date = date(2027, 1, 1)) -> Declared:
    return Declared(can_hold, "Screen 4", "No field for it.", date(2026, 1, 1), "Carys", due)


def cell(found: Figure | None = None, said: Declared | None = None, system: str = "keystone") -> Cell:
    return Cell(UPRN, system, ("keystone", "nec"), found, said)


def kinds(one: Cell) -> list[GapKind]:
    return [gap.kind for gap in one.gaps(TODAY)]


NOT_MAPPED = figure(read_from=(), asked=None, held=None, judged=None, bad=None)


@pytest.mark.parametrize(
    ("one", "can", "gaps"),
    [
        (cell(figure()), Can.MAPPED, []),
        (cell(figure(held=979)), Can.MAPPED, [GapKind.FILL]),
        (cell(figure(bad=50)), Can.MAPPED, [GapKind.FORMAT]),
        (cell(figure(asked=None, held=None)), Can.MAPPED, [GapKind.NOTHING_CAME]),
        (cell(figure(asked=0, held=0)), Can.MAPPED, [GapKind.NOTHING_CAME]),
        (cell(figure(judged=None, bad=None)), Can.MAPPED, []),
        (cell(NOT_MAPPED), Can.UNKNOWN, [GapKind.NOT_SAID]),
        (cell(NOT_MAPPED, system="nec"), Can.UNKNOWN, []),
        (cell(NOT_MAPPED, system="oneserve"), Can.NOT_ASKED, []),
        (cell(NOT_MAPPED, declared(CanHold.NO)), Can.NO, [GapKind.CANNOT]),
        (cell(NOT_MAPPED, declared(CanHold.NO), "nec"), Can.NO, []),
        (
            cell(NOT_MAPPED, declared(CanHold.NOT_EXTRACTED), "nec"),
            Can.NOT_EXTRACTED,
            [GapKind.NOT_EXTRACTED],
        ),
        (cell(NOT_MAPPED, declared(CanHold.YES)), Can.YES, [GapKind.NOT_EXTRACTED]),
        (cell(NOT_MAPPED, declared(CanHold.PARTLY)), Can.PARTLY, [GapKind.PARTLY]),
        (cell(figure(), declared(CanHold.PARTLY)), Can.PARTLY, [GapKind.PARTLY]),
        (cell(figure(), declared(CanHold.NO)), Can.MAPPED, [GapKind.CONTRADICTED]),
        (cell(figure(), declared(CanHold.YES, due=TODAY)), Can.MAPPED, []),
        (cell(figure(), declared(CanHold.YES, due=date(2026, 11, 21))), Can.MAPPED, [GapKind.REVIEW]),
    ],
)
def test_what_is_lacking(one: Cell, can: Can, gaps: list[GapKind]) -> None:
    assert (one.can, kinds(one)) == (can, gaps)


def test_a_gap_says_its_figures() -> None:
    (gap,) = cell(figure(held=979)).gaps(TODAY)
    assert gap.says == "97.9% of 1,000 rows hold it; aim: 98%."


def test_a_requirement_without_an_aim_is_never_too_little_filled() -> None:
    alert = catalogue().requirements["vulnerability"]
    assert Cell(alert, "nec", ("nec",), figure(held=1, judged=1), None).gaps(TODAY) == ()


def test_a_share_is_never_rounded_up_to_all() -> None:
    assert share(9_999, 10_000) == 99.9
    assert share(10, 10) == 100.0
    assert share(0, 10) == 0.0
    assert share(0, 0) is None
    assert share(None, 5) is None


def test_held_nowhere_is_said_until_a_system_is_mapped_or_said_to_hold_it() -> None:
    none = [cell(NOT_MAPPED), cell(NOT_MAPPED, declared(CanHold.NO), "nec")]
    gap = nowhere(UPRN, none)
    assert gap is not None and gap.kind is GapKind.NOWHERE
    assert nowhere(UPRN, [*none, cell(NOT_MAPPED, declared(CanHold.NOT_EXTRACTED), "nec")]) is None
    assert nowhere(UPRN, [*none, cell(figure(held=0), system="nec")]) is None


def test_what_the_system_of_record_lacks_comes_first() -> None:
    assert priority_of([GapKind.FILL], is_first=True) is Priority.HIGH
    assert priority_of([GapKind.FILL], is_first=False) is Priority.MEDIUM
    assert priority_of([GapKind.NOWHERE], is_first=False) is Priority.HIGH
    assert priority_of([GapKind.REVIEW], is_first=True) is Priority.LOW


@pytest.mark.parametrize(
    ("reviewed", "months", "due"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 11, 30), 12, date(2027, 11, 30)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 6, 15), 18, date(2027, 12, 15)),
    ],
)
def test_a_review_is_due_again_so_many_months_later(reviewed: date, months: int, due: date) -> None:
    assert review_due_on(reviewed, months) == due


def test_a_figure_of_an_earlier_run_is_known_as_such() -> None:
    assert figure(counted_run=6).is_former
    assert not figure().is_former
    assert not NOT_MAPPED.is_former
