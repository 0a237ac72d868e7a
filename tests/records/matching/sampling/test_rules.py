"""Which links are drawn, and what answers say: by hand-worked figures."""

from __future__ import annotations

import datetime

import pytest

from rooftree.records.matching.review.rules import Agreement
from rooftree.records.matching.sampling.rules import (
    Measured,
    allocation,
    band_of,
    overall,
    stands,
    week_of,
    weeks_from,
)


def strata(*told: tuple[int, int, int]) -> list[Measured]:
    """Strata by how many links each has, how many are right, how many wrong."""
    return [Measured(str(at), "", one[0], 99, one[1], one[2], 0) for at, one in enumerate(told)]


def test_a_week_begins_on_monday_and_counts_among_the_last() -> None:
    sunday = datetime.date(2026, 11, 22)
    assert week_of(sunday) == datetime.date(2026, 11, 16)
    assert weeks_from(sunday, 1) == week_of(sunday)
    assert weeks_from(sunday, 12) == datetime.date(2026, 8, 31)


@pytest.mark.parametrize(
    ("weight", "band"),
    [(None, ""), (-2.0, "below 4"), (4.0, "4 to 6"), (9.99, "6 to 10"), (15.0, "15 and more")],
)
def test_a_weight_belongs_to_one_band(weight: float | None, band: str) -> None:
    assert band_of(weight) == band


def test_the_rare_are_drawn_too_and_the_rest_by_how_many_there_are() -> None:
    many, some, few = ("nino", ""), ("name", ""), ("weighed", "4 to 6")
    shares = allocation({many: 9000, some: 900, few: 3}, 50)
    assert sum(shares.values()) == 50
    assert shares[few] == 3
    assert shares[some] == 5
    assert shares[many] == 42
    assert allocation({many: 2}, 50) == {many: 2}
    assert allocation({}, 50) == {}
    assert sum(allocation({(str(at), ""): 9 for at in range(20)}, 7).values()) == 7


def test_precision_has_wilsons_interval_and_says_nothing_of_nothing() -> None:
    [one] = strata((10, 48, 2))
    assert one.precision is not None
    assert [round(each, 4) for each in (one.precision.share, one.precision.low, one.precision.high)] == [
        0.96,
        0.8654,
        0.989,
    ]
    assert one.waiting == 49
    assert strata((10, 0, 0))[0].precision is None
    assert overall(strata((10, 0, 0))) is None


def test_the_whole_counts_each_part_by_how_many_links_it_has() -> None:
    whole = overall(strata((900, 10, 0), (100, 5, 5)))
    assert whole is not None
    assert round(whole.share, 4) == 0.95
    alone = overall(strata((900, 10, 0)))
    assert alone is not None
    assert whole.low < whole.share < whole.high
    assert round(alone.high, 9) == 1.0
    alike = overall(strata((500, 24, 1), (500, 24, 1)))
    plain = strata((1, 48, 2))[0].precision
    assert alike is not None and plain is not None
    assert (round(alike.low, 9), round(alike.high, 9)) == (round(plain.low, 9), round(plain.high, 9))


def test_how_a_drawn_link_stands() -> None:
    assert stands("same", ["same"]) == "same"
    assert stands("second", ["same"]) == "waiting"
    assert stands("second", ["cannot_say"]) == "unsaid"
    assert stands("third", ["same", "different"]) == "unsaid"
    assert stands("", []) == "waiting"


def test_kappa_is_agreement_beyond_chance() -> None:
    # Cohen's own way on a table of 20, 5, 10 and 15: 0.7 agreed, 0.5 by chance.
    told = [("same", "same")] * 20 + [("same", "different")] * 5
    told += [("different", "same")] * 10 + [("different", "different")] * 15
    found = Agreement.among(told)
    assert (found.agreed, found.of) == (35, 50)
    assert found.kappa == pytest.approx(0.4)
    assert Agreement.among([("same", "same")] * 9).kappa is None
    assert Agreement.among([]).kappa is None
