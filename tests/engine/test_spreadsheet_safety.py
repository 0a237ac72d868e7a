"""Exports opened in a spreadsheet run nothing."""

import pytest

from rooftree.engine.spreadsheet_safety import safe_cell


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "@SUM(A1)",
        "+44 7700 900123",
        "-2+3",
        "\t=1",
        "\r=1",
        "  =cmd|' /C calc'!A0",
        "＝1+1",
        "--1",
        "-",
    ],
)
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert safe_cell(text) == "'" + text


@pytest.mark.parametrize(
    "text", ["", "Rowan House", "12 - 14", "07700 900123", "-12.50", "-1,234.50", "-3e5", "a=b", "   "]
)
def test_other_text_and_negative_numbers_stay_as_they_are(text: str) -> None:
    assert safe_cell(text) == text
