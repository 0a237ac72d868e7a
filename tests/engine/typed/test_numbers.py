"""Numbers and money out of text."""

from decimal import Decimal

import pytest

from rooftree.engine.typed import numbers
from tests.engine.typed.conftest import Work


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("£1,234.50", 123450), ("1234.5", 123450), ("(12.50)", -1250), ("(£1,000)", -100000),
        ("12.50-", -1250),
        ("-12.5", -1250), ("£-3", -300), ("-", 0), ("£ -", 0), ("0", 0), ("1.005", 101), (" 7 ", 700),
    ],
)  # fmt: skip
def test_pounds_become_pence(worked: Work, text: str, pence: int) -> None:
    assert worked(numbers.pence, [text]) == [pence]


@pytest.mark.parametrize("text", ["", "abc", "1,2", "--3", "12.3.4", "£", "(", "1e5", None])
def test_what_is_not_money_is_null(worked: Work, text: str | None) -> None:
    assert worked(numbers.pence, [text]) == [None]


def test_a_whole_number_may_have_a_spreadsheet_s_point_but_no_fraction(worked: Work) -> None:
    texts: list[str | None] = ["3", "3.0", "03", "1,200", "-4", "3.5", "two", "NaN", "1_0", "", None]
    assert worked(numbers.integer, texts) == [3, 3, 3, 1200, -4, None, None, None, None, None, None]


def test_a_number_keeps_six_places(worked: Work) -> None:
    read = worked(numbers.number, ["51.5074561", "1.5E-05", ".5", "1e20"])
    assert read == [Decimal("51.507456"), Decimal("0.000015"), Decimal("0.500000"), None]


def test_a_number_that_no_count_can_be_is_null(worked: Work) -> None:
    assert worked(numbers.integer, ["2147483647", "2147483648", "-99999999999"]) == [2147483647, None, None]
