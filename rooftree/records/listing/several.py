"""Rows of a list that stand in several tables, brought to the same columns; or in one that no contract names.

Each part is filtered, ordered and cut by itself along its own index before the parts are joined, so that a
page costs about what a page of each part does. Live only: a list whose tables keep no past says so.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db.models import F, QuerySet

from rooftree.records.claims.held import may_read
from rooftree.records.listing import conditions
from rooftree.records.listing.attaching import MARK, attached, plain
from rooftree.records.listing.shape import Asked, Column, List, Row, Then
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.standard.quality.in_force import code_lists

CHUNK = 500
"""So many at once are handed to what reads further columns for them."""


@dataclass(frozen=True, slots=True)
class Several:
    """The rows of several querysets. Each knows `id` and each column's path, its own or as an annotation."""

    parts: Callable[[Then], Sequence[QuerySet[Any]]]
    needs: tuple[str, ...]
    """The tables whose reader a viewer must be to see the list at all."""
    needs_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For single columns: the tables whose reader one must be besides."""

    def may_read(self, column: Column, viewer: Viewer) -> bool:
        """By what the list and the column say they need."""
        return all(may_read(table, viewer) for table in (*self.needs, *self.needs_of.get(column.name, ())))

    def page(self, wanted: List, asked: Asked, then: Then, *, skip: int, most: int) -> list[Row]:
        """A few rows in order, with what is attached to them."""
        rows = self._ordered(wanted, asked, then, cut=skip + most)[skip : skip + most]
        return attached(wanted, asked, then, [plain(row) for row in rows])

    def every(self, wanted: List, asked: Asked, then: Then) -> Iterator[Row]:
        """All rows in order, by a cursor that the server keeps."""
        rows = self._ordered(wanted, asked, then).iterator(chunk_size=CHUNK)
        while some := [plain(row) for row in islice(rows, CHUNK)]:
            yield from attached(wanted, asked, then, some)

    def count(self, wanted: List, asked: Asked, then: Then, *, most: int) -> int:
        """How many rows, counted no further than `most`."""
        found = 0
        for part in self._parts(wanted, asked, then):
            found += part.order_by().values("pk")[: most - found].count()
            if found >= most:
                break
        return found

    def choices(self, wanted: List, column: Column, then: Then) -> Sequence[tuple[str, int | None]]:
        """What the code list offers, or what words the column's codes."""
        if not wanted.readable(then.viewer) or not self.may_read(column, then.viewer):
            return []
        if column.codes:
            return [(code, None) for code in code_lists()[column.codes].codes]
        return [(code, None) for code in then.names_by(column.names)] if column.names else []

    def _parts(self, wanted: List, asked: Asked, then: Then) -> list[QuerySet[Any]]:
        parts = self.parts(then)
        if not wanted.readable(then.viewer):
            return [part.none() for part in parts[:1]]
        return [part.filter(conditions.where(part.model, wanted, asked, then)) for part in parts]

    def _ordered(
        self, wanted: List, asked: Asked, then: Then, *, cut: int | None = None
    ) -> QuerySet[Any, Any]:
        """The rows in order; each part is cut before they are joined, so that none is sorted whole."""
        order = conditions.order(wanted, asked, then.viewer)
        terms = {f"by_{at}": one for at, one in enumerate(order)}
        read = {MARK + name: F(path) for name, path in self._read(wanted, asked, then).items()}
        shaped: list[QuerySet[Any, Any]] = []
        for part in self._parts(wanted, asked, then):
            held = part.annotate(**read, **{name: one.of for name, one in terms.items()})
            held = held.order_by(*(one.term(one.of) for one in order)).values(*read, *terms)
            shaped.append(held[:cut] if cut else held)
        if len(shaped) == 1:
            return shaped[0]
        whole = [part if cut else part.order_by() for part in shaped]
        joined: QuerySet[Any, Any] = whole[0].union(*whole[1:], all=True)
        ordered: QuerySet[Any, Any] = joined.order_by(*(one.term(F(name)) for name, one in terms.items()))
        return ordered

    def _read(self, wanted: List, asked: Asked, then: Then) -> dict[str, str]:
        """What is read of each row, by name: its id, what the page draws with, and the columns asked for."""
        chosen = {
            one.name: one.path
            for one in wanted.columns
            if one.name in asked.columns and self.may_read(one, then.viewer)
        }
        return {"id": "id", **{path: path for path in wanted.also}, **chosen}
