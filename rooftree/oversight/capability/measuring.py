"""How many rows of each system hold each requirement, counted in tonight's canonical tables."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import ibis
import pyarrow as pa

from rooftree.engine.tables import Column, Engine, Table
from rooftree.oversight.capability.rules.requirements import Codes, Requirement, link_to
from rooftree.reference.standard.queries import contracts
from rooftree.sources.standardising.rules import CanonicalFile

Failing = Mapping[tuple[str, str, str], Sequence[str]]
"""By table, column and system: the source keys of rows whose value a rule of the standard does not pass."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What one system's rows hold of one requirement."""

    asked: int
    held: int
    judged: int
    """Values whose form could be judged: all that are filled."""
    bad: int


@dataclass(frozen=True)
class Tables:
    """The canonical rows of each table and system, each opened once."""

    engine: Engine
    files: Sequence[CanonicalFile]
    _opened: dict[tuple[str, str], Table | None] = field(default_factory=dict, compare=False, repr=False)

    def of(self, table: str, system: str) -> Table | None:
        """The rows of one table that one system sent; nothing when it sent none."""
        place = (table, system)
        if place not in self._opened:
            paths = [file.path for file in self.files if (file.table, file.system) == place]
            self._opened[place] = self.engine.parquet(paths) if paths else None
        return self._opened[place]


def count(one: Requirement, system: str, tables: Tables, failing: Failing) -> Counted | None:
    """The figures of one requirement in one system; None where nothing of it was received."""
    rows = tables.of(one.table, system)
    asked_of = tables.of(one.each, system) if one.each else rows
    if asked_of is None:
        return None
    if rows is None:
        return Counted(tables.engine.count(_narrowed(asked_of, one.each_only)), 0, 0, 0)
    own = _all(rows, [*_conditions(rows, one.only), *_unless(rows, one)])
    filled = own & _all(rows, list(_filled(rows, one)))
    asked, held = _summed(tables.engine, rows, own, filled)
    bad = _bad(tables.engine, rows.filter(filled), _keys(one, system, failing)) if held else 0
    if not one.each:
        return Counted(asked, held, held, bad)
    every = _narrowed(asked_of, one.each_only)
    link = link_to(contracts()[one.table], one.each) or "source_key"
    having = every.source_key.isin(rows.filter(filled)[link])
    asked, held_by = _summed(tables.engine, every, _all(every, ()), having)
    return Counted(asked, held_by, held, bad)


def _summed(engine: Engine, rows: Table, *conditions: Column) -> tuple[int, ...]:
    """How many rows meet each condition, in one reading."""
    sums = {f"c{at}": ibis.coalesce(one.cast("int64").sum(), 0) for at, one in enumerate(conditions)}
    (found,) = engine.to_arrow(rows.aggregate(**sums)).to_pylist()
    return tuple(int(found[name]) for name in sums)


def _bad(engine: Engine, filled: Table, keys: Sequence[str]) -> int:
    """How many filled rows some rule does not pass."""
    if not keys:
        return 0
    known = engine.arrow(pa.table({"key": pa.array(keys, pa.string())}))
    try:
        return engine.count(filled.filter(filled.source_key.isin(known.key)))
    finally:
        engine.release(known)


def _all(rows: Table, conditions: Sequence[Column]) -> Column:
    """Whether all of them hold, of each row; what cannot be told does not."""
    whole = rows.source_key.notnull()
    for one in conditions:
        whole = whole & ibis.coalesce(one, ibis.literal(value=False))
    return whole


def _keys(one: Requirement, system: str, failing: Failing) -> list[str]:
    found: dict[str, None] = {}
    for name in one.column_names:
        found |= dict.fromkeys(failing.get((one.table, name, system), ()))
    return list(found)


def _narrowed(rows: Table, only: Codes) -> Table:
    conditions = list(_conditions(rows, only))
    return rows.filter(conditions) if conditions else rows


def _conditions(rows: Table, only: Codes) -> Iterable[Column]:
    return [_text(rows, name).isin(codes) for name, codes in only.items()]


def _unless(rows: Table, one: Requirement) -> Iterable[Column]:
    return [~_all(rows, [_text(rows, name).isin(codes)]) for name, codes in one.unless.items()]


def _filled(rows: Table, one: Requirement) -> Iterable[Column]:
    """One condition for each column that must be filled; a text of blanks alone is not."""
    for names in one.columns:
        each = [_is_filled(rows, name, one.blank.get(name, ())) for name in names]
        met = each[0]
        for other in each[1:]:
            met = met | other
        yield met


def _is_filled(rows: Table, name: str, blank: tuple[str, ...]) -> Column:
    """What arrived counts, understood or not: whether its form is right is the rules' to say."""
    text = _text(rows, name).strip().nullif("")
    for other in (f"{name}_source", f"{name}_as_given"):
        if other in rows.columns:
            text = ibis.coalesce(text, _text(rows, other).strip().nullif(""))
    return text.notnull() & ~text.isin(blank) if blank else text.notnull()


def _text(rows: Table, name: str) -> Column:
    return rows[name].cast("string")
