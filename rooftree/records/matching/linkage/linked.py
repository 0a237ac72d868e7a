"""From clusters to links: each source row with its id, how that was decided, and what it was before."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

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
}
"""`own_id` is the id before merges that people decided, `entity_id` after; `facts` is what tells that a
re-used key now belongs to someone else (name and date of birth)."""


@dataclass(frozen=True)
class Links:
    """The links of one entity type and the pairs of ids for a person to look at."""

    table: Table
    doubts: list[Doubt]


def no_links(engine: Engine) -> Table:
    """A table of links with no rows: the first run has no yesterday."""
    return engine.arrow(ibis.schema(COLUMNS).to_pyarrow().empty_table())


def number(engine: Engine, rows: Table) -> Table:
    """The rows with `row`, numbered from 0 by system and key, so that the same rows are numbered alike."""
    order = ibis.window(order_by=[rows.source_system, rows.source_key])
    return engine.hold(rows.mutate(row=ibis.row_number().over(order)))


def link(
    engine: Engine,
    rows: Table,
    clusters: Clusters,
    *,
    entity_type: str,
    previous: Table,
    decided: Decided,
) -> Links:
    """Gives every row of `rows` (row, source_system, source_key, facts) its id."""
    known = previous.filter(previous.entity_type == entity_type)
    joined = rows.left_join(known, ["source_system", "source_key"]).select(
        rows.row,
        rows.source_system,
        rows.source_key,
        own_id=known.own_id,
        changed=keys.someone_else(rows.facts, known.facts),
    )
    before = engine.to_arrow(joined.order_by("row")).to_pydict()
    ids = identity.assign(
        [clusters.root(row) for row in range(len(before["row"]))],
        previous=[
            None if changed else own for own, changed in zip(before["own_id"], before["changed"], strict=True)
        ],
        anchors=[system == ANCHORS[0] for system in before["source_system"]],
    )
    told = pa.table(
        {
            "row": pa.array(before["row"], pa.int64()),
            "own_id": pa.array(ids.ids, pa.string()),
            "entity_id": pa.array([decided.known_as(own) for own in ids.ids], pa.string()),
            "method": pa.array(
                [clusters.methods.get(row, Method.ALONE) for row in before["row"]], pa.string()
            ),
        }
    )
    made = rows.join(engine.arrow(told), "row").select(
        "source_system",
        "source_key",
        "own_id",
        "entity_id",
        "method",
        "facts",
        entity_type=ibis.literal(entity_type),
    )
    by_key = dict(zip(zip(before["source_system"], before["source_key"], strict=True), ids.ids, strict=True))
    found = _found(ids, clusters)
    return Links(made.select(*COLUMNS), _undecided(found, by_key, entity_type=entity_type, decided=decided))


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


def _undecided(
    found: dict[Pair, str], ids: dict[Key, str], *, entity_type: str, decided: Decided
) -> list[Doubt]:
    """Pairs by the ids that people know them by now; those that people have answered are gone."""
    answered = set(decided.apart)
    split = [one for one in decided.split if one.entity_type == entity_type]
    answered |= {decided.pair(*pair) for pair in split_pairs(ids, split)}
    known: dict[Pair, str] = {}
    for pair, method in found.items():
        first, second = decided.pair(*pair)
        if first != second and (first, second) not in answered:
            known.setdefault((first, second), method)
    return [
        Doubt(entity_type, first, second, method, evidence=(Evidence(f"The same {method}"),))
        for (first, second), method in sorted(known.items())
    ]
