"""Matching's links as records: references, and doubts that wait for a person."""

import ibis
import pyarrow as pa

from rooftree.engine.tables import Engine, Table
from rooftree.engine.typed.keys import fact_hash, row_id
from rooftree.records.provenance.canonical import Canonical


def references(canonical: Canonical, links: Table) -> Table:
    """One reference for each source row of today."""
    present = ibis.union(
        *(
            canonical.read(kind).select(
                "source_system", "source_key", "source_row", "extract_id", entity_type=ibis.literal(kind)
            )
            for kind in ("unit", "property", "site", "person")
        )
    )
    rows = present.join(links, ["entity_type", "source_system", "source_key"]).select(
        "source_system",
        "source_key",
        "source_row",
        "extract_id",
        "entity_type",
        "method",
        entity_id=links.entity_id.cast("uuid"),
        own_id=links.own_id.cast("uuid"),
        decided_by=ibis.literal("Rooftree, by a strong key"),
    )
    rows = rows.mutate(id=row_id("reference", rows.entity_type, rows.source_system, rows.source_key))
    return rows.mutate(fact_hash=fact_hash(rows, ["entity_id", "own_id", "method"]))


def candidates(engine: Engine, doubts: list[tuple[str, str, str]]) -> Table:
    """One row for each pair of ids that a strong key holds to be one."""
    kinds, firsts, seconds = ([pair[place] for pair in doubts] for place in range(3))
    pairs = engine.arrow(
        pa.table(
            {
                "entity_type": pa.array(kinds, pa.string()),
                "first_id": pa.array(firsts, pa.string()),
                "second_id": pa.array(seconds, pa.string()),
            }
        )
    )
    rows = pairs.select(
        "entity_type",
        source_system=ibis.literal("rooftree"),
        source_key=pairs.first_id + "/" + pairs.second_id,
        source_row=ibis.null("int64"),
        extract_id=ibis.null("int64"),
        method=ibis.literal("strong key"),
        first_id=pairs.first_id.cast("uuid"),
        second_id=pairs.second_id.cast("uuid"),
        id=row_id("match_candidate", pairs.entity_type, pairs.first_id, pairs.second_id),
    )
    return rows.mutate(fact_hash=fact_hash(rows, ["method"]))
