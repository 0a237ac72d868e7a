"""Links today's person rows to people: reads what they say and where they live, and lets the method link."""

import ibis

from rooftree.engine.tables import Table, unfused
from rooftree.records.matching.linkage import keys, linked, people
from rooftree.records.matching.linkage.decided import bars
from rooftree.records.matching.linkage.nights.weighing import Weighing
from rooftree.records.matching.rules import EntityType
from rooftree.records.provenance.canonical import Canonical

SAID = (
    *("given_name", "middle_name", "family_name", "date_of_birth", "ni_no", "phone", "email"),
    *("home_ref", "home_address", "home_postcode"),
)


def link_people(
    canonical: Canonical, homes_linked: Table, before: linked.Before, weighing: Weighing | None
) -> linked.Links:
    """The links of people; `homes_linked` are tonight's links of homes."""
    engine = canonical.engine
    raw = canonical.read("person")
    who = keys.full_name(raw.given_name, raw.family_name)
    facts = who.fill_null("") + "|" + raw.date_of_birth.cast("string").fill_null("")
    rows = linked.number(engine, raw.select("source_system", "source_key", *SAID, facts=facts))
    at = engine.hold(_homes_of(canonical, rows, homes_linked))
    said = bars(engine, rows, before.links, entity_type=EntityType.PERSON, decided=before.decided)
    strong = people.cluster(engine, rows, at, bars=said)
    known = linked.known(engine, rows, before.links, entity_type=EntityType.PERSON)
    if not known.ids or weighing is None:
        return linked.link(
            engine, rows, strong, entity_type=EntityType.PERSON, before=known, decided=before.decided
        )
    from rooftree.records.matching.linkage.nights.people import Told, link  # brings Splink: a second or more

    with unfused():
        return link(engine, rows, Told(strong, known, said, _one_home(at)), before, weighing)


def _one_home(at: Table) -> Table:
    """Of the homes that a row has to do with the one where it lives (row, home_id): its own row says best."""
    ranked = at.mutate(place=at.rank.cast("string") + at.home_id)
    nearest = ranked.group_by("row").agg(place=ranked.place.min())
    return nearest.select("row", home_id=nearest.place.substr(1))


def _homes_of(canonical: Canonical, rows: Table, homes_linked: Table) -> Table:
    """Every home a person row has to do with: on its own row, by address, by tenancy, by their household
    (row, home_id, and the rank of who says so)."""
    by_key = homes_linked.select("source_system", "source_key", home_id="entity_id")
    own = rows.join(
        by_key, [rows.source_system == by_key.source_system, rows.home_ref == by_key.source_key]
    ).select("row", "home_id", rank=ibis.literal(0, "int8"))
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
    ).select("row", "home_id", rank=ibis.literal(2, "int8"))
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
    return said.join(places, "place").select("row", "home_id", rank=ibis.literal(1, "int8"))


def _with_their_household(rows: Table, members: Table, near: Table) -> Table:
    """Members of an application or a case are taken to live where any of their household does."""
    belongs = rows.join(
        members, [rows.source_system == members.source_system, rows.source_key == members.person_ref]
    ).select("row", "source_system", "household_ref")
    located = belongs.join(near, "row").select("source_system", "household_ref", "home_id").distinct()
    shared = belongs.filter(belongs.source_system != "nec").join(located, ["source_system", "household_ref"])
    theirs = shared.select("row", "home_id", rank=ibis.literal(3, "int8"))
    return ibis.union(near, theirs, distinct=True)
