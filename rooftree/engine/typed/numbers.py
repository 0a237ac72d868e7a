"""Numbers and money out of text: thousands separators let go, anything else that is not a number is null."""

from typing import Any

import ibis
import ibis.expr.datatypes as dt

Column = Any

PLAIN = r"^-?[0-9]+(\.[0-9]*)?$"
"""What nearly every number looks like: the rest is asked only of those that do not."""
NUMBER = r"^[+-]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)?(\.[0-9]*)?([eE][+-]?[0-9]{1,2})?$"
MONEY = r"^([+-]?£? ?|£ ?[+-])([0-9]+|[0-9]{1,3}(,[0-9]{3})+)?(\.[0-9]*)?-?$"
BRACKETS = r"^\(£? ?[0-9][0-9,]*(\.[0-9]*)?\)$"
NOTHING = r"^£? ?-$"
DECIMAL = dt.Decimal(16, 6)
LARGEST = 2_147_483_647
"""What PostgreSQL's integer holds: one slip of a finger beyond it must not stop a night's publishing."""


def number(text: Column) -> Column:
    """A decimal number with six places."""
    written = _only(text.strip(), NUMBER).replace(",", "")
    return ibis.ifelse(text.re_search(PLAIN), text, written).try_cast(DECIMAL)


def integer(text: Column) -> Column:
    """A whole number; `3.0` is 3, `3.5` is null, and so is what no count or year can be."""
    value = number(text)
    known = (value == value.floor()) & value.between(-LARGEST, LARGEST)
    return ibis.ifelse(known, value, ibis.null(DECIMAL)).try_cast("int64")


def pence(text: Column) -> Column:
    """Pounds as ledgers write them, in whole pence: £1,234.50, (12.50), 12.50-, and - for nothing."""
    return ibis.ifelse(
        text.re_search(PLAIN), _hundredfold(text.try_cast(DECIMAL)), _as_ledgers_write(text.strip())
    )


def _as_ledgers_write(text: Column) -> Column:
    known = text.re_search(BRACKETS) | text.re_search(MONEY)
    digits = ibis.ifelse(known, text, ibis.null(dt.string)).re_replace(r"[^0-9.]", "")
    sign = ibis.ifelse(text.re_search(r"[(-]"), -1, 1)
    value = _hundredfold(digits.try_cast(DECIMAL)) * sign
    return ibis.ifelse(text.re_search(NOTHING), ibis.literal(0, dt.int64), value)


def _hundredfold(pounds: Column) -> Column:
    return (pounds * 100).round().cast("int64")


def _only(text: Column, pattern: str) -> Column:
    return ibis.ifelse(text.re_search(pattern), text, ibis.null(dt.string))
