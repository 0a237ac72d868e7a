"""One row of a list as cells of a page: by what its columns hold, or as the list's own drawing says."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rooftree.records.claims.held import LONDON
from rooftree.records.listing.shape import Column, Kind, Row, Then
from rooftree.records.people.rules import humane
from rooftree.web.components import words
from rooftree.web.staff.showing.tables import Cell

Draw = Callable[[Row, Then], Cell]
Drawing = Mapping[str, Draw]
"""For some columns of a list, by name, how its page draws them."""
NUMBERS = (Kind.WHOLE, Kind.NUMBER, Kind.MONEY)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table: the id a tick chooses it by, what it is called, and its cells."""

    id: str
    called: str
    cells: Sequence[tuple[str, Cell, bool]]


def line(row: Row, columns: Sequence[Column], drawing: Drawing, then: Then) -> Line:
    """One row."""
    cells = [
        (one.label, drawing[one.name](row, then) if one.name in drawing else cell(row[one.name], one, then),
         one.kind in NUMBERS)
        for one in columns
    ]  # fmt: skip
    return Line(str(row["id"]), str(cells[0][1].value or "this row"), cells)


def cell(value: Any, column: Column, then: Then) -> Cell:
    """One value, by what its column holds; a day that is empty is left blank, because open ends are meant."""
    if value is None or value == "":
        return Cell("", blank=True) if column.kind in (Kind.DAY, Kind.MOMENT) else Cell(None)
    if column.kind is Kind.CODE:
        return Cell(column.worded(str(value), then))
    if column.kind is Kind.NAME:
        return Cell(humane(str(value)))
    if column.kind is Kind.MONEY:
        return Cell(words.money(int(value)))
    if column.kind is Kind.MOMENT and isinstance(value, datetime.datetime):
        return Cell(words.day(value.astimezone(LONDON).date()))
    return Cell(value)
