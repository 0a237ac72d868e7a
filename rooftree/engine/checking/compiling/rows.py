"""The kinds that a row alone decides, each as the condition under which a row fails."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

import ibis

from rooftree.engine.checking.compiling.values import (
    ORDERS,
    Asked,
    Column,
    holds,
    is_today,
    literal,
    text,
    today,
    unread,
)
from rooftree.engine.checking.kinds import Check, Kind
from rooftree.engine.checking.patterns import FORMATS, REAL_DATE
from rooftree.engine.checking.shapes import Family, is_moment

Codes = Mapping[str, Collection[str]]


def in_scope(check: Check, asked: Asked) -> Column | None:
    """Which rows the check is asked of; None for every row."""
    parts = [holds(asked, when) for when in check.when]
    if check.systems:
        parts.insert(0, asked.column("source_system").isin(list(check.systems)))
    return ibis.and_(*parts) if parts else None


def fails(check: Check, asked: Asked, codes: Codes) -> Column:
    """Where a row that is asked fails for what it holds."""
    return KINDS[check.kind](check, asked, codes)


def fails_unread(check: Check, asked: Asked) -> Column | None:
    """Where a row fails because what arrived could not be read; None for a kind that minds not."""
    return unread(asked, check.column) if check.kind in ARRIVED else None


def _required(check: Check, asked: Asked, _: Codes) -> Column:
    column = asked.column(check.column)
    if asked.family(check.column) is not Family.TEXT or asked.shape[check.column] != "string":
        return column.isnull()
    blank = column.strip() == ""
    if asked.dialect == "duckdb":  # compares bytes, so that few texts need be trimmed
        blank = (column < "!") & blank
    return column.isnull() | blank


def _codelist(check: Check, asked: Asked, codes: Codes) -> Column:
    known = sorted(codes_of(check, codes))
    return ~text(asked, check.column).isin(known)


def codes_of(check: Check, codes: Codes) -> Collection[str]:
    """The codes a `codelist` check allows: those of a list that has a name, or its own."""
    own = check.given.get("codes")
    return [str(each) for each in own] if own is not None else codes[check.given["list"]]


def _format(check: Check, asked: Asked, _: Codes) -> Column:
    return ~asked.matches(check.column, pattern_of(check))


def pattern_of(check: Check) -> str:
    """The pattern a `format` check asks for: the named format's, or its own."""
    own = check.given.get("pattern")
    return str(own) if own is not None else FORMATS[check.given["name"]][0]


def _range(check: Check, asked: Asked, _: Codes) -> Column:
    column, kind = asked.plain(check.column), asked.family(check.column)
    bad = []
    if "min" in check.given:
        bad.append(column < literal(check.given["min"], kind))
    if "max" in check.given:
        bad.append(column > literal(check.given["max"], kind))
    return ibis.or_(*bad)


def _compare(check: Check, asked: Asked, _: Codes) -> Column:
    other: str = check.given["other"]
    moments = is_moment(asked.shape[check.column]) and is_moment(asked.shape[other])
    one = asked.column if moments else asked.plain
    against = one(other)
    if days := check.given.get("plus_days"):
        against = later(against, days=days)
    if years := check.given.get("plus_years"):
        against = later(against, years=years)
    return ~ORDERS[check.given["op"]](one(check.column), against)


def later(day: Column, **by: int) -> Column:
    """So many days, months or years after it (before it, when that is less than none)."""
    ((unit, number),) = by.items()
    step = ibis.interval(**{unit: abs(number)})
    return day + step if number > 0 else day - step


def _fresh_within(check: Check, asked: Asked, _: Codes) -> Column:
    given = check.given
    since = today(-given["days"]) if "days" in given else later(today(), months=-given["months"])
    return asked.plain(check.column) < since


def _not_future(check: Check, asked: Asked, _: Codes) -> Column:
    return asked.plain(check.column) > today(check.given.get("days_ahead", 0))


def _age_at_least(check: Check, asked: Asked, _: Codes) -> Column:
    at = check.given.get("at", "today")
    by = today() if is_today(at) else asked.plain(at)
    return later(asked.plain(check.column), years=check.given["years"]) > by


def _real_date(check: Check, asked: Asked, _: Codes) -> Column:
    """A day that was read is one of the calendar; what was not read is told apart."""
    if asked.family(check.column) is Family.DAY:
        return ibis.literal(False)
    return ~asked.matches(check.column, REAL_DATE)


def _set_aside(check: Check, asked: Asked, _: Codes) -> Column:
    bad = asked.column("kind") == ibis.literal(check.given["problem"])
    if file := check.given.get("file"):
        bad = bad & (asked.column("source_file") == ibis.literal(file))
    return bad


ARRIVED = frozenset({Kind.CODELIST, Kind.FORMAT, Kind.RANGE, Kind.REAL_DATE})
"""Kinds that mind what arrived, and not only what could be read of it."""

KINDS: Mapping[Kind, Callable[[Check, Asked, Codes], Any]] = {
    Kind.REQUIRED: _required,
    Kind.REQUIRED_WHEN: _required,
    Kind.CODELIST: _codelist,
    Kind.FORMAT: _format,
    Kind.RANGE: _range,
    Kind.COMPARE: _compare,
    Kind.FRESH_WITHIN: _fresh_within,
    Kind.NOT_FUTURE: _not_future,
    Kind.AGE_AT_LEAST: _age_at_least,
    Kind.REAL_DATE: _real_date,
    Kind.SET_ASIDE: _set_aside,
}
