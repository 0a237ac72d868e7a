"""How many records there are of many tables, beside records read, in one statement: for a record's tabs."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet, Value
from django.db.models.functions import JSONObject

from rooftree.records.claims import reading
from rooftree.records.claims.held import Held, may_read
from rooftree.records.claims.models import Disagreement
from rooftree.records.claims.queries import Want, parts_of
from rooftree.records.claims.rows import as_at, by_history
from rooftree.reference.accounts.rules import Viewer

DIFFERS = "disagreements"
COUNT = "how many"
"""What takes the place of a table's name in a row that counts."""
Wants = Mapping[str, Sequence[Want]]


def held_and_counted(
    wants: Iterable[Want],
    count: Wants,
    *,
    viewer: Viewer,
    moment: datetime.datetime | None = None,
    differ_of: tuple[str, str] | None = None,
) -> tuple[dict[str, list[Held]], dict[str, int]]:
    """The records wanted, by table, and how many of others by the names given, ended ones too.

    Nothing of a table that this viewer may not read. With `differ_of` (a kind of record and an id), also how
    many of its facts systems disagree on, as `DIFFERS`.
    """
    chosen = [one for one in wants if may_read(one.model._meta.db_table, viewer)]
    parts = [part for one in chosen for part in parts_of(one, moment, viewer)]
    parts += [part for name, each in count.items() for part in _counts(name, each, viewer, moment)]
    counts = dict.fromkeys(count, 0)
    if differ_of and may_read(differ_of[0], viewer):
        counts[DIFFERS] = 0
        where = Q(entity_type=differ_of[0], entity_id=differ_of[1], ended_on=None)
        parts += [_count(DIFFERS, rows.filter(where)) for rows in as_at(Disagreement, moment)]
    found: dict[str, dict[str, Held]] = {one.model._meta.db_table: {} for one in chosen}
    for table, body in parts[0].union(*parts[1:], all=True) if parts else ():
        if table == COUNT:
            counts[body["named"]] += body["count"]
            continue
        record = reading.held(table, body)
        found[table][record.id] = record
    return {table: list(records.values()) for table, records in found.items()}, counts


def _counts(
    name: str, wants: Iterable[Want], viewer: Viewer, moment: datetime.datetime | None
) -> list[QuerySet[Any, Any]]:
    return [
        _count(name, rows.filter(one.where if rows.model is one.model else by_history(one.where)))
        for one in wants
        if may_read(one.model._meta.db_table, viewer)
        for rows in as_at(one.model, moment)
    ]


def _count(name: str, rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    """One row, also of no record: a table's name, and what is counted with how many."""
    counted: QuerySet[Any, Any] = rows.order_by().values(of_table=Value(COUNT)).annotate(count=Count("id"))
    told: QuerySet[Any, Any] = counted.annotate(body=JSONObject(named=Value(name), count="count"))
    return told.values_list("of_table", "body")
