"""Links today's source rows to homes, blocks, places and people; writes one Parquet of links."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import ibis

from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.actions.linking_homes import link_homes
from rooftree.records.matching.actions.linking_people import link_people
from rooftree.records.matching.linkage import keys, linked
from rooftree.records.matching.linkage.clusters import Clusters, Group, join_groups
from rooftree.records.matching.linkage.decided import NOTHING, Decided, bars, followed
from rooftree.records.matching.linkage.linked import Before
from rooftree.records.matching.linkage.nights.weighing import Weighing
from rooftree.records.matching.rules import Doubt, EntityType, Method
from rooftree.records.provenance.canonical import Canonical


@dataclass(frozen=True)
class Linked:
    """Where the links are, and what a person should look at."""

    path: Path
    rows: int
    doubts: list[Doubt]
    kept: Mapping[str, Sequence[Path]] = field(default_factory=dict)
    """Files that the next night needs, by name."""


def link(
    canonical: Canonical,
    *,
    previous: Table | None,
    out: Path,
    weighing: Weighing | None = None,
    addresses: Path | None = None,
    decided: Decided = NOTHING,
) -> Linked:
    """Links every row of homes, blocks, places and people and writes the links to `out`.

    `previous` holds the links of the last published run (`linked.COLUMNS`); links of rows that are gone
    today are kept, so that what spoke of them still finds them. Without `weighing` people are linked by
    strong keys alone. `addresses` is a folder for what the address matcher need not do twice.
    """
    engine = canonical.engine
    links = linked.no_links(engine) if previous is None else engine.hold(linked.whole(previous))
    before = Before(links, decided)
    units = link_homes(canonical, EntityType.HOME, before, kept=addresses)
    held_units = engine.hold(units.table)
    found = [
        linked.Links(held_units, units.doubts),
        link_homes(canonical, EntityType.BLOCK, before),
        _link_sites(canonical, before),
        link_people(canonical, held_units, before, weighing),
    ]
    today = engine.hold(ibis.union(*(each.table for each in found)))
    gone = links.anti_join(today, ["entity_type", "source_system", "source_key"])
    kept = followed(engine, gone.select(*linked.COLUMNS), decided)
    rows = engine.write_parquet(ibis.union(today, kept.select(*linked.COLUMNS)), out)
    kept = {name: files for each in found for name, files in each.kept.items()}
    return Linked(out, rows, [doubt for each in found for doubt in each.doubts], kept)


def _linked(
    engine: Engine, rows: Table, clusters: Clusters, kind: EntityType, before: Before
) -> linked.Links:
    known = linked.known(engine, rows, before.links, entity_type=kind.value)
    return linked.link(engine, rows, clusters, entity_type=kind.value, before=known, decided=before.decided)


def _link_sites(canonical: Canonical, before: Before) -> linked.Links:
    engine = canonical.engine
    raw = canonical.read("site")
    name = keys.blank_to_null(raw.name.lower().re_replace(r"[^a-z0-9]", ""))
    rows = linked.number(
        engine,
        raw.select("source_system", "source_key", place=raw.kind.fill_null("") + "|" + name).mutate(
            facts=ibis.null("string")
        ),
    )
    said = bars(engine, rows, before.links, entity_type=EntityType.SITE, decided=before.decided)
    clusters = Clusters(engine.count(rows), bars=said)
    grouped = rows.filter(rows.place.notnull()).group_by("place").agg(rows=rows.row.collect())
    for members in engine.to_arrow(grouped.order_by("place")).column("rows").to_pylist():
        if len(members) > 1:
            join_groups(clusters, [Group(Method.NAME_OF_PLACE, tuple(members))])
    return _linked(engine, rows, clusters, EntityType.SITE, before)
