"""One home: what it is, who lives there, what any system says of it; each tab reads only what it shows."""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rooftree.desk.visits import Beside, beside_need
from rooftree.oversight.quality.queries.of_record import count_of
from rooftree.records.claims.counting import held_and_counted
from rooftree.records.claims.held import Differs, Held, Records, Said, end_of, ids_of
from rooftree.records.claims.queries import Want, held, said_of
from rooftree.records.contacts import queries as contacts
from rooftree.records.files import queries as files
from rooftree.records.homes import queries as homes
from rooftree.records.matching import queries as matching
from rooftree.records.people import queries as people
from rooftree.records.repairs import queries as repairs
from rooftree.records.tenancies import queries as tenancies
from rooftree.reference.accounts.rules import Viewer

FRAME = frozenset(
    {"unit", "property", "site", "reference", "certification"}
    | {"tenancy", "tenancy_unit", "household", "household_member", "person"}
)
"""What every tab reads: the identity bar, and the certificates that the list of tabs warns of."""
SUMMARY = ""
OF_TAB: Mapping[str, frozenset[str]] = {
    SUMMARY: frozenset({"work_order", "appointment", "service_request", "rent_account"}),
    "people": frozenset({"void", "temporary_accommodation_placement", "address"}),
    "tenancies": frozenset({"rent_account"}),
    "repairs": frozenset({"work_order", "appointment"}),
    "certificates": frozenset(),
    "components": frozenset({"asset_component", "decent_home", "survey", "room"}),
    "hazards": frozenset({"hazard_report", "location_alert"}),
    "voids": frozenset(
        {"void", "letting", "offer", "temporary_accommodation_placement", "status_history", "bid"}
    ),
    "contacts": frozenset({"complaint", "service_request"}),
    "disagreements": frozenset(),
    "timeline": frozenset(),
    "files": frozenset({"attachment"}),
    "exceptions": frozenset(),
    "notes": frozenset(),
    "facts": frozenset({"address"}),
}
"""The tables that each tab reads besides. What somebody may not read is left out of what is read."""
SAID_ON = frozenset({SUMMARY, "disagreements", "facts"})
"""The tabs that show what each system says."""
EVERYTHING = frozenset[str]().union(FRAME, *OF_TAB.values())
OF_PLACES = frozenset({"property", "site", "address", "asset_component", "certification", "decent_home"}) | {
    "hazard_report",
    "location_alert",
    "survey",
}


@dataclass(frozen=True, slots=True)
class Lives:
    """Somebody in a household of this home: as whom, since when, on which tenancy."""

    member: Held
    person: Held | None
    tenancy: Held | None


@dataclass(frozen=True, slots=True)
class HomePage:
    """What a page of one home takes. `records` is of the home, `block_records` of its blocks."""

    home: Held
    day: datetime.date
    moment: datetime.datetime | None
    blocks: Sequence[Held]
    sites: Sequence[Held]
    records: Records
    block_records: Records
    lives_here: Sequence[Lives]
    lived_here: Sequence[Lives]
    households: Sequence[Held]
    references: Sequence[Held]
    beside: Beside
    said: Sequence[Said] = ()
    differs: Sequence[Differs] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    """How many there are of what the tabs hold, also of tabs that this page does not read."""

    @property
    def tenancy(self) -> Held | None:
        """The tenancy that runs, when one does: of several, the one that began last."""
        running = [one.tenancy for one in self.lives_here if one.tenancy]
        return running[0] if running else None


def home(
    unit_id: str,
    *,
    viewer: Viewer,
    today: datetime.date,
    on: datetime.date | None = None,
    tab: str | None = None,
) -> HomePage | None:
    """One home, now or as known at the end of a day; nothing when it is not known, or not for this viewer.

    With a tab, only what that tab shows; without one, everything. Whoever shows it leaves an audit line.
    """
    moment, day = (end_of(on), on) if on else (None, today)
    wanted = EVERYTHING if tab is None else FRAME | OF_TAB[tab]
    own = _read(_of_home(unit_id), wanted, viewer=viewer, moment=moment)
    if not own["unit"]:
        return None
    unit = own["unit"][0]
    sites = [one for one in (unit.link("site"), unit.link("area")) if one]
    blocks = [one for one in (unit.link("block"),) if one]
    around = [*_around(own, wanted), *homes.wants_of_blocks(blocks), *homes.wants_of_sites(sites)]
    further = _read(around, wanted, viewer=viewer, moment=moment)
    places = {table: further[table] for table in OF_PLACES}
    own = _merged(own, {table: rows for table, rows in further.items() if table not in OF_PLACES})
    lives, lived, counts = _people(own, places, viewer=viewer, day=day, moment=moment)
    said, differs = (
        said_of(entity_type="unit", entity_ids=[unit_id], viewer=viewer, moment=moment)
        if tab is None or tab in SAID_ON
        else ((), ())
    )
    return HomePage(
        home=unit,
        day=day,
        moment=moment,
        blocks=places["property"],
        sites=places["site"],
        records=own,
        block_records=places,
        lives_here=lives,
        lived_here=lived,
        households=own["household"],
        references=sorted(own["reference"], key=lambda one: (one.lineage.system, one.lineage.key)),
        beside=beside_need(
            own, [one.person.id for one in lives if one.person], viewer=viewer, day=day, moment=moment
        ),
        said=said,
        differs=differs,
        counts=counts | ({} if moment else {"exceptions": count_of("unit", unit_id, viewer=viewer)}),
    )


