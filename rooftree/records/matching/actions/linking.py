"""Links today's source rows to homes, blocks, places and people; writes one Parquet of links."""

from dataclasses import dataclass
from pathlib import Path

import ibis

from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.linkage import homes, keys, linked, people
from rooftree.records.matching.linkage.clusters import Clusters, Group, join_groups
from rooftree.records.matching.linkage.decided import NOTHING, Decided, bars, followed
from rooftree.records.matching.rules import Doubt, EntityType, Method
from rooftree.records.provenance.canonical import Canonical

HOME_FACTS = ("asset_ref", "alternative_ref", "uprn", "kind", "address_line", "postcode")


@dataclass(frozen=True)
class Linked:
    """Where the links are, and what a person should look at."""

    path: Path
    rows: int
    doubts: list[Doubt]


@dataclass(frozen=True)
class _Before:
    """What linking goes by besides today's rows: the links of the last run, and what people decided."""

    links: Table
    decided: Decided


def link(canonical: Canonical, *, previous: Table | None, out: Path, decided: Decided = NOTHING) -> Linked:
    """Links every row of homes, blocks, places and people and writes the links to `out`.

    `previous` holds the links of the last published run (`linked.COLUMNS`); links of rows that are gone
    today are kept, so that what spoke of them still finds them.
    """
    engine = canonical.engine
    links = linked.no_links(engine) if previous is None else engine.hold(previous)
    before = _Before(links, decided)
    units = _link_homes(canonical, EntityType.HOME, before)
    held_units = engine.hold(units.table)
    found = [
        linked.Links(held_units, units.doubts),
        _link_homes(canonical, EntityType.BLOCK, before),
        _link_sites(canonical, before),
        _link_people(canonical, held_units, before),
    ]
    today = engine.hold(ibis.union(*(each.table for each in found)))
    gone = links.anti_join(today, ["entity_type", "source_system", "source_key"])
    kept = followed(engine, gone.select(*linked.COLUMNS), decided)
    rows = engine.write_parquet(ibis.union(today, kept.select(*linked.COLUMNS)), out)
    return Linked(out, rows, [doubt for each in found for doubt in each.doubts])


def _link_homes(canonical: Canonical, kind: EntityType, before: _Before) -> linked.Links:
    engine, raw = canonical.engine, canonical.read(kind.value)
    rows = linked.number(
        engine,
        raw.select("source_system", "source_key", *HOME_FACTS).mutate(facts=ibis.null("string")),
    )
    said = bars(engine, rows, before.links, entity_type=kind.value, decided=before.decided)
    clusters, _ = homes.cluster(engine, rows, bars=said)
    return _linked(engine, rows, clusters, kind, before)


def _linked(
    engine: Engine, rows: Table, clusters: Clusters, kind: EntityType, before: _Before
) -> linked.Links:
    return linked.link(
        engine, rows, clusters, entity_type=kind.value, previous=before.links, decided=before.decided
    )


def _link_sites(canonical: Canonical, before: _Before) -> linked.Links:
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


def _link_people(canonical: Canonical, homes_linked: Table, before: _Before) -> linked.Links:
    engine = canonical.engine
    raw = canonical.read("person")
    who = keys.full_name(raw.given_name, raw.family_name)
    born = raw.date_of_birth.cast("string")
    rows = linked.number(
        engine,
        raw.select(
            "source_system",
            "source_key",
            "given_name",
            "family_name",
            "date_of_birth",
            "ni_no",
            "home_ref",
            "home_address",
            "home_postcode",
            facts=who.fill_null("") + "|" + born.fill_null(""),
        ),
    )
    at = engine.hold(_homes_of(canonical, rows, homes_linked))
    said = bars(engine, rows, before.links, entity_type=EntityType.PERSON, decided=before.decided)
    clusters = people.cluster(engine, rows, at, bars=said)
    known = before.links.filter(before.links.entity_type == EntityType.PERSON.value)
    people.stay_one(engine, clusters, rows, known)
    return _linked(engine, rows, clusters, EntityType.PERSON, before)


def _homes_of(canonical: Canonical, rows: Table, homes_linked: Table) -> Table:
    """Every home a person row has to do with: on its own row, by tenancy, by address (row, home_id)."""
    by_key = homes_linked.select("source_system", "source_key", home_id="entity_id")
    own = rows.join(
        by_key, [rows.source_system == by_key.source_system, rows.home_ref == by_key.source_key]
    ).select("row", "home_id")
    members = canonical.read("household_member").select("source_system", "person_ref", "household_ref")
    holdings = canonical.read("tenancy_unit").select("source_system", "tenancy_ref", "unit_ref")
    let = members.join(
        holdings,
        [members.source_system == holdings.source_system, members.household_ref == holdings.tenancy_ref],
    ).select("source_system", "person_ref", "unit_ref")
    let = let.join(by_key, [let.source_system == by_key.source_system, let.unit_ref == by_key.source_key])
    let = let.select("source_system", "person_ref", "home_id").distinct()
    by_tenancy = rows.join(
        let, [rows.source_system == let.source_system, rows.source_key == let.person_ref]
    ).select("row", "home_id")
    near = ibis.union(own, by_tenancy, _by_address(canonical, rows, by_key), distinct=True)
    return _with_their_household(rows, members, near)


def _by_address(canonical: Canonical, rows: Table, by_key: Table) -> Table:
    units = canonical.read("unit")
    units = units.select(
        "source_system", "source_key", place=keys.address(units.address_line, units.postcode)
    ).filter(ibis._.place.notnull())
    places = (
        units.join(by_key, ["source_system", "source_key"])
        .group_by("place")
        .agg(home_id=ibis._.home_id.min(), n=ibis._.home_id.nunique())
    )
    places = places.filter(places.n == 1)
    said = rows.select("row", place=keys.address(rows.home_address, rows.home_postcode))
    return said.join(places, "place").select("row", "home_id")


def _with_their_household(rows: Table, members: Table, near: Table) -> Table:
    """Members of an application or a case are taken to live where any of their household does."""
    belongs = rows.join(
        members, [rows.source_system == members.source_system, rows.source_key == members.person_ref]
    ).select("row", "source_system", "household_ref")
    located = belongs.join(near, "row").select("source_system", "household_ref", "home_id").distinct()
    shared = belongs.filter(belongs.source_system != "nec").join(located, ["source_system", "household_ref"])
    return ibis.union(near, shared.select("row", "home_id"), distinct=True)
