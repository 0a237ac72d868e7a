"""How many records there are, of many tables in one statement: for the tabs at the side of a record."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet, Value

from rooftree.records.claims.held import may_read
from rooftree.records.claims.models import Disagreement
from rooftree.records.claims.queries import Want
from rooftree.records.claims.rows import as_at, by_history
from rooftree.reference.accounts.rules import Viewer

DIFFERS = "disagreements"


def counted(
    wants: Mapping[str, Sequence[Want]],
    *,
    viewer: Viewer,
    moment: datetime.datetime | None = None,
    differ_of: tuple[str, str] | None = None,
) -> dict[str, int]:
    """How many records each name wants, ended ones too; none of a table that this viewer may not read.

    With `differ_of` (a kind of record and an id), also how many of its facts systems disagree on.
    """
    found = dict.fromkeys(wants, 0)
    parts = [
        _count(name, rows.filter(one.where if rows.model is one.model else by_history(one.where)))
        for name, each in wants.items()
        for one in each
        if may_read(one.model._meta.db_table, viewer)
        for rows in as_at(one.model, moment)
    ]
    if differ_of and may_read(differ_of[0], viewer):
        where = Q(entity_type=differ_of[0], entity_id=differ_of[1], ended_on=None)
        parts += [_count(DIFFERS, rows.filter(where)) for rows in as_at(Disagreement, moment)]
    if parts:
        first, *others = parts
        for name, count in first.union(*others, all=True) if others else first:
            found[name] = found.get(name, 0) + count
    return found


def _count(name: str, rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    counts: QuerySet[Any, Any] = rows.order_by().values(named=Value(name)).annotate(count=Count("id"))
    return counts.values_list("named", "count")
