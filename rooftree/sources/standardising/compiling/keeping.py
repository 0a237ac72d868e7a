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
    missing: Table | None
    repeated: Table | None
    held: tuple[Table, ...] = ()


def by_key(engine: Engine, rows: Table) -> Kept:
    """For a source's own keys: the first row of each key is kept."""
    known = rows.filter(rows["_key"].notnull())
    missing = rows.filter(rows["_key"].isnull())
    again = _repeated(engine, known)
    if again is None:
        return Kept(known, missing, None)
    once, nth = _parted(known, again)
    first = nth.filter(nth["_nth"] == 0).drop("_nth")
    return Kept(once.union(first), missing, nth.filter(nth["_nth"] > 0), (again,))


def by_content(engine: Engine, rows: Table) -> Kept:
    """For rows without a key of their own: identical ones are told apart by their ordinal."""
    again = _repeated(engine, rows)
    if again is None:
        return Kept(rows, None, None)
    once, nth = _parted(rows, again)
    ordinal = keys.row_id(nth["_key"], nth["_nth"])
    numbered = nth.mutate(_key=ibis.ifelse(nth["_nth"] == 0, nth["_key"], ordinal)).drop("_nth")
    return Kept(once.union(numbered), None, None, (again,))


def _repeated(engine: Engine, rows: Table) -> Table | None:
    """The keys that more than one row has, worked out once; usually few or none."""
    counted = rows.group_by("_key").aggregate(_times=rows.count())
    again = engine.hold(counted.filter(counted["_times"] > 1).select("_key"))
    if engine.count(again):
        return again
    engine.release(again)
    return None


def _parted(rows: Table, again: Table) -> tuple[Table, Table]:
    once = rows.anti_join(again, "_key")
    several = rows.semi_join(again, "_key")
    window = ibis.window(group_by="_key", order_by="_row")
    return once, several.mutate(_nth=ibis.row_number().over(window))
