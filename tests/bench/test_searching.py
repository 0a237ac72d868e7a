"""The slips that the bench makes are slips, and the same ones every time."""

from __future__ import annotations

from bench.searching import SLIPS, misspelt

TEXTS = [["stephen", "okoro"], ["12", "hollin", "bank"], ["ann", "lee"], ["josephine", "bell"]] * 6


def test_each_kind_of_slip_is_made_and_none_leaves_the_word_as_it_was() -> None:
    cases = misspelt(TEXTS)
    assert {case.slip for case in cases} == set(SLIPS)
    assert len(cases) == len(TEXTS) - TEXTS.count(["ann", "lee"])
    assert all(set(case.typed.split()) != case.wanted for case in cases)


def test_the_same_seed_makes_the_same_slips() -> None:
    assert misspelt(TEXTS) == misspelt(TEXTS)
    assert misspelt(TEXTS) != misspelt(TEXTS, seed=1)
