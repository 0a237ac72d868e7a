"""What the bench works out: percentiles, slips of the finger, the fonts of a first load."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from bench.web.arriving import _fonts
from bench.web.load import Took
from bench.web.samples import slip


def test_percentiles_are_of_the_times_met() -> None:
    took = Took(times=[float(one) for one in range(100, 0, -1)])
    assert (took.at(50), took.at(95), took.at(100)) == (51.0, 95.0, 100.0)
    assert Took(times=[7.0]).at(95) == 7.0


@given(st.text("abcdefgh", min_size=5, max_size=12), st.integers(0, 1000))
def test_a_slip_is_another_word_of_nearly_the_same_letters(word: str, seed: int) -> None:
    wrong = slip(word, random.Random(seed))
    assert wrong != word
    assert abs(len(wrong) - len(word)) <= 1
    assert wrong[0] == word[0]


def test_only_fonts_of_the_first_letters_are_weighed() -> None:
    css = """@font-face { src: url(a.woff2); unicode-range: U+0100-02BA; }
    @font-face { src: url("b.woff2") format("woff2"); unicode-range: U+0000-00FF, U+0131; }
    @font-face { src: url('c.woff2'); } .x { background: url(d.png); }"""
    assert _fonts(css) == ["b.woff2", "c.woff2"]
