"""Counts beside the queue: how many are asked for, and how many each choice of each filter would leave."""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import Count, QuerySet, Sum

from rooftree.oversight.quality.queries.asked import Asked, is_tallied, rows, tallied
from rooftree.oversight.quality.rules.states import State
from rooftree.reference.accounts.rules import Viewer

BY_RULE = ("rule_id", "severity", "dimension", "table_name", "owner")
"""What follows from the rule: counted together, and parted here."""
ALONE = ("state", "source_system", "area_code", "team_id", "assigned_to_id")
FACETS = (*BY_RULE, *ALONE)
COUNTED_TO = 10_000
"""How far resolved exceptions are counted, which no tally holds."""
Choices = Sequence[tuple[Any, int]]


def count(asked: Asked, *, viewer: Viewer, today: datetime.date) -> int:
    """How many are asked for; of resolved ones no more than are worth counting."""
    if is_tallied(asked, today=today):
        total = tallied(asked, viewer=viewer).aggregate(total=Sum("count"))
        return int(total["total"] or 0)
    found = rows(asked, viewer=viewer, today=today).order_by()
    if asked.state == State.RESOLVED:
        return found[: COUNTED_TO + 1].count()
    return int(found.aggregate(total=Count("id"))["total"])


def facets(asked: Asked, *, viewer: Viewer, today: datetime.date) -> Mapping[str, Choices]:
    """For each filter its choices with how many each would leave, the most first.

    A filter that is set is counted as though it were not, so that its other choices can be told. All the
    others are counted in one statement.
    """
    is_set = [name for name in FACETS if getattr(asked, name) not in ("", None)]
    found = _counted(asked, [name for name in FACETS if name not in is_set], "", viewer, today)
    for name in is_set:
        found |= _counted(asked, [name], name, viewer, today)
    return {name: _sorted(found[name]) for name in FACETS}


def _sorted(counted: Mapping[Any, int]) -> Choices:
    some = [(value, many) for value, many in counted.items() if many > 0]
    return sorted(some, key=lambda pair: (-pair[1], str(pair[0])))


def _counted(
    asked: Asked, names: Sequence[str], leaving: str, viewer: Viewer, today: datetime.date
) -> dict[str, Counter[Any]]:
    """The choices of some filters, in one statement over the rows that the others leave."""
    found: dict[str, Counter[Any]] = {name: Counter() for name in names}
    if not names:
        return found
    together = [name for name in BY_RULE if name in found]
    sets = [[name] for name in ALONE if name in found]
    sets = [together, *sets] if together else sets
    columns = [name for one in sets for name in one]
    for by, *values, many in _grouped(asked, columns, sets, leaving=leaving, viewer=viewer, today=today):
        # A grouping tells which columns it is by: a bit for each, set where a column is not part of it.
        for place, (name, value) in enumerate(zip(columns, values, strict=True)):
            if not by >> (len(columns) - 1 - place) & 1:
                found[name][value] += int(many)
    return found


def _grouped(
    asked: Asked,
    columns: Sequence[str],
    sets: Sequence[Sequence[str]],
    *,
    leaving: str,
    viewer: Viewer,
    today: datetime.date,
) -> list[tuple[Any, ...]]:
    source: QuerySet[Any]
    if is_tallied(asked, today=today):
        source = tallied(asked, viewer=viewer, leaving=leaving).values(*columns, "count")
        counted = "sum(count)"
    else:
        source = rows(asked, viewer=viewer, today=today, leaving=leaving).order_by().values(*columns)
        counted = "count(*)"
    statement, values = source.query.sql_with_params()
    names = ", ".join(columns)
    grouped = ", ".join(f"({', '.join(one)})" for one in sets)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT GROUPING({names}), {names}, {counted} FROM ({statement}) AS asked"  # noqa: S608 - ours
            f" GROUP BY GROUPING SETS ({grouped})",
            values,
        )
        return list(cursor.fetchall())
