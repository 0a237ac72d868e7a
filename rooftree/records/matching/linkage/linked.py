"""From clusters to links: each source row with its id, how that was decided, and what it was before."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import ibis
import pyarrow as pa

from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.linkage import identity, keys
from rooftree.records.matching.linkage.clusters import Clusters
from rooftree.records.matching.linkage.decided import Decided, Key, Pair, split_pairs
from rooftree.records.matching.rules import ANCHORS, Doubt, Evidence, Method

COLUMNS = {
    "entity_type": "string",
    "source_system": "string",
    "source_key": "string",
    "own_id": "string",
    "entity_id": "string",
    "method": "string",
    "facts": "string",
    "weight": "float64",
    "model_version": "string",
    "is_sure": "boolean",
}
"""`own_id` is the id before merges that people decided, `entity_id` after; `facts` is what tells that a
re-used key now belongs to someone else (name and date of birth). The last three are `Trust`."""


Answered = Callable[[str, str], Pair | None]
"""The pair of ids as people know it by now; nothing when it is settled."""


@dataclass(frozen=True)
class Before:
    """What linking goes by besides today's rows: the links of the last run, and what people decided."""

    links: Table
    decided: Decided


@dataclass(frozen=True)
class Trust:
    """How a row was joined: the weakest link on its way to the others, in bits, and by which model."""

    method: str = Method.ALONE
    weight: float | None = None
    model_version: str = ""
    is_sure: bool = True
    """Strong enough for what may do harm when it is shown of the wrong person."""

    def weaker(self, other: "Trust") -> "Trust":
        """What remains of two links that follow one another."""
        if other.weight is None or (self.weight is not None and self.weight <= other.weight):
            return replace(self, is_sure=self.is_sure and other.is_sure)
        return replace(other, is_sure=self.is_sure and other.is_sure)


@dataclass(frozen=True)
class Weighed:
    """Where rows are weighed, too: their clusters, how far each is to be trusted, what is in doubt."""

    part_of: Sequence[int]
    trust: Sequence[Trust]
    in_doubt: Callable[[Sequence[str], Answered], list[Doubt]]
    """Told the id of each row and which pairs are settled."""


@dataclass(frozen=True)
class Links:
    """The links of one entity type and the pairs of ids for a person to look at."""

    table: Table
    doubts: list[Doubt]
    kept: Mapping[str, Sequence[Path]] = field(default_factory=dict)
    """Files that the next night needs, by name."""


def no_links(engine: Engine) -> Table:
    """A table of links with no rows: the first run has no yesterday."""
    return engine.arrow(ibis.schema(COLUMNS).to_pyarrow().empty_table())


def number(engine: Engine, rows: Table) -> Table:
    """The rows with `row`, numbered from 0 by system and key, so that the same rows are numbered alike."""
    order = ibis.window(order_by=[rows.source_system, rows.source_key])
    return engine.hold(rows.mutate(row=ibis.row_number().over(order)))


def whole(previous: Table) -> Table:
    """The links of the last run with every column, by whichever version of Rooftree they were written."""
    absent = {name: ibis.null(kind) for name, kind in COLUMNS.items() if name not in previous.columns}
    return previous.mutate(**absent).select(*COLUMNS)


@dataclass(frozen=True)
class Known:
    """What was known of each row: its id, none for one that is new, and how it was joined."""

    ids: list[str | None]
    systems: list[str]
    keys: list[str]
    trust: list[Trust]

    @property
    def anchors(self) -> list[bool]:
        """The rows of the system that a split id stays with (the tenancy's)."""
        return [system == ANCHORS[0] for system in self.systems]


def known(engine: Engine, rows: Table, previous: Table, *, entity_type: str) -> Known:
    """What the last run knew of `rows` (row, source_system, source_key, facts); nothing of a re-used key."""
    then = previous.filter(previous.entity_type == entity_type)
    joined = rows.left_join(then, ["source_system", "source_key"])
    told = joined.select(
        rows.row,
        rows.source_system,
        rows.source_key,
        own_id=ibis.ifelse(keys.someone_else(rows.facts, then.facts), keys.NO_TEXT, then.own_id),
        **{name: then[name] for name in ("method", "weight", "model_version", "is_sure")},
    )
    found = engine.to_arrow(told.order_by("row")).to_pydict()
    trust = [
        Trust(method or Method.ALONE, weight, version or "", is_sure is not False)
        for method, weight, version, is_sure in zip(
            *(found[name] for name in ("method", "weight", "model_version", "is_sure")), strict=True
        )
    ]
    return Known(found["own_id"], found["source_system"], found["source_key"], trust)


