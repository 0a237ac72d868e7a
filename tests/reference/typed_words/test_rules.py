"""What somebody typed, as it is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooftree.reference.typed_words.rules import cleaned


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  The side door sticks. \r\n", "The side door sticks."),
        ("one\r\ntwo\rthree\tfour", "one\ntwo\nthree\tfour"),
        ("nought\x00 bell\x07 delete\x7f", "nought bell delete"),
        ("Zoë 🏠 שלום", "Zoë 🏠 שלום"),
        ("\x00 \r\n", ""),
    ],
)
def test_words_are_kept_without_what_nobody_can_read(typed: str, kept: str) -> None:
    assert cleaned(typed) == kept


@given(st.text())
def test_any_text_can_be_cleaned_once_for_all(text: str) -> None:
    kept = cleaned(text)
    assert "\x00" not in kept
    assert "\r" not in kept
    assert kept == cleaned(kept)