def _of_home(unit_id: str) -> list[Want]:
    """Everything that points to a home itself."""
    return [
        *homes.wants_of_home(unit_id),
        *tenancies.wants_of_home(unit_id),
        *repairs.wants_of_homes([unit_id]),
        *contacts.wants_of_home(unit_id),
        *files.wants_of_home(unit_id),
        *matching.wants_of_references([unit_id]),
    ]


def _around(own: Records, wanted: Collection[str]) -> list[Want]:
    """What points to what points to the home: households of its tenancies, steps of its voids, visits."""
    tenancy_ids = [one.id for one in own["tenancy"]] + ids_of(own["tenancy_unit"], "tenancy")
    void_ids = [one.id for one in own["void"]]
    orders = [one.id for one in own["work_order"]]
    return [
        *tenancies.wants_of_tenancies(list(dict.fromkeys(tenancy_ids)), void_ids=void_ids),
        *people.wants_of_households(tenancy_ids=tenancy_ids),
        *(repairs.wants_of_visits(orders) if "appointment" in wanted else ()),
    ]


def _read(
    wants: Iterable[Want],
    wanted: Collection[str],
    *,
    viewer: Viewer,
    moment: datetime.datetime | None,
) -> dict[str, list[Held]]:
    """Those of the wants that are of the tables wanted, in one statement; a table without rows has none."""
    chosen = [one for one in wants if one.model._meta.db_table in wanted]
    found = dict[str, list[Held]]((table, []) for table in EVERYTHING)
    return found | held(*chosen, viewer=viewer, moment=moment)


def _merged(first: Records, second: Records) -> dict[str, list[Held]]:
    """Both, each record once."""
    return {
        table: list({one.id: one for one in (*first.get(table, ()), *second.get(table, ()))}.values())
        for table in {**first, **second}
    }


def _people(
    own: Records,
    places: dict[str, list[Held]],
    *,
    viewer: Viewer,
    day: datetime.date,
    moment: datetime.datetime | None,
) -> tuple[list[Lives], list[Lives], dict[str, int]]:
    """Who lives here on the day and who did or will; with them, the areas above its own, and the counts."""
    members = sorted(
        own["household_member"],
        key=lambda one: (
            not one.facts.get("is_main_tenant"),
            not one.facts.get("is_tenancy_party"),
            str(one.day("starts_on")),
        ),
    )
    known = {one.id for one in places["site"]}
    above = ids_of(places["property"], "site") + ids_of(places["site"], "parent")
    wants = [
        *people.wants_by_ids(ids_of(members, "person")),
        *homes.wants_of_sites([one for one in dict.fromkeys(above) if one not in known]),
    ]
    unit_id = own["unit"][0].id
    found, counts = held_and_counted(
        wants,
        _counted(unit_id, moment=moment, day=day),
        viewer=viewer,
        moment=moment,
        differ_of=("unit", unit_id),
    )
    for table in ("site", "certification"):
        places[table] += found.get(table, ())
    persons = {one.id: one for one in found.get("person", ())}
    tenancy_of = {one.id: one for one in own["tenancy"]}
    everybody = [
        Lives(one, persons.get(one.link("person")), tenancy_of.get(one.link("tenancy"))) for one in members
    ]
    here = [one for one in everybody if lives_on(one, day)]
    return here, [one for one in everybody if one not in here], counts


def lives_on(one: Lives, day: datetime.date) -> bool:
    """Whether somebody is of the household, and the tenancy runs, on a day."""
    if one.member.ended_on or not one.member.runs_on(day):
        return False
    return one.tenancy is not None and not one.tenancy.ended_on and one.tenancy.runs_on(day)


COUNTED = {
    "repairs": ("work_order",),
    "components": ("asset_component",),
    "hazards": ("hazard_report", "location_alert"),
    "voids": ("void",),
    "contacts": ("complaint", "service_request"),
    "files": ("attachment",),
}
"""What each tab counts at the side."""


def _counted(
    unit_id: str, *, moment: datetime.datetime | None, day: datetime.date
) -> dict[str, Sequence[Want]]:
    wants = _of_home(unit_id)
    named: dict[str, Sequence[Want]] = {
        tab: [one for one in wants if one.model._meta.db_table in tables] for tab, tables in COUNTED.items()
    }
    named["overdue"] = repairs.wants_overdue(unit_id, moment or end_of(day - datetime.timedelta(days=1)))
    return named
