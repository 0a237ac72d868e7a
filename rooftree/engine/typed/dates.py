"""Days and moments out of text: masks in order, then spreadsheet serial numbers, then ISO.

Month names are the engine's own English ones, whatever the locale. A day that is not in the calendar
(31-FEB-2024) is null, and so is a year before 1800: two digits are not a year.
"""

from collections.abc import Sequence
from typing import Any

import ibis
import ibis.expr.datatypes as dt

Column = Any

ISO = ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M",
       "%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%dT%H:%M:%S.%f")  # fmt: skip
SERIAL = r"^[0-9]{4,5}(\.[0-9]+)?$"
OFFSET = r"^([0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+) *(Z|[+-][0-9]{2}:?[0-9]{2})$"
FIRST_SERIAL = 2200  # below it, four digits are a year that someone typed
EARLIEST = 1800
EPOCH = ibis.timestamp("1899-12-30 00:00:00")
UTC = dt.Timestamp(timezone="UTC")


def _try_strptime(text: str, masks: list[str]) -> Any: ...


def _timezone(zone: str, moment: Any) -> Any: ...


_parsed = ibis.udf.scalar.builtin(
    _try_strptime,
    name="try_strptime",
    signature=((dt.string, dt.Array(dt.string)), dt.Timestamp()),
)
_at_zone = ibis.udf.scalar.builtin(_timezone, name="timezone", signature=((dt.string, dt.Timestamp()), UTC))


def moment_text(text: Column, masks: Sequence[str]) -> Column:
    """The wall-clock moment that the text spells, without a zone; null when it spells none."""
    read = _parsed(text, [*masks, *(mask for mask in ISO if mask not in masks)])
    real = ibis.ifelse(read.year() >= EARLIEST, read, ibis.null(dt.Timestamp()))
    return ibis.coalesce(real, _from_serial(text))


def date(text: Column, masks: Sequence[str]) -> Column:
    """The day that the text spells; a time of day after it is let go, an offset with it."""
    return moment_text(text.re_replace(OFFSET, r"\1"), masks).cast("date")


def moment(text: Column, masks: Sequence[str], *, zone: str = "Europe/London") -> Column:
    """The moment in UTC; wall-clock time is the zone's, an ISO offset is obeyed."""
    wall = _at_zone(zone, moment_text(text, masks))
    return ibis.ifelse(text.re_search(OFFSET), text.try_cast(UTC), wall)


def _from_serial(text: Column) -> Column:
    """Days since 1899-12-30, as spreadsheets count them, to the second."""
    serial = ibis.ifelse(text.re_search(SERIAL), text, ibis.null(dt.string)).try_cast("float64")
    counted = ibis.ifelse(serial >= FIRST_SERIAL, serial, ibis.null(dt.float64))
    return EPOCH + (counted * 86_400).round().cast("int64").as_interval("s")
