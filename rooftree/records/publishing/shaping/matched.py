"""Matching's links as records: references, and doubts that wait for a person."""

import json
from collections.abc import Sequence

import ibis
import pyarrow as pa

from rooftree.engine.tables import Engine, Table
from rooftree.engine.typed.keys import fact_hash, row_id
from rooftree.records.matching.rules import Doubt, Method
from rooftree.records.provenance.canonical import Canonical

BY_KEY = "Rooftree, by a strong key"
WEIGHED = (Method.WEIGHED.value, Method.MESSY_ADDRESS.value)
LINK = ["entity_id", "own_id", "method", "weight", "model_version", "is_sure"]
"""What a link says of itself."""


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
    by_itself = links.entity_id == links.own_id
    by = ibis.ifelse(links.method.isin(WEIGHED), "Rooftree, by weighed evidence", BY_KEY)
    rows = present.join(links, ["entity_type", "source_system", "source_key"]).select(
        "source_system",
        "source_key",
        "source_row",
        "extract_id",
        "entity_type",
        entity_id=links.entity_id.cast("uuid"),
        own_id=links.own_id.cast("uuid"),
        method=ibis.ifelse(by_itself, links.method, "joined by a person"),
        weight="weight",
        model_version=links.model_version.fill_null(""),
        is_sure=links.is_sure.fill_null(True),
        decided_by=ibis.ifelse(by_itself, by, "A person"),
    )
    rows = rows.mutate(id=row_id("reference", rows.entity_type, rows.source_system, rows.source_key))
    return rows.mutate(fact_hash=fact_hash(rows, LINK))


def candidates(engine: Engine, doubts: Sequence[Doubt]) -> Table:
    """One row for each pair of ids that may be one, with who says so and why."""
    told = {
        name: pa.array([getattr(doubt, name) for doubt in doubts], pa.string())
        for name in ("entity_type", "first_id", "second_id", "method", "model_version")
    }
    told["weight"] = pa.array([doubt.weight for doubt in doubts], pa.float64())
    told["evidence"] = pa.array([_evidence(doubt) for doubt in doubts], pa.string())
    pairs = engine.arrow(pa.table(told))
    rows = pairs.select(
        "entity_type",
        "method",
        "model_version",
        "weight",
        "evidence",
        source_system=ibis.literal("rooftree"),
        source_key=pairs.first_id + "/" + pairs.second_id,
        source_row=ibis.null("int64"),
        extract_id=ibis.null("int64"),
        first_id=pairs.first_id.cast("uuid"),
        second_id=pairs.second_id.cast("uuid"),
        id=row_id("match_candidate", pairs.entity_type, pairs.first_id, pairs.second_id),
    )
    return rows.mutate(fact_hash=fact_hash(rows, ["method", "model_version", "weight", "evidence"]))


def _evidence(doubt: Doubt) -> str:
    return json.dumps([{"says": one.says, "weight": one.weight} for one in doubt.evidence])
