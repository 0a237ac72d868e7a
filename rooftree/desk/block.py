"""One block: the homes in it and who lives there, its certificates and safety, fabric and repairs."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rooftree.records.claims.counting import Wants, held_and_counted
from rooftree.records.claims.held import Differs, Held, Records, Said, end_of, ids_of
from rooftree.records.claims.queries import Want, held, said_of
from rooftree.records.homes import queries as homes
from rooftree.records.matching import queries as matching
from rooftree.records.people import queries as people
from rooftree.records.repairs import queries as repairs
from rooftree.records.tenancies import queries as tenancies
from rooftree.reference.accounts.rules import Viewer

SUMMARY = ""
FRAME = frozenset({"property", "site", "unit", "reference", "certification"})
"""What every tab reads."""
OF_TAB: Mapping[str, frozenset[str]] = {
    SUMMARY: frozenset({"tenancy", "tenancy_unit", "household_member", "person"}),
    "certificates": frozenset(),
    "components": frozenset({"asset_component", "survey", "decent_home"}),
    "hazards": frozenset({"hazard_report", "location_alert"}),
    "repairs": frozenset({"work_order", "appointment"}),
    "disagreements": frozenset(),
    "timeline": frozenset(),
    "facts": frozenset({"address"}),
}
"""The tables that each tab reads besides."""
SAID_ON = frozenset({"disagreements", "facts"})
EVERYTHING = frozenset[str]().union(FRAME, *OF_TAB.values())
COUNTED = {
    "components": ("asset_component",),
    "hazards": ("hazard_report", "location_alert"),
    "repairs": ("work_order",),
}


@dataclass(frozen=True, slots=True)
class HomeInBlock:
    """One home of the block, and who lives there: the main tenant first."""

    home: Held
    people: Sequence[Held]
    count: int


@dataclass(frozen=True, slots=True)
class BlockPage:
    """What a page of one block takes."""

    block: Held
    day: datetime.date
    moment: datetime.datetime | None
    sites: Sequence[Held]
    homes: Sequence[HomeInBlock]
    records: Records
    references: Sequence[Held]
    said: Sequence[Said] = ()
    differs: Sequence[Differs] = ()
    counts: Mapping[str, int] = field(default_factory=dict)


def block(
    property_id: str,
    *,
    viewer: Viewer,
    today: datetime.date,
    on: datetime.date | None = None,
    tab: str = SUMMARY,
) -> BlockPage | None:
    """One tab of a block, now or as known at the end of a day; nothing when it is not known."""
    moment, day = (end_of(on), on) if on else (None, today)
    wanted = FRAME | OF_TAB[tab]
    wants = _of_block(property_id)
    own, counts = _counted(
        wants, wanted, _named(wants), viewer=viewer, moment=moment, differ_of=("property", property_id)
    )
    if not own["property"]:
        return None
    found = own["property"][0]
    sites = [one for one in (found.link("site"), *ids_of(own["unit"], "area")) if one]
    further = _read(
        [
            *homes.wants_of_sites(list(dict.fromkeys(sites))),
            *repairs.wants_of_visits([one.id for one in own["work_order"]]),
        ],
        wanted,
        viewer=viewer,
        moment=moment,
    )
    said, differs = (
        said_of(entity_type="property", entity_ids=[property_id], viewer=viewer, moment=moment)
        if tab in SAID_ON
        else ((), ())
    )
    records = {table: [*own[table], *further[table]] for table in EVERYTHING}
    return BlockPage(
        block=found,
        day=day,
        moment=moment,
        sites=records["site"],
        homes=_homes(own["unit"], read=tab == SUMMARY, viewer=viewer, day=day, moment=moment),
        records=records,
        references=sorted(own["reference"], key=lambda one: (one.lineage.system, one.lineage.key)),
        said=said,
        differs=differs,
        counts=counts,
    )


def _of_block(property_id: str) -> list[Want]:
    """Everything that points to a block itself."""
    return [
        *homes.wants_of_blocks([property_id]),
        *homes.wants_in_block(property_id),
        *repairs.wants_in_block(property_id),
        *matching.wants_of_references([property_id]),
    ]


def _named(wants: Sequence[Want]) -> Wants:
    """What each tab counts at the side."""
    return {
        tab: [one for one in wants if one.model._meta.db_table in tables] for tab, tables in COUNTED.items()
    }


def _counted(
    wants: Sequence[Want],
    wanted: frozenset[str],
    named: Wants,
    *,
    viewer: Viewer,
    moment: datetime.datetime | None,
    differ_of: tuple[str, str],
) -> tuple[dict[str, list[Held]], dict[str, int]]:
    chosen = [one for one in wants if one.model._meta.db_table in wanted]
    found, counts = held_and_counted(chosen, named, viewer=viewer, moment=moment, differ_of=differ_of)
    return {table: found.get(table, []) for table in EVERYTHING}, counts


def _read(
    wants: Sequence[Want], wanted: frozenset[str], *, viewer: Viewer, moment: datetime.datetime | None
) -> dict[str, list[Held]]:
    chosen = [one for one in wants if one.model._meta.db_table in wanted]
    found = held(*chosen, viewer=viewer, moment=moment)
    return {table: found.get(table, []) for table in EVERYTHING}


def _homes(
    units: Sequence[Held],
    *,
    read: bool,
    viewer: Viewer,
    day: datetime.date,
    moment: datetime.datetime | None,
) -> list[HomeInBlock]:
    """The homes of the block, those that ended last, each with who lives there on the day."""
    ordered = sorted(units, key=lambda one: (one.ended_on is not None, _as_read(one)))
    if not read:
        return [HomeInBlock(one, (), 0) for one in ordered]
    ids = [one.id for one in units]
    running = [
        one
        for one in held(*tenancies.wants_of_units(ids), viewer=viewer, moment=moment).get("tenancy", ())
        if not one.ended_on and one.runs_on(day)
    ]
    unit_of = {one.id: one.link("unit") for one in running}
    wants = people.wants_of_households(tenancy_ids=list(unit_of)) if unit_of else []
    members = [
        one
        for one in held(*wants, viewer=viewer, moment=moment).get("household_member", ())
        if not one.ended_on and one.runs_on(day)
    ]
    known = people.by_ids(ids_of(members, "person"), viewer=viewer, moment=moment)["person"]
    persons = {one.id: one for one in known}
    living: dict[str, list[Held]] = {}
    for one in sorted(members, key=lambda one: (not one.facts.get("is_main_tenant"), one.id)):
        living.setdefault(unit_of.get(one.link("tenancy"), ""), []).append(one)
    return [
        HomeInBlock(
            one,
            [found for member in living.get(one.id, ()) if (found := persons.get(member.link("person")))],
            len(living.get(one.id, ())),
        )
        for one in ordered
    ]


def _as_read(home: Held) -> tuple[int, str]:
    """Flats in the order of their numbers."""
    line = home.text("address_line") or home.text("asset_ref")
    digits = "".join(mark if mark.isdigit() else " " for mark in line).split()
    return (int(digits[0][:9]) if digits else 0, line)
