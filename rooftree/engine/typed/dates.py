"""Days and moments out of text: ISO as ISO, spreadsheet serial numbers, and else by the masks in order.

Month names are the engine's own English ones, whatever the locale. A day that is not in the calendar
(31-FEB-2024) is null, and so is one whose year is not written with four digits, 1800 or later. Each text is
tried one way only, chosen by its form, for trying masks is the dear part of reading a file.
"""

import re
from collections.abc import Sequence
from typing import Any

import ibis
import ibis.expr.datatypes as dt

Column = Any

ISO = r"^(1[89]|[2-9][0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}($|[T ])"
OFFSET = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+ *(Z|[+-][0-9]{2}(:?[0-9]{2})?)$"
SERIAL = r"^([0-9]{5}|[3-9][0-9]{3}|2[2-9][0-9]{2})(\.[0-9]+)?$"
"""From 2200 up: below it, four digits are a year that someone typed."""
SHAPES = {
    **dict.fromkeys(("%d", "%m", "%H", "%I", "%M", "%S"), "[0-9]{1,2}"),
    "%Y": "(1[89]|[2-9][0-9])[0-9]{2}",
    "%y": "[0-9]{2}",
    "%b": "[A-Za-z]{3}",
    "%B": "[A-Za-z]+",
    "%p": "[AaPp][Mm]",
    "%f": "[0-9]+",
    "%%": "%",
}
EPOCH = ibis.timestamp("1899-12-30 00:00:00")
UTC = dt.Timestamp(timezone="UTC")
WALL = dt.Timestamp()
LONDON = "Europe/London"


def _try_strptime(text: str, masks: list[str]) -> Any: ...


def _timezone(zone: str, moment: Any) -> Any: ...


_parsed = ibis.udf.scalar.builtin(
    _try_strptime, name="try_strptime", signature=((dt.string, dt.Array(dt.string)), WALL)
)
_at_zone = ibis.udf.scalar.builtin(_timezone, name="timezone", signature=((dt.string, WALL), UTC))
_in_zone = ibis.udf.scalar.builtin(_timezone, name="timezone", signature=((dt.string, UTC), WALL))


def wall(text: Column, masks: Sequence[str]) -> Column:
    """The wall-clock moment that the text spells, without a zone; null when it spells none."""
    return ibis.cases(
        (text.re_search(ISO), text.try_cast(WALL)),
        (text.re_search(SERIAL), _from_serial(text)),
        else_=_by_masks(text, masks),
    )


def date(text: Column, masks: Sequence[str], *, zone: str = LONDON) -> Column:
    """The day that the text spells; a time of day after it is let go, once an offset has been obeyed."""
    offset = _in_zone(zone, text.try_cast(UTC))
    return ibis.ifelse(text.re_search(OFFSET), offset, wall(text, masks)).cast("date")


def moment(text: Column, masks: Sequence[str], *, zone: str = LONDON) -> Column:
    """The moment in UTC; wall-clock time is the zone's, an ISO offset is obeyed."""
    return ibis.ifelse(text.re_search(OFFSET), text.try_cast(UTC), _at_zone(zone, wall(text, masks)))


def _by_masks(text: Column, masks: Sequence[str]) -> Column:
    """The masks of each shape are tried on texts of that shape alone, in the order given."""
    shapes: dict[str, list[str]] = {}
    for mask in masks:
        shapes.setdefault(shape(mask), []).append(mask)
    tried = [(text.re_search(form), _parsed(text, same)) for form, same in shapes.items()]
    return ibis.cases(*tried, else_=ibis.null(WALL)) if tried else ibis.null(WALL)


def shape(mask: str) -> str:
    """The pattern that every text of this mask has, and hardly any other text."""
    parts = re.split(r"(%.)", mask)
    return (
        "^" + "".join(SHAPES.get(part, ".+" if part[:1] == "%" else re.escape(part)) for part in parts) + "$"
    )


def _from_serial(text: Column) -> Column:
    """Days since 1899-12-30, as spreadsheets count them, to the second."""
    seconds = (text.try_cast("float64") * 86_400).round().cast("int64")
    return EPOCH + seconds.as_interval("s")
