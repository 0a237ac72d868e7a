"""Duplicates side by side: facts down, rows across, what differs marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from rooftree.desk.freshness import title_of
from rooftree.desk.quality import Beside
from rooftree.oversight.quality.queries.shown import ExceptionShown
from rooftree.reference.standard.queries import contracts
from rooftree.web.components import words
from rooftree.web.staff.quality.words import stands
from rooftree.web.staff.showing.facts import is_source_code, value_worded
from rooftree.web.staff.showing.labels import label
from rooftree.web.staff.showing.tables import Cell

MOST_ACROSS = 4
"""More columns than these cannot be read beside each other; the others are named below."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One fact, with what each row says of it."""

    label: str
    cells: Sequence[str]
    differs: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of a group beside each other."""

    title: str
    heads: Sequence[Cell]
    rows: Sequence[GridRow]
    others: Sequence[Cell]


def grid(beside: Sequence[Beside], own: ExceptionShown) -> Grid:
    """The group as a table; what the rows say, where the viewer may read it."""
    across, rest = beside[:MOST_ACROSS], beside[MOST_ACROSS:]
    said = [dict(one.said.facts) if one.said else {} for one in across]
    named = contracts()[own.table_name].columns if own.table_name in contracts() else ()
    columns = [
        column.name
        for column in named
        if any(facts.get(column.name) not in (None, "") for facts in said)
        and not is_source_code(own.table_name, column.name)
    ]
    rows = [_row(own.table_name, column, said) for column in columns]
    many = words.listed([words.counted(len(beside), "row", "rows")])
    return Grid(
        title=f"{many} that fall short together",
        heads=[_head(one.exception, own) for one in across],
        rows=rows,
        others=[_head(one.exception, own) for one in rest],
    )


def _row(table: str, column: str, said: Sequence[dict[str, object]]) -> GridRow:
    cells = [str(words.shown(value_worded(table, column, facts.get(column)))) for facts in said]
    return GridRow(label(table, column), cells, len(set(cells)) > 1)


def _head(one: ExceptionShown, own: ExceptionShown) -> Cell:
    """The row's key, with the way to its own exception."""
    href = "" if one.id == own.id else reverse("exception", args=[one.id])
    sub = "this one" if one.id == own.id else stands(one.state, one.waived_until).words.lower()
    return Cell(f"{title_of(one.source_system)} {one.source_key}", sub, href)
