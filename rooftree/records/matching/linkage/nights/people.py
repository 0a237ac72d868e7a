"""Who is one person tonight: strong keys, what was one before, and what pairs of rows weigh."""

from dataclasses import dataclass

from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.linkage import linked
from rooftree.records.matching.linkage.clusters import Bars, Clusters
from rooftree.records.matching.linkage.linked import Known, Weighed
from rooftree.records.matching.linkage.nights import joining, pairs, trust
from rooftree.records.matching.linkage.nights.doubting import Doubting
from rooftree.records.matching.linkage.nights.figures import figures
from rooftree.records.matching.linkage.nights.rows import prepared
from rooftree.records.matching.linkage.nights.weighing import Weighing
from rooftree.records.matching.rules import EntityType


@dataclass(frozen=True)
class Told:
    """What is known of the rows before they are weighed."""

    strong: Clusters
    known: Known
    bars: Bars
    homes: Table
    """row, home_id: where each lives."""


def link(engine: Engine, rows: Table, told: Told, before: linked.Before, weighing: Weighing) -> linked.Links:
    """Links `rows` (row, source_system, source_key, facts and all that a person row says)."""
    made = prepared(engine, rows, told.homes)
    in_use = weighing.models.tonight(engine, made)
    found = pairs.tonight(engine, made, in_use, before=weighing.before, keep=weighing.keep)
    steady = engine.to_arrow(found.steady.order_by("row")).column(0).to_pylist()
    held = joining.held(told.strong, known=told.known.ids, steady=steady, bars=told.bars)
    people = joining.join(engine, made, found.pairs, in_use.method.weights, held)
    reliance = trust.trusted(
        engine,
        found.pairs,
        people,
        held,
        before=told.known.trust,
        anchors=told.known.anchors,
        version=in_use.version,
    )
    weighed = Weighed(people.lowest.tolist(), reliance, Doubting(engine, made, found.pairs, people, in_use))
    links = linked.link(
        engine,
        rows,
        told.strong,
        entity_type=EntityType.PERSON,
        before=told.known,
        decided=before.decided,
        weighed=weighed,
    )
    weighing.models.weighed(in_use, figures(engine, made, found.pairs, people))
    return linked.Links(links.table, links.doubts, found.kept)
