"""What people decided, as the linking obeys it: ids that must not be one, and rows that are not theirs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import ibis
import pyarrow as pa

from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.linkage import keys as facts
from rooftree.records.matching.linkage.clusters import Bars

Key = tuple[str, str]
"""A source row: its system and its key there."""
Pair = tuple[str, str]


@dataclass(frozen=True)
class SplitOff:
    """A row that is not theirs with whom it was linked: it must not meet the rest of those rows."""

    entity_type: str
    row: Key
    rest: frozenset[Key]


@dataclass(frozen=True)
class Decided:
    """Merges in force (id to id), pairs of ids said to be different, and rows not of the rest."""

    aliases: Mapping[str, str] = field(default_factory=dict)
    different: frozenset[Pair] = frozenset()
    split: tuple[SplitOff, ...] = ()

    def known_as(self, own: str) -> str:
        """The id under which an id is known after the merges that people decided."""
        seen = {own}
        while (into := self.aliases.get(own)) is not None and into not in seen:
            own = into
            seen.add(own)
        return own

    @property
    def apart(self) -> frozenset[Pair]:
        """The pairs said to be different, by the ids that they are known by now."""
        return frozenset(self.pair(first, second) for first, second in self.different)

    def pair(self, first: str, second: str) -> Pair:
        """Two ids as they are known now, in order."""
        one, other = sorted((self.known_as(first), self.known_as(second)))
        return one, other

    def words(self) -> list[str]:
        """What tells these decisions from others, for what must be done anew when they change."""
        merges = [f"{alias} is {entity}" for alias, entity in self.aliases.items()]
        different = [f"{first} is not {second}" for first, second in self.different]
        return [*merges, *different, *(f"{one.row} of {sorted(one.rest)} apart" for one in self.split)]


NOTHING = Decided()


def bars(engine: Engine, rows: Table, before: Table, *, entity_type: str, decided: Decided) -> Bars:
    """What must not meet among `rows` (row, source_system, source_key, facts), by the last run's links."""
    apart = decided.apart
    split = [one for one in decided.split if one.entity_type == entity_type]
    if not apart and not split:
        return Bars()
    marks: dict[int, set[str]] = {}
    barred: dict[str, set[str]] = {}
    for first, second in apart:
        barred.setdefault(first, set()).add(second)
        barred.setdefault(second, set()).add(first)
    for row, own in _rows_of_ids(engine, rows, before, entity_type, decided):
        if (known := decided.known_as(own)) in barred:
            marks.setdefault(row, set()).add(known)
    numbers = _rows_of_keys(engine, rows, {key for one in split for key in (one.row, *one.rest)})
    for at, one in enumerate(split):
        out, rest = f"split {at} out", f"split {at} rest"
        barred |= {out: {rest}, rest: {out}}
        for key, mark in [(one.row, out), *((key, rest) for key in one.rest)]:
            if key in numbers:
                marks.setdefault(numbers[key], set()).add(mark)
    return Bars(
        {row: frozenset(each) for row, each in marks.items()},
        {mark: frozenset(each) for mark, each in barred.items()},
    )


def split_pairs(ids: Mapping[Key, str], split: Iterable[SplitOff]) -> set[Pair]:
    """The ids that rows said to be apart have now: they are different, whatever else speaks for one."""
    found = set()
    for one in split:
        own = ids.get(one.row)
        for other in {ids[key] for key in one.rest if key in ids}:
            if own and own != other:
                found.add((min(own, other), max(own, other)))
    return found


def _rows_of_ids(
    engine: Engine, rows: Table, before: Table, entity_type: str, decided: Decided
) -> Iterable[tuple[int, str]]:
    """The rows whose id of the last run somebody decided about, with that id; not those of a re-used key."""
    asked = {each for pair in decided.different for each in pair}
    asked |= {each for merge in decided.aliases.items() for each in merge}
    known = before.filter(before.entity_type == entity_type)
    known = known.semi_join(
        engine.arrow(pa.table({"own_id": pa.array(sorted(asked), pa.string())})), "own_id"
    )
    joined = rows.join(known, ["source_system", "source_key"]).select(
        rows.row, known.own_id, changed=facts.someone_else(rows.facts, known.facts)
    )
    found = engine.to_arrow(joined.filter(~joined.changed).select("row", "own_id").order_by("row"))
    return zip(found["row"].to_pylist(), found["own_id"].to_pylist(), strict=True)


def _rows_of_keys(engine: Engine, rows: Table, keys: set[Key]) -> dict[Key, int]:
    if not keys:
        return {}
    listed = sorted(keys)
    asked = engine.arrow(
        pa.table(
            {
                "source_system": pa.array([key[0] for key in listed], pa.string()),
                "source_key": pa.array([key[1] for key in listed], pa.string()),
            }
        )
    )
    found = rows.semi_join(asked, ["source_system", "source_key"])
    told = engine.to_arrow(found.select("source_system", "source_key", "row").order_by("row")).to_pylist()
    return {(one["source_system"], one["source_key"]): one["row"] for one in told}


def followed(engine: Engine, rows: Table, decided: Decided) -> Table:
    """`rows` with `entity_id` as their `own_id` is known now: merges may have come or gone since."""
    if not decided.aliases:
        return rows.mutate(entity_id=rows.own_id)
    ids = sorted(decided.aliases)
    known = engine.arrow(
        pa.table(
            {
                "merged_id": pa.array(ids, pa.string()),
                "into": pa.array([decided.known_as(each) for each in ids], pa.string()),
            }
        )
    )
    joined = rows.left_join(known, rows.own_id == known.merged_id)
    return joined.select(
        *(column for column in rows.columns if column != "entity_id"),
        entity_id=ibis.coalesce(joined.into, joined.own_id),
    )
