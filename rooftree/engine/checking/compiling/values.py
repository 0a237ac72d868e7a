"""Values that a check is given, and a row's own, as expressions that can be compared."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

import ibis
import ibis.expr.datatypes as dt

from rooftree.engine.checking.kinds import When
from rooftree.engine.checking.patterns import portable, within
from rooftree.engine.checking.plan import TODAY
from rooftree.engine.checking.shapes import BETWEEN, PROBLEMS, WITHIN, Family, Shape, family, is_moment

Column = Any
Table = Any

ORDERS = {
    "eq": lambda left, right: left == right,
    "ne": lambda left, right: left != right,
    "lt": lambda left, right: left < right,
    "le": lambda left, right: left <= right,
    "gt": lambda left, right: left > right,
    "ge": lambda left, right: left >= right,
}


def _regexp_full_match(text: str, pattern: str) -> Any: ...


_full_match = ibis.udf.scalar.builtin(
    _regexp_full_match, name="regexp_full_match", signature=((dt.string, dt.string), dt.boolean)
)
"""Where a text repeats much, DuckDB asks this of each distinct value once; of a search it asks every row."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A table as one check sees it: its columns, their types, and the dialect it is compiled to."""

    rows: Table
    shape: Shape
    dialect: str

    def column(self, name: str) -> Column:
        """The column, a moment as it is."""
        return self.rows[name]

    def plain(self, name: str) -> Column:
        """The column, a moment as its day: the engine's time zone is the landlord's."""
        return self.rows[name].cast("date") if is_moment(self.shape[name]) else self.rows[name]

    def family(self, name: str) -> Family:
        """What the column can be compared with."""
        return family(self.shape[name])

    def matches(self, name: str, pattern: str) -> Column:
        """Where the text has the pattern."""
        inner = within(portable(pattern))
        if self.dialect == "duckdb" and inner:
            return _full_match(self.rows[name], inner)
        return self.rows[name].re_search(portable(pattern, self.dialect))


def today(days: int = 0) -> Column:
    """The day of the run, which is put in when the plan is run; so many days after it."""
    day = ibis.literal(TODAY).cast("date")
    if not days:
        return day
    return day + ibis.interval(days=days) if days > 0 else day - ibis.interval(days=-days)


def is_today(value: object) -> bool:
    """True for {"today": days} and for "today"."""
    return value == "today" or (isinstance(value, Mapping) and set(value) == {"today"})


def literal(value: object, kind: Family) -> Column:
    """A value that a check is given, as one of this family; ValueError in words when it is not one."""
    if kind is Family.DAY:
        return _day(value)
    if kind is Family.NUMBER:
        return ibis.literal(_number(value))
    if kind is Family.FLAG:
        if not isinstance(value, bool):
            raise ValueError(f"{value!r} is neither true nor false")
        return ibis.literal(value)
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no text")  # noqa: TRY004 (told in words, with the others)
    return ibis.literal(value)


def _day(value: object) -> Column:
    if is_today(value):
        days = value["today"] if isinstance(value, Mapping) else 0
        if isinstance(days, bool) or not isinstance(days, int):
            raise ValueError(f"{days!r} is no whole number of days")
        return today(days)
    if isinstance(value, datetime.datetime):
        value = value.date()
    try:
        text = value.isoformat() if isinstance(value, datetime.date) else str(value)
        return ibis.literal(datetime.date.fromisoformat(text[:10]).isoformat()).cast("date")
    except ValueError:
        raise ValueError(f'{value!r} is no day: write 2026-04-01, or {{"today": -30}}') from None


def _number(value: object) -> int | float:
    if isinstance(value, bool):
        raise ValueError(f"{value!r} is no number")  # noqa: TRY004 (told in words, with the others)
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise ValueError(f"{value!r} is no number") from None
    if not number.is_finite():
        raise ValueError(f"{value!r} is no number")
    return int(number) if number == number.to_integral_value() else float(number)


def holds(asked: Asked, when: When) -> Column:
    """Where the condition holds; of a null only `null` does."""
    column, kind = asked.plain(when.column), asked.family(when.column)
    if when.op == "null":
        return column.isnull()
    if when.op == "not_null":
        return column.notnull()
    if when.op == "matches":
        return asked.matches(when.column, str(when.value))
    if when.op in ("in", "not_in"):
        given = when.value if isinstance(when.value, list | tuple | set | frozenset) else [when.value]
        among = column.isin([literal(value, kind) for value in given])
        return among if when.op == "in" else ~among
    return ORDERS[when.op](column, literal(when.value, kind))


def unread(asked: Asked, name: str) -> Column:
    """Where a value arrived that could not be read into the column: null, with a mark saying so."""
    part = f"[^{BETWEEN}{WITHIN}]*"
    mark = f"{BETWEEN}(bad_[a-z]+|unknown_code){WITHIN}{part}{WITHIN}{part}{WITHIN}{name}({BETWEEN}|$)"
    return asked.column(PROBLEMS).notnull() & asked.column(name).isnull() & asked.matches(PROBLEMS, mark)


def text(asked: Asked, name: str) -> Column:
    """The column as text."""
    return asked.column(name).cast("string")
