"""Numbers and money out of text: thousands separators let go, anything else that is not a number is null."""

from typing import Any

import ibis
import ibis.expr.datatypes as dt

Column = Any

NUMBER = r"^[+-]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)?(\.[0-9]*)?([eE][+-]?[0-9]{1,2})?$"
MONEY = r"^([+-]?£? ?|£ ?[+-])([0-9]+|[0-9]{1,3}(,[0-9]{3})+)?(\.[0-9]*)?-?$"
BRACKETS = r"^\(£? ?[0-9][0-9,]*(\.[0-9]*)?\)$"
NOTHING = r"^£? ?-$"
DECIMAL = dt.Decimal(16, 6)


def number(text: Column) -> Column:
    """A decimal number with six places."""
    plain = text.strip()
    return _only(plain, NUMBER).replace(",", "").try_cast(DECIMAL)


def integer(text: Column) -> Column:
    """A whole number; `3.0` is 3, `3.5` is null."""
    value = number(text)
    return ibis.ifelse(value == value.floor(), value, ibis.null(DECIMAL)).try_cast("int64")


def pence(text: Column) -> Column:
    """Pounds as ledgers write them, in whole pence: £1,234.50, (12.50), 12.50-, and - for nothing."""
    plain = text.strip()
    negative = plain.re_search(BRACKETS) | plain.contains("-")
    digits = ibis.ifelse(plain.re_search(BRACKETS), plain, _only(plain, MONEY)).re_replace(r"[^0-9.]", "")
    value = (digits.try_cast(DECIMAL) * 100).round().cast("int64")
    return ibis.cases((plain.re_search(NOTHING), ibis.literal(0, dt.int64)), (negative, -value), else_=value)


def _only(text: Column, pattern: str) -> Column:
    return ibis.ifelse(text.re_search(pattern), text, ibis.null(dt.string))
