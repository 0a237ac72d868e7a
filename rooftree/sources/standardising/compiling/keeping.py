"""Which rows of an entry are kept: those with a key, and of those with the same key the first.

Rows that are set aside are never lost: they are problems, row by row.
"""

from dataclasses import dataclass

import ibis

from rooftree.engine.tables import Engine
from rooftree.engine.typed import keys
from rooftree.sources.standardising.compiling.cells import Table


@dataclass(frozen=True)
class Kept:
    """The rows to use, those without a key, those whose key came before; and what to free afterwards."""

    rows: Table
    missing: Table | None = None
    repeated: Table | None = None
    held: tuple[Table, ...] = ()


def by_key(engine: Engine, rows: Table) -> Kept:
    """For a source's own keys: the first row of each key is kept."""
    every, known, distinct = _counts(engine, rows)
    missing = rows.filter(rows["_key"].isnull()) if known < every else None
    rows = rows.filter(rows["_key"].notnull()) if known < every else rows
    if distinct == known:
        return Kept(rows, missing)
    again = _repeated(engine, rows, "_key")
    once, nth = _parted(rows, again, "_key")
    first = nth.filter(nth["_nth"] == 0).drop("_nth")
    return Kept(once.union(first), missing, nth.filter(nth["_nth"] > 0), (again,))


def by_content(engine: Engine, rows: Table) -> Kept:
    """For rows without a key of their own: identical ones are told apart by their ordinal.

    Which may be identical is asked of the quick print; the id, dear over many rows, is worked out once.
    """
    again = _repeated(engine, rows, "_print")
    if not engine.count(again):
        return Kept(rows, held=(again,))
    once, nth = _parted(rows, again, "_print")
    ordinal = keys.row_id(nth["_key"], nth["_nth"])
    numbered = nth.mutate(_key=ibis.ifelse(nth["_nth"] == 0, nth["_key"], ordinal)).drop("_nth")
    return Kept(once.union(numbered), held=(again,))


def _counts(engine: Engine, rows: Table) -> tuple[int, int, int]:
    """Rows, rows with a key, and distinct keys: one pass that says whether more needs doing."""
    key = rows["_key"]
    said = rows.aggregate(every=rows.count(), known=key.count(), distinct=key.nunique())
    found = engine.to_arrow(said).to_pylist()[0]
    return found["every"], found["known"], found["distinct"]


def _repeated(engine: Engine, rows: Table, by: str) -> Table:
    counted = rows.group_by(by).aggregate(_times=rows.count())
    return engine.hold(counted.filter(counted["_times"] > 1).select(by))


def _parted(rows: Table, again: Table, by: str) -> tuple[Table, Table]:
    once = rows.anti_join(again, by)
    several = rows.semi_join(again, by)
    window = ibis.window(group_by="_key", order_by="_row")
    return once, several.mutate(_nth=ibis.row_number().over(window))