def link(
    engine: Engine,
    rows: Table,
    clusters: Clusters,
    *,
    entity_type: str,
    before: Known,
    decided: Decided,
    weighed: Weighed | None = None,
) -> Links:
    """Gives every row of `rows` (row, source_system, source_key, facts) its id."""
    numbers = range(len(before.ids))
    part_of = weighed.part_of if weighed else [clusters.root(row) for row in numbers]
    trust = weighed.trust if weighed else [Trust(clusters.methods.get(row, Method.ALONE)) for row in numbers]
    ids = identity.assign(part_of, previous=before.ids, anchors=before.anchors)
    told = pa.table(
        {
            "row": pa.array(numbers, pa.int64()),
            "own_id": pa.array(ids.ids, pa.string()),
            "entity_id": pa.array([decided.known_as(own) for own in ids.ids], pa.string()),
            "method": pa.array([each.method for each in trust], pa.string()),
            "weight": pa.array([each.weight for each in trust], pa.float64()),
            "model_version": pa.array([each.model_version for each in trust], pa.string()),
            "is_sure": pa.array([each.is_sure for each in trust], pa.bool_()),
        }
    )
    made = rows.select("row", "source_system", "source_key", "facts").join(engine.arrow(told), "row")
    made = made.mutate(entity_type=ibis.literal(entity_type)).select(*COLUMNS)
    by_key = dict(zip(zip(before.systems, before.keys, strict=True), ids.ids, strict=True))
    answered = _answered(by_key, entity_type=entity_type, decided=decided)
    doubts = _undecided(_found(ids, clusters), entity_type=entity_type, answered=answered)
    return Links(made, merged(doubts, weighed.in_doubt(ids.ids, answered)) if weighed else doubts)


def merged(by_key: Sequence[Doubt], by_weight: Sequence[Doubt]) -> list[Doubt]:
    """Each pair once: what a strong key says first, then what it weighs."""
    found = {(one.first_id, one.second_id): one for one in by_weight}
    for strong in by_key:
        pair = (strong.first_id, strong.second_id)
        if weighed := found.get(pair):
            strong = replace(weighed, method=strong.method, evidence=(*strong.evidence, *weighed.evidence))
        found[pair] = strong
    return [found[pair] for pair in sorted(found)]


def _found(ids: identity.Identities, clusters: Clusters) -> dict[Pair, str]:
    """The pairs of ids that a strong key holds to be one, each with the method that says so."""
    methods = _methods(ids.ids, clusters)
    found: dict[Pair, str] = {}
    for first, second in ids.doubts:
        found[(first, second)] = methods.get(second) or methods.get(first) or Method.ALONE
    for one, other, method in clusters.refused:
        found.setdefault((ids.ids[one], ids.ids[other]), method)
    return found


def _methods(ids: Sequence[str], clusters: Clusters) -> dict[str, str]:
    """By which method rows of each id joined others; the strongest of them."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row, method in clusters.methods.items():
        found[ids[row]].append(method)
    order = [each.value for each in Method]
    return {own: min(said, key=lambda one: order.index(one)) for own, said in found.items()}


def _answered(ids: Mapping[Key, str], *, entity_type: str, decided: Decided) -> Answered:
    settled = set(decided.apart)
    split = [one for one in decided.split if one.entity_type == entity_type]
    settled |= {decided.pair(*pair) for pair in split_pairs(ids, split)}

    def answered(first: str, second: str) -> Pair | None:
        pair = decided.pair(first, second)
        return None if pair[0] == pair[1] or pair in settled else pair

    return answered


def _undecided(found: dict[Pair, str], *, entity_type: str, answered: Answered) -> list[Doubt]:
    """Pairs by the ids that people know them by now; those that people have answered are gone."""
    open_: dict[Pair, str] = {}
    for pair, method in found.items():
        if as_known := answered(*pair):
            open_.setdefault(as_known, method)
    return [
        Doubt(entity_type, first, second, method, evidence=(Evidence(f"The same {method}"),))
        for (first, second), method in sorted(open_.items())
    ]
