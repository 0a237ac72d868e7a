"""Which months are looked at, and what a share means."""

from __future__ import annotations

import datetime

import pytest

from rooftree.oversight.agreements.rules.months import Standing, month_of, share, standing, to_score

DAY = datetime.date


def firsts(today: DAY, starts_on: DAY, ends_on: DAY | None = None, scored: tuple[DAY, ...] = ()) -> list[DAY]:
    return [month.first for month in to_score(today, starts_on=starts_on, ends_on=ends_on, scored=scored)]


def test_a_month_is_looked_at_until_seven_days_after_it() -> None:
    scored = (DAY(2026, 10, 1), DAY(2026, 11, 1))
    assert firsts(DAY(2026, 11, 7), DAY(2026, 10, 1), scored=scored) == [DAY(2026, 10, 1), DAY(2026, 11, 1)]
    assert firsts(DAY(2026, 11, 8), DAY(2026, 10, 1), scored=scored) == [DAY(2026, 11, 1)]


def test_months_that_no_run_has_looked_at_are_made_up_for_a_year_back() -> None:
    assert firsts(DAY(2026, 11, 20), DAY(2026, 9, 15)) == [
        DAY(2026, 9, 1),
        DAY(2026, 10, 1),
        DAY(2026, 11, 1),
    ]
    assert len(firsts(DAY(2026, 11, 20), DAY(2020, 1, 1))) == 13


def test_nothing_is_looked_at_outside_the_agreement() -> None:
    assert firsts(DAY(2026, 11, 20), DAY(2026, 12, 1)) == []
    assert firsts(DAY(2026, 11, 20), DAY(2026, 9, 1), DAY(2026, 9, 30)) == [DAY(2026, 9, 1)]


def test_months_end_where_they_end() -> None:
    assert month_of(DAY(2024, 2, 10)).last == DAY(2024, 2, 29)
    assert month_of(DAY(2026, 1, 31)).before.first == DAY(2025, 12, 1)
    assert month_of(DAY(2026, 12, 31)).after.first == DAY(2027, 1, 1)


def test_a_share_is_never_rounded_up_to_what_was_agreed() -> None:
    assert share(10_000, 9_499) == 94.9
    assert share(0, 0) is None


@pytest.mark.parametrize(
    ("asked", "met", "over", "said"),
    [
        (100, 95, True, Standing.KEPT),
        (10_000, 9_499, True, Standing.BREACHED),
        (100, 95, False, Standing.SO_FAR_KEPT),
        (100, 94, False, Standing.SO_FAR_BELOW),
        (0, 0, True, Standing.NOTHING_ASKED),
        (None, None, True, Standing.UNMEASURED),
    ],
)
def test_what_a_month_means(asked: int | None, met: int | None, over: bool, said: Standing) -> None:
    assert standing(asked, met, target=95, over=over) is said
