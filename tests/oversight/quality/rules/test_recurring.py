"""What comes back too often, and what is suggested."""

from __future__ import annotations

import pytest

from rooftree.engine.checking.kinds import Kind
from rooftree.oversight.quality.queries.recurring import thresholds
from rooftree.oversight.quality.rules.recurring import Counted, Remedy, suggestion

OFTEN = Counted(new=0, checks_with_new=0, resolved=40, came_back=12)


@pytest.mark.parametrize(
    ("kind", "remedy"),
    [
        (Kind.REQUIRED, Remedy.SYSTEM),
        (Kind.RECONCILES, Remedy.INTERFACE),
        (Kind.SQL, Remedy.TRAINING),
        (None, Remedy.TRAINING),
    ],
)
def test_what_is_suggested_follows_from_the_kind_of_rule(kind: Kind | None, remedy: Remedy) -> None:
    told = suggestion(OFTEN, kind, thresholds())
    assert told is not None
    assert told.remedy is remedy
    assert told.because == ("12 came back after they were resolved, of 40.",)


@pytest.mark.parametrize(
    "counted", [Counted(9, 9, 0, 0), Counted(50, 2, 0, 0), Counted(0, 0, 500, 12), Counted(0, 0, 9, 9)]
)
def test_a_few_or_once_is_nothing_to_change_a_system_for(counted: Counted) -> None:
    assert suggestion(counted, Kind.REQUIRED, thresholds()) is None


def test_new_ones_day_after_day_are_told() -> None:
    told = suggestion(Counted(30, 6, 0, 0), Kind.REQUIRED, thresholds())
    assert told is not None
    assert told.because == ("30 were new, on 6 different days.",)
