"""Rows of a list that are worked out rather than read from one table: some ten thousand, held in memory.

For short lists alone. `fetch` gives every row this viewer may see, as known then;
filters, order and pages are the same as for a table.
"""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from rooftree.records.claims.held import may_read
from rooftree.records.listing.shape import NOT_KNOWN, Asked, Column, Kind, List, Row, Then
from rooftree.reference.accounts.rules import Viewer


@dataclass(frozen=True, slots=True)
class Memory:
    """Rows from a function. Each has `id`, and a value for every column by the column's name."""

    fetch: Callable[[Then], Iterable[Row]]
    needs: tuple[str, ...]
    """The tables whose reader a viewer must be to see the list at all."""
    needs_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For single columns: the tables whose reader one must be besides."""

    def may_read(self, column: Column, viewer: Viewer) -> bool:
        """By what the list and the column say they need."""
        return all(may_read(table, viewer) for table in (*self.needs, *self.needs_of.get(column.name, ())))

    def page(self, wanted: List, asked: Asked, then: Then, *, skip: int, most: int) -> list[Row]:
        """A few rows in order."""
        return self._rows(wanted, asked, then)[skip : skip + most]

    def every(self, wanted: List, asked: Asked, then: Then) -> Iterator[Row]:
        """All rows in order."""
        yield from self._rows(wanted, asked, then)

    def count(self, wanted: List, asked: Asked, then: Then, *, most: int) -> int:
        """How many rows, said no further than `most`."""
        return min(most, len(self._rows(wanted, asked, then)))

    def choices(self, wanted: List, column: Column, then: Then) -> Sequence[tuple[str, int | None]]:
        """The values that occur, with how many of each."""
        if not wanted.readable(then.viewer) or not self.may_read(column, then.viewer):
            return []
        counted = Counter(str(row[column.name]) for row in self.fetch(then) if row.get(column.name))
        return sorted(counted.items(), key=lambda one: (-one[1], one[0]))

    def _rows(self, wanted: List, asked: Asked, then: Then) -> list[Row]:
        readable = wanted.readable(then.viewer)
        if not readable:
            return []
        fits = _fits(wanted, asked, then, [column.name for column in readable if column.searched])
        return _in_order([row for row in self.fetch(then) if fits(row)], wanted, asked)


def _fits(wanted: List, asked: Asked, then: Then, searched: Sequence[str]) -> Callable[[Row], bool]:
    replaced = {tick.instead_of for name in asked.ticks if (tick := wanted.tick(name))}
    tests = [own(then) for name, own in wanted.own.items() if name not in replaced]
    tests += [tick.where(then) for name in asked.ticks if (tick := wanted.tick(name))]
    tests += [
        pick.where(value, then)
        for name, value in asked.picks.items()
        if (pick := wanted.pick(name)) and pick.may(then.viewer)
    ]
    words = asked.text.lower().split()
    ids = None if asked.ids is None else set(asked.ids)

    def fits(row: Row) -> bool:
        text = " ".join(str(row.get(name) or "") for name in searched).lower()
        return (
            all(test(row) for test in tests)
            and all(word in text for word in words)
            and (ids is None or str(row["id"]) in ids)
            and all(str(row.get(f"{link}_id")) == one for link, one in asked.only.items())
            and all(_equals(row.get(name), said, wanted.column(name)) for name, said in asked.equals.items())
            and all(_known(row, name) and _day(row[name]) >= low for name, low in asked.at_least.items())
            and all(_known(row, name) and _day(row[name]) <= high for name, high in asked.at_most.items())
        )

    return fits


def _equals(value: object, said: str, column: Column | None) -> bool:
    if said == NOT_KNOWN:
        return value in (None, "")
    if column is not None and column.kind is Kind.YES_NO:
        return value is (said == "yes")
    return str(value) == said


def _known(row: Row, name: str) -> bool:
    return row.get(name) is not None


def _day(value: Any) -> Any:
    """A moment is compared by its day in London, as a range of days means it."""
    return timezone.localtime(value).date() if isinstance(value, datetime.datetime) else value


def _in_order(rows: list[Row], wanted: List, asked: Asked) -> list[Row]:
    """By the column asked for; nothing known stands last in the order a column begins with, else first."""
    column = wanted.column(asked.sort or wanted.sort)
    if column is None:
        return rows
    name, down = column.name, asked.descending if asked.sort else wanted.descending
    rows = sorted(rows, key=lambda row: str(row["id"]), reverse=down)
    known = sorted((row for row in rows if _known(row, name)), key=lambda row: _key(row[name]), reverse=down)
    unknown = [row for row in rows if not _known(row, name)]
    return known + unknown if down is wanted.falls(column) else unknown + known


def _key(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value
