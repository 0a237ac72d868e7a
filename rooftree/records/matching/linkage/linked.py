"""From clusters to links: each source row with its id, how that was decided, and what it was before."""

from collections.abc import Mapping
from dataclasses import dataclass

import ibis
import pyarrow as pa

from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.linkage import identity
from rooftree.records.matching.linkage.clusters import Clusters
from rooftree.records.matching.rules import ANCHORS, Method

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
    doubts: list[tuple[str, str]]


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
    aliases: Mapping[str, str],
) -> Links:
    """Gives every row of `rows` (row, source_system, source_key, facts) its id."""
    known = previous.filter(previous.entity_type == entity_type)
    joined = rows.left_join(known, ["source_system", "source_key"]).select(
        rows.row, rows.source_system, own_id=known.own_id, changed=_someone_else(rows.facts, known.facts)
    )
    before = engine.to_arrow(joined.order_by("row")).to_pydict()
    ids = identity.assign(
        [clusters.root(row) for row in range(len(before["row"]))],
        previous=[
            None if changed else own for own, changed in zip(before["own_id"], before["changed"], strict=True)
        ],
        anchors=[system == ANCHORS[0] for system in before["source_system"]],
    )
    decided = pa.table(
        {
            "row": pa.array(before["row"], pa.int64()),
            "own_id": pa.array(ids.ids, pa.string()),
            "entity_id": pa.array([_followed(own, aliases) for own in ids.ids], pa.string()),
            "method": pa.array(
                [clusters.methods.get(row, Method.ALONE) for row in before["row"]], pa.string()
            ),
        }
    )
    made = rows.join(engine.arrow(decided), "row").select(
        "source_system",
        "source_key",
        "own_id",
        "entity_id",
        "method",
        "facts",
        entity_type=ibis.literal(entity_type),
    )
    refused = [(ids.ids[one], ids.ids[other]) for one, other, _ in clusters.refused]
    return Links(made.select(*COLUMNS), _undecided([*ids.doubts, *refused], aliases))


def _undecided(doubts: list[tuple[str, str]], aliases: Mapping[str, str]) -> list[tuple[str, str]]:
    """Pairs by the ids that people know them by now; those that a merge has answered are gone."""
    known = {tuple(sorted((_followed(one, aliases), _followed(other, aliases)))) for one, other in doubts}
    return sorted((first, second) for first, second in known if first != second)


def _someone_else(now: Table, before: Table) -> Table:
    """That a key now stands for another: name and date of birth were known before and both differ."""
    name_now, born_now = now.split("|")[0], now.split("|")[1]
    name_then, born_then = before.split("|")[0], before.split("|")[1]
    told = (name_now != "") & (name_then != "") & (born_now != "") & (born_then != "")
    return (told & (name_now != name_then) & (born_now != born_then)).fill_null(False)


def _followed(own: str, aliases: Mapping[str, str]) -> str:
    seen = {own}
    while (into := aliases.get(own)) is not None and into not in seen:
        own = into
        seen.add(own)
    return own
