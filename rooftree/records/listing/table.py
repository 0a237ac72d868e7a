"""Rows of a list from one table and what it links to, live or as known at a moment.

As at a moment every part is the union of live rows known by then and superseded rows then in force, filtered,
ordered and cut each by itself, so that it costs about what the live list does; linked records are those known
then.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial, reduce
from operator import and_
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, F, Q, QuerySet

from rooftree.records.claims.held import may_read
from rooftree.records.claims.queries import as_at
from rooftree.records.listing import conditions
from rooftree.records.listing.attaching import MARK, attached, plain
from rooftree.records.listing.remembered import remembered
from rooftree.records.listing.shape import Asked, Column, List, Row, Then
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.standard.quality.in_force import code_lists

CHUNK = 2000
MANY = 20_000
"""From so many rows on, counting each value of each filter would be felt on every page."""
MOST_CHOICES = 60
LATELY = 1000
"""Among how many rows the values of a text column are looked for: a distinct over millions would be felt."""
DEEP = 200
"""After so many rows a page finds its rows first, then reads them, so that none before them is read whole."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one table."""

    model: Any
    counted: bool = False
    """Whether filters say how many rows each value has, while the table is small enough to count them."""

    def may_read(self, column: Column, viewer: Viewer) -> bool:
        """By the contract of the table that the column's path ends in, and of each table on the way."""
        return may_read(self.model._meta.db_table, viewer) and conditions.may_read_path(
            self.model, column.path, viewer
        )

    def page(self, wanted: List, asked: Asked, then: Then, *, skip: int, most: int) -> list[Row]:
        """A few rows in order, with what is attached to them."""
        if skip >= DEEP:
            bare = self._ordered(wanted, asked, then, cut=skip + most, bare=True)[skip : skip + most]
            own = tuple(str(row[MARK + "id"]) for row in _met(bare, asked))
            asked, skip = replace(asked, ids=own, common=False), 0
        rows = self._ordered(wanted, asked, then, cut=skip + most)[skip : skip + most]
        return attached(wanted, asked, then, [plain(row) for row in _met(rows, asked)])

    def every(self, wanted: List, asked: Asked, then: Then) -> Iterator[Row]:
        """All rows in order, by a cursor that the server keeps."""
        batch: list[Row] = []
        for row in self._ordered(wanted, asked, then).iterator(chunk_size=CHUNK):
            batch.append(plain(row))
            if len(batch) == CHUNK:
                yield from attached(wanted, asked, then, batch)
                batch = []
        yield from attached(wanted, asked, then, batch)

    def count(self, wanted: List, asked: Asked, then: Then, *, most: int) -> int:
        """How many rows, counted no further than `most`; that there are more is asked once a run."""
        same = replace(asked, columns=(), sort="", descending=False, common=False)
        read = tuple(column.name for column in wanted.readable(then.viewer))
        what = (wanted.name, repr(same), read, then.moment, then.today, most)
        if asked.ids is not None:
            return self._count(wanted, same, then, most=most)
        counted = partial(self._count, wanted, same, then, most=most)
        return remembered(then, what, counted, worth=lambda count: count >= most)

    def _count(self, wanted: List, asked: Asked, then: Then, *, most: int) -> int:
        found = 0
        for part in self._parts(wanted, asked, then):
            found += part.order_by().values("pk")[: most - found].count()
            if found >= most:
                break
        return found

    def choices(self, wanted: List, column: Column, then: Then) -> Sequence[tuple[str, int | None]]:
        """What occurs, with how many, where that is quick; else the code list, or what occurred lately."""
        if not self.may_read(column, then.viewer):
            return []
        what = (wanted.name, column.name, then.moment)
        return remembered(then, what, partial(self._choices, wanted, column, then), worth=bool)

    def _choices(self, wanted: List, column: Column, then: Then) -> Sequence[tuple[str, int | None]]:
        if self.counted and then.moment is None and self.model.objects.all()[:MANY].count() < MANY:
            return self._counts(wanted, column, then)
        if column.codes:
            return [(code, None) for code in code_lists()[column.codes].codes]
        if column.names is not None:
            return [(code, None) for code in then.names_by(column.names)]
        held = replace(wanted, also=())
        lately = self._ordered(held, Asked(columns=(column.name,)), then, cut=LATELY)[:LATELY]
        return [(one, None) for one in sorted({row[MARK + column.name] for row in lately} - {None, ""})]

    def _counts(self, wanted: List, column: Column, then: Then) -> list[tuple[str, int | None]]:
        live = reduce(and_, (own(then) for own in wanted.own.values()), Q())
        rows = self.model.objects.filter(live).exclude(**{f"{column.path}__isnull": True})
        counts = rows.values_list(column.path).annotate(count=Count("id")).order_by("-count", column.path)
        return [(str(value), count) for value, count in counts[:MOST_CHOICES]]

    def _parts(self, wanted: List, asked: Asked, then: Then) -> list[QuerySet[Any, Any]]:
        if not may_read(self.model._meta.db_table, then.viewer):
            return []
        where = conditions.where(self.model, wanted, asked, then)
        parts = [rows.filter(where) for rows in as_at(self.model, then.moment)]
        if asked.ids is None:
            return parts
        # What was superseded is indexed by the record it was of.
        return [
            part if part.model is self.model else part.filter(pgh_obj_id__in=list(asked.ids))
            for part in parts
        ]

    def _ordered(
        self, wanted: List, asked: Asked, then: Then, *, cut: int | None = None, bare: bool = False
    ) -> QuerySet[Any, Any]:
        """The rows in order; each part is cut before they are joined, so that none is sorted whole.

        `bare` leaves out what only a page that draws them needs.
        """
        parts = self._parts(wanted, asked, then)
        if not parts:
            return self.model.objects.none().values("pk")  # type: ignore[no-any-return]
        order = conditions.order(wanted, asked, then.viewer)
        read = {"id": F("id")} if bare else self._read(wanted, asked, then)
        values = [MARK + name for name in read] + [
            f"by_{at}" for at in range(len(order) if then.moment else 0)
        ]
        shaped = []
        for part in parts:
            held = part.annotate(**{MARK + name: path for name, path in read.items()})
            if then.moment:
                held = held.annotate(**{f"by_{at}": one.of for at, one in enumerate(order)})
            held = held.order_by(*(one.term(one.of) for one in order))
            shaped.append(held.values(*values)[:cut] if cut else held.values(*values))
        if len(shaped) == 1:
            only: QuerySet[Any, Any] = shaped[0]
            return only
        whole = [part if cut else part.order_by() for part in shaped]
        joined: QuerySet[Any, Any] = whole[0].union(*whole[1:], all=True)
        ordered: QuerySet[Any, Any] = joined.order_by(
            *(one.term(F(f"by_{at}")) for at, one in enumerate(order))
        )
        return ordered

    def _read(self, wanted: List, asked: Asked, then: Then) -> dict[str, Any]:
        paths = {
            one.name: one.path
            for one in wanted.columns
            if one.name in asked.columns and self.may_read(one, then.viewer)
        }
        allowed = {
            path: path for path in wanted.also if conditions.may_read_path(self.model, path, then.viewer)
        }
        return {
            name: conditions.value(self.model, path, then.moment)
            for name, path in {"id": "id", **allowed, **paths}.items()
        }


def _met(rows: QuerySet[Any, Any], asked: Asked) -> list[Any]:
    """The rows; those that hold common words by going along the index of their order.

    The database holds rows that fit several words to be few, and would read and sort the whole table.
    """
    if not asked.common:
        return list(rows)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_sort = off")
        found = list(rows)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_sort = on")
    return found
