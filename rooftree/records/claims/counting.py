"""How many records there are of many tables, beside records read, in one statement: for a record's tabs."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet, Value
from django.db.models.functions import JSONObject

from rooftree.records.claims import reading
from rooftree.records.claims.held import Held, may_read
from rooftree.records.claims.models import Disagreement
from rooftree.records.claims.queries import part_of
from rooftree.records.claims.rows import Want
from rooftree.records.claims.statements import Part, read
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
    parts = [part_of(one) for one in chosen]
    parts += [part for name, each in count.items() for part in _counts(name, each, viewer)]
    counts = dict.fromkeys(count, 0)
    if differ_of and may_read(differ_of[0], viewer):
        counts[DIFFERS] = 0
        where = Q(entity_type=differ_of[0], entity_id=differ_of[1], ended_on=None)
        parts.append(Part(DIFFERS, Disagreement, where, _counted))
    found: dict[str, dict[str, Held]] = {one.model._meta.db_table: {} for one in chosen}
    for table, body in read(parts, viewer=viewer, moment=moment):
        if table == COUNT:
            counts[body["named"]] += body["count"]
            continue
        record = reading.held(table, body)
        found[table][record.id] = record
    return {table: list(records.values()) for table, records in found.items()}, counts


def _counts(name: str, wants: Iterable[Want], viewer: Viewer) -> list[Part]:
    return [
        Part(name, one.model, one.where, _counted)
        for one in wants
        if may_read(one.model._meta.db_table, viewer)
    ]


def _counted(rows: QuerySet[Any], name: str, _people: bool) -> QuerySet[Any, Any]:
    """One row, also of no record: that it counts, and what is counted with how many."""
    counted: QuerySet[Any, Any] = rows.order_by().values(of_table=Value(COUNT)).annotate(count=Count("id"))
    told: QuerySet[Any, Any] = counted.annotate(body=JSONObject(named=Value(name), count="count"))
    return told.values_list("of_table", "body")
