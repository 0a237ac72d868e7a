"""Which rows of an entry are kept: those with a key, and of those with the same key the first.

Rows that are set aside are never lost: they are problems, row by row.
"""

from dataclasses import dataclass

import ibis

from rooftree.engine.tables import Engine
from rooftree.engine.typed import keys
from rooftree.sources.standardising.compiling.cells import Table
from rooftree.sources.standardising.rules import LONGEST_REFERENCE


@dataclass(frozen=True)
class Kept:
    """The rows to use; those without a key, with too long a one, with one used before; what to free after."""

    rows: Table
    missing: Table | None = None
    long: Table | None = None
    repeated: Table | None = None
    held: tuple[Table, ...] = ()


def by_key(engine: Engine, rows: Table) -> Kept:
    """For a source's own keys: the first row of each key is kept."""
    said, length = _counts(engine, rows), rows["_key"].length()
    missing = rows.filter(rows["_key"].isnull()) if said["known"] < said["every"] else None
    long = rows.filter(length > LONGEST_REFERENCE) if said["long"] else None
    rows = rows.filter(length <= LONGEST_REFERENCE) if missing is not None or long is not None else rows
    if said["distinct"] == said["known"]:
        return Kept(rows, missing, long)
    again = _repeated(engine, rows, "_key")
    once, nth = _parted(rows, again, "_key")
    first = nth.filter(nth["_nth"] == 0).drop("_nth")
    return Kept(once.union(first), missing, long, nth.filter(nth["_nth"] > 0), (again,))


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


def _counts(engine: Engine, rows: Table) -> dict[str, int]:
    """Rows, rows with a key, with one too long, and distinct keys: one pass says whether more needs doing."""
    key = rows["_key"]
    long = (key.length() > LONGEST_REFERENCE).sum().fill_null(0)
    said = rows.aggregate(every=rows.count(), known=key.count(), distinct=key.nunique(), long=long)
    found: dict[str, int] = engine.to_arrow(said).to_pylist()[0]
    return found


def _repeated(engine: Engine, rows: Table, by: str) -> Table:
    counted = rows.group_by(by).aggregate(_times=rows.count())
    return engine.hold(counted.filter(counted["_times"] > 1).select(by))


def _parted(rows: Table, again: Table, by: str) -> tuple[Table, Table]:
    once = rows.anti_join(again, by)
    several = rows.semi_join(again, by)
    window = ibis.window(group_by="_key", order_by="_row")
    return once, several.mutate(_nth=ibis.row_number().over(window))
