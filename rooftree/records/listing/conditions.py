"""Conditions, values and orders through links, live or as known at a moment; and who may read a path.

Live, a link is a join. As at a moment it is a look-up of the linked record as it was known then: a live row
known by then or a superseded one in force, never both.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.expressions import Combinable, OrderBy
from django.db.models.functions import Coalesce, Concat
from django.db.models.lookups import IContains as Contains

from rooftree.records.claims.held import LONDON, may_read, readable
from rooftree.records.claims.models import Disagreement
from rooftree.records.claims.queries import as_at
from rooftree.records.listing.shape import NOT_KNOWN, Asked, Column, Kind, List, Then
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.standard.queries import contracts

OURS = ("id", "ended_on", "known_from", "source_system", "source_key")
"""Columns of every record that no contract names; they say nothing about a person."""


def may_read_path(model: Any, path: str, viewer: Viewer) -> bool:
    """Whether this viewer may read every step of a path."""
    table = model._meta.db_table
    if not may_read(table, viewer):
        return False
    link, _, rest = path.partition("__")
    field = model._meta.get_field(link.removesuffix("_id") if not rest else link)
    if rest:
        return may_read_path(field.related_model, rest, viewer)
    if field.is_relation:
        return may_read(field.related_model._meta.db_table, viewer)
    return link in OURS or link in {column.name for column in readable(contracts()[table], viewer=viewer)}


def value(model: Any, path: str, moment: datetime.datetime | None) -> Combinable:
    """The value at the end of a path, as something the database reads."""
    link, _, rest = path.partition("__")
    if not rest or moment is None:
        return F(path)
    related = model._meta.get_field(link).related_model
    parts = [
        Subquery(
            part.filter(**{_own_id(part): OuterRef(f"{link}_id")})
            .annotate(found=value(related, rest, moment))
            .order_by()
            .values("found")[:1]
        )
        for part in as_at(related, moment)
    ]
    return Coalesce(*parts) if len(parts) > 1 else parts[0]


def _own_id(part: QuerySet[Any]) -> str:
    """What names the record in a part: superseded rows are indexed by the record they were of."""
    return "id" if part.model._meta.pk.name == "id" else "pgh_obj_id"


def condition(model: Any, path: str, lookup: str, wanted: Any, moment: datetime.datetime | None) -> Q:
    """That the value at the end of a path fits."""
    link, _, rest = path.partition("__")
    if not rest or (moment is None and lookup == "isnull"):
        return Q(**{f"{path}__{lookup}": wanted})
    related = model._meta.get_field(link).related_model
    parts = [
        Q(**{f"{link}_id__in": part.filter(condition(related, rest, lookup, wanted, moment)).values("id")})
        for part in as_at(related, moment)
    ]
    empty = Q(**{f"{link}_id__isnull": True}) if lookup == "isnull" and wanted else Q()
    return reduce(or_, parts) | empty


def where(model: Any, wanted: List, asked: Asked, then: Then) -> Q:
    """Everything that was asked of a list, as one condition; of columns that the viewer may read."""
    readable = {column.name: column for column in wanted.readable(then.viewer)}
    replaced = {tick.instead_of for name in asked.ticks if (tick := wanted.tick(name))}
    parts = [own(then) for name, own in wanted.own.items() if name not in replaced]
    parts += [tick.where(then) for name in asked.ticks if (tick := wanted.tick(name))]
    parts += [
        pick.where(value, then)
        for name, value in asked.picks.items()
        if (pick := wanted.pick(name)) and pick.may(then.viewer)
    ]
    parts += [Q(**{f"{link}_id": wanted_id}) for link, wanted_id in asked.only.items()]
    if asked.ids is not None:
        parts.append(Q(id__in=list(asked.ids)))
    for name, said in asked.equals.items():
        if column := readable.get(name):
            parts.append(_equals(model, column, said, then.moment))
    for bounds, lookup in ((asked.at_least, "gte"), (asked.at_most, "lte")):
        for name, bound in bounds.items():
            if column := readable.get(name):
                parts.append(_bound(model, column, lookup, bound, then.moment))
    if asked.text:
        parts.append(_text(model, wanted, asked, then))
    return reduce(and_, parts, Q())


def _equals(model: Any, column: Column, said: str, moment: datetime.datetime | None) -> Q:
    if said == NOT_KNOWN:
        return condition(model, column.path, "isnull", True, moment)
    if column.kind is Kind.YES_NO:
        return condition(model, column.path, "exact", said == "yes", moment)
    return condition(model, column.path, "exact", said, moment)


def _bound(model: Any, column: Column, lookup: str, bound: Any, moment: datetime.datetime | None) -> Q:
    if column.kind is Kind.MOMENT and lookup == "lte":
        bound = bound + datetime.timedelta(days=1)
        lookup = "lt"
    if column.kind is Kind.MOMENT:
        bound = datetime.datetime.combine(bound, datetime.time(), LONDON)
    return condition(model, column.path, lookup, bound, moment)


def _text(model: Any, wanted: List, asked: Asked, then: Then) -> Q:
    """Every word of the text in one of the columns that are searched and may be read."""
    searched = [one for one in wanted.readable(then.viewer) if one.searched]
    words = asked.text.split() or [asked.text]
    found = Q()
    for word in words:
        found &= reduce(
            or_,
            (_word(model, one, word, then, common=asked.common) for one in searched),
            Q(pk__in=[]),
        )
    return found


def _word(model: Any, column: Column, word: str, then: Then, *, common: bool) -> Q:
    if column.whole:
        return condition(model, column.path, "in", list({word, word.upper()}), then.moment)
    if common and "__" not in column.path:
        # No index knows this spelling: the database walks the index of the order, and stops at a full page.
        return Q(Contains(Concat(F(column.path), Value(""), output_field=TextField()), Value(word)))
    return condition(model, column.path, "icontains", word, then.moment)


@dataclass(frozen=True, slots=True)
class Order:
    """One term of an order; turned round it is the exact mirror, so that one index serves both ways."""

    of: Any
    descending: bool = False
    nothing_first: bool = False

    def term(self, of: Any) -> OrderBy:
        """The term, of this value."""
        return OrderBy(
            of,
            descending=self.descending,
            nulls_first=True if self.nothing_first else None,
            nulls_last=None if self.nothing_first else True,
        )


def order(wanted: List, asked: Asked, viewer: Viewer) -> list[Order]:
    """The order asked for, or the list's own; then by id, so that a page never shows a row twice.

    Nothing known stands last in the order that a column begins with, and first in its mirror.
    """
    readable = {one.name: one for one in wanted.readable(viewer)}
    chosen = asked.sort in readable
    column = readable.get(asked.sort if chosen else wanted.sort)
    if column is None:
        return [Order(F("id"))]
    descending = asked.descending if chosen else wanted.descending
    terms = column.order or (F(column.path),)
    mirrored = descending is not wanted.falls(column)
    # An id is always there; it stands as an index without a word on nothing has it.
    last = Order(F("id"), descending, nothing_first=descending)
    return [*(Order(term, descending, nothing_first=mirrored) for term in terms), last]


def live(then: Then) -> Q:
    """Rows that stand in their system's newest extract."""
    del then
    return Q(ended_on=None)


def ended(then: Then) -> Q:
    """Rows that no extract holds any more."""
    del then
    return Q(ended_on__isnull=False)


def everything(then: Then) -> Q:
    """No condition at all."""
    del then
    return Q()


def systems_disagree(entity_type: str) -> Callable[[Then], Q]:
    """That systems differ on a row, today or on the day asked for."""

    def where(then: Then) -> Q:
        if not may_read(entity_type, then.viewer):
            return Q(pk__in=[])
        parts = [
            Q(id__in=part.filter(entity_type=entity_type, ended_on=None).values("entity_id"))
            for part in as_at(Disagreement, then.moment)
        ]
        return reduce(or_, parts)

    return where


def running(start: str = "starts_on", end: str = "ends_on") -> Callable[[Then], Q]:
    """That the world's time of a row includes the day to judge by."""

    def where(then: Then) -> Q:
        begun = Q(**{f"{start}__lte": then.today}) | Q(**{f"{start}__isnull": True})
        return begun & (Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": then.today}))

    return where


def over(end: str = "ends_on") -> Callable[[Then], Q]:
    """That it was over by the day to judge by."""

    def where(then: Then) -> Q:
        return Q(**{f"{end}__lte": then.today})

    return where
