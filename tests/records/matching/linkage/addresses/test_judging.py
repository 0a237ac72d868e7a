"""Accept, review or reject: how far ahead the likeliest home is, and what speaks against it."""

from __future__ import annotations

import pytest

from rooftree.records.matching.linkage.addresses.judging import Decision, Found, evidence, judge
from rooftree.records.matching.linkage.addresses.saying import read

HOME = read("12 Larch Road, Haverleigh", "ZZ4 2LH")
SAME = read("12 Larch Rd", "ZZ4 2LH")


def found(weight: float, gap: float | None) -> Found:
    return Found(0, weight, gap)


@pytest.mark.parametrize(
    ("weight", "gap", "decision"),
    [
        (30.0, 8.0, Decision.ACCEPT),
        (30.0, 7.9, Decision.REVIEW),
        (30.0, 0.9, Decision.REJECT),
        (14.0, 12.0, Decision.REVIEW),
        (4.0, 40.0, Decision.REJECT),
        (15.0, None, Decision.ACCEPT),
        (14.0, None, Decision.REVIEW),
        (9.0, None, Decision.REJECT),
    ],
)
def test_it_goes_by_how_far_ahead_the_likeliest_home_is(
    weight: float, gap: float | None, decision: Decision
) -> None:
    assert judge(SAME, HOME, found(weight, gap)) is decision


@pytest.mark.parametrize(
    ("line", "postcode", "decision"),
    [
        ("14 Larch Road", "ZZ4 2LH", Decision.REJECT),
        ("Larch Road", "ZZ4 2LH", Decision.REJECT),
        ("Flat 2, 12 Larch Road", "ZZ4 2LH", Decision.REVIEW),
        ("12 Abbey Avenue", "ZZ4 2LH", Decision.REVIEW),
        ("12 Larch Road", "ZZ7 2LH", Decision.REVIEW),
        ("12 Larch Road", "ZZ4 2LJ", Decision.ACCEPT),
        ("12 Larch Road", "", Decision.ACCEPT),
    ],
)
def test_however_sure_the_matcher_is_what_contradicts_counts_for_more(
    line: str, postcode: str, decision: Decision
) -> None:
    assert judge(read(line, postcode), HOME, found(50.0, 40.0)) is decision


def test_where_nothing_else_comes_near_another_postcode_needs_more() -> None:
    assert judge(read("12 Larch Road", "ZZ4 2LJ"), HOME, found(19.0, None)) is Decision.REVIEW
    assert judge(read("12 Larch Road", ""), HOME, found(20.0, None)) is Decision.ACCEPT


def test_a_street_of_that_name_elsewhere_is_no_evidence() -> None:
    assert judge(read("12 Larch Road", "ZZ7 2LH"), HOME, found(12.0, 40.0)) is Decision.REJECT


def test_a_flat_a_building_and_a_street_are_believed_against_a_mistyped_postcode() -> None:
    line = "Flat 12, Larch House, 40 Orchard Road"
    assert judge(read(line, "ZZ7 2LH"), read(line, "ZZ4 2LH"), found(50.0, 40.0)) is Decision.ACCEPT


def test_the_evidence_says_in_words_what_agrees_and_who_came_next() -> None:
    told = evidence(read("Flat 2, 12 Larch Rd", "ZZ4 9LH"), HOME, found(21.04, 6.25), "14 Larch Road")
    assert [one.says for one in told] == [
        "Much the same address",
        "The address says 2, which the home’s does not",
        "Both name Larch",
        "Another postcode: ZZ4 9LH, not ZZ4 2LH",
        "The next likeliest home is 14 Larch Road, 6.2 behind",
    ]
    assert told[0].weight == 21.0
    alone = evidence(SAME, HOME, found(21.0, None))
    assert [one.says for one in alone[1:]] == [
        "The same number: 12",
        "Both name Larch",
        "The same postcode",
        "No other home comes near",
    ]
