"""Near spellings, sounds, and other forms of a word."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooftree.records.finding.rules import spelling
from rooftree.records.finding.rules.meaning import How, Meaning, Occurs, near, others
from rooftree.records.finding.rules.reasons import why


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("okoro", "okoro", 0),
        ("okorro", "okoro", 1),
        ("okroo", "okoro", 1),
        ("smiht", "smith", 1),
        ("a", "bcd", 3),
    ],
)
def test_slips_are_counted_as_people_make_them(one: str, other: str, slips: int) -> None:
    assert spelling.slips(one, other) == slips == spelling.slips(other, one)


WORDS = st.text("abcdefg", min_size=1, max_size=8)


@given(WORDS, WORDS)
def test_words_one_slip_apart_share_a_shortened_form(one: str, other: str) -> None:
    if spelling.slips(one, other) <= 1:
        assert set(spelling.shortened(one)) & set(spelling.shortened(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("stephen", "steven"), ("philip", "filip"), ("catherine", "kathryn"), ("shaun", "sean")],
)
def test_words_that_sound_alike_have_one_sound(one: str, other: str) -> None:
    assert spelling.sound(one) == spelling.sound(other)


@given(st.text(max_size=30))
def test_a_word_written_plainly_stays_so(text: str) -> None:
    once = spelling.plain(text)
    assert spelling.plain(once) == once
    assert "\x00" not in once


def test_the_nearest_of_some_words_are_told_from_the_like_and_the_unlike() -> None:
    words = [("edwards", 9, 0), ("edward", 5, 0), ("standen", 3, 0)]
    assert [(one.word, one.how) for one in near("edwrds", words)] == [
        ("edwards", How.SLIP),
        ("edward", How.ALIKE),
    ]


def test_a_pet_name_is_another_form_and_so_is_a_street_cut_short() -> None:
    assert "margaret" in others("peggy")
    assert "peggy" in others("margaret")
    assert others("rd") == ["road"]
    assert {"saint", "street"} <= set(others("st"))


WRIGHT = ["renee", "wright", "1934-03-07", "@16", "@sycamore", "@lodge"]


@pytest.mark.parametrize(
    ("typed", "occurs", "says"),
    [
        ("wright", Occurs("wright", How.EXACT, 1, 0), "The name fits"),
        ("wrigth", Occurs("wright", How.SLIP, 1, 0), "The name fits; “wrigth” is spelt nearly Wright"),
        ("wri", Occurs("wright", How.BEGINS, 1, 0), "The name fits; “wri” begins Wright"),
    ],
)
def test_a_result_says_what_fits_and_what_was_taken_for_what(typed: str, occurs: Occurs, says: str) -> None:
    assert why(WRIGHT, "RENÉE WRIGHT", [Meaning(typed, [occurs])]) == says


def test_a_result_says_when_the_home_fits_and_when_the_name_is_another() -> None:
    name = Meaning("wright", [Occurs("wright", How.EXACT, 1, 0)])
    home = Meaning("sycamore", [Occurs("sycamore", How.EXACT, 0, 1)])
    assert why(WRIGHT, "RENÉE WRIGHT", [name, home]) == "The name and home fit"
    assert why(WRIGHT, "Renée Amis", [name]) == "The name fits; also called Wright in our records"
    assert why(WRIGHT, "", [], born_on=datetime.date(1934, 3, 7)) == "The date of birth fits"
