"""A list as an export: codes in words with the raw code beside, names as pages write them, days as days."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import transaction

from rooftree.desk.exports.shape import Cell, Column, Export, Kind, Row
from rooftree.records.claims.held import LONDON
from rooftree.records.listing.shape import Asked, List, Then
from rooftree.records.listing.shape import Column as Listed
from rooftree.records.listing.shape import Kind as Holds
from rooftree.records.people.rules import humane
from rooftree.reference.accounts.rules import Viewer
from rooftree.sources.extracts.queries.runs import latest_published_run

KINDS = {
    Holds.DAY: Kind.DAY,
    Holds.MOMENT: Kind.MOMENT,
    Holds.WHOLE: Kind.WHOLE,
    Holds.NUMBER: Kind.NUMBER,
    Holds.MONEY: Kind.MONEY,
    Holds.YES_NO: Kind.YES_NO,
}


def of_list(
    wanted: List, asked: Asked, then: Then, *, made_at: datetime.datetime, filtered: str = ""
) -> Export:
    """A list as it stands: its rows, its columns with what they mean, and what it was made from.

    `filtered` says in words what was asked; `asked.columns` are the columns, all that may be read when none.
    """
    readable = wanted.readable(then.viewer)
    chosen = [one for one in readable if one.name in asked.columns] if asked.columns else list(readable)
    asked = replace(asked, columns=tuple(one.name for one in chosen))
    own = f"{wanted.record_type or 'row'}_id"
    columns = [Column(own, Kind.TEXT, "Rooftree’s own id, the same in every run.")]
    for one in chosen:
        columns += _columns(one)

    def rows(viewer: Viewer) -> Iterator[Row]:
        seen = then if viewer == then.viewer else replace(then, viewer=viewer)
        cells = [_cells(one, seen) for one in chosen]
        with transaction.atomic():
            for row in wanted.rows.every(wanted, asked, seen):
                yield (str(row["id"]), *(cell for of in cells for cell in of(row)))

    told = partial(about, wanted, then, made_at=made_at, filtered=filtered)
    return Export(wanted.name, wanted.title, tuple(columns), rows, told)


def about(
    wanted: List, then: Then, *, made_at: datetime.datetime, filtered: str = ""
) -> tuple[tuple[str, str], ...]:
    """What is stamped in a file: what it is, the filter, the day, the run, who made it and when."""
    run = latest_published_run(viewer=then.viewer)
    known = f"At the end of {_day(then.today)}" if then.moment else f"The newest, on {_day(then.today)}"
    made = made_at.astimezone(LONDON)
    return (
        ("List", wanted.title),
        ("A row is", wanted.says),
        ("Filter", filtered or "None: every row of the list"),
        ("As known", known),
        ("Last run", f"Run {run.id}, of {_day(run.business_on)}" if run else "None yet"),
        ("Made by", then.viewer.name),
        ("Made at", f"{made:%H:%M} on {_day(made.date())}"),
        ("Words and codes", "A column that ends in _code holds the code whose words stand before it."),
    )


def _day(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _columns(one: Listed) -> list[Column]:
    if one.kind is Holds.CODE:
        return [
            Column(one.name, Kind.TEXT, one.says),
            Column(f"{one.name}_code", Kind.TEXT, f"The code of that: {one.codes or one.label.lower()}."),
        ]
    return [Column(one.name, KINDS.get(one.kind, Kind.TEXT), one.says)]


def _cells(one: Listed, then: Then) -> Callable[[Any], tuple[Cell, ...]]:
    """From a row, what one column writes; whatever is the same for all rows is worked out once."""
    name = one.name
    if one.kind is Holds.CODE:
        words: dict[str, str] = {}

        def coded(row: Any) -> tuple[Cell, ...]:
            code = row[name]
            if code is not None and code not in words:
                words[code] = one.worded(code, then)
            return (words.get(code), code)

        return coded
    if one.kind is Holds.NAME:
        return lambda row: (humane(row[name]) if row[name] else None,)
    if one.kind is Holds.MONEY:
        return lambda row: (None if row[name] is None else Decimal(row[name]).scaleb(-2),)
    if one.kind in KINDS:
        return lambda row: (row[name],)
    return lambda row: (None if row[name] is None else str(row[name]),)
