"""One home: what it is, who lives there, and everything that any system says of it."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rooftree.records.claims.held import Differs, Held, Records, Said, end_of, ids_of
from rooftree.records.claims.queries import said_of
from rooftree.records.contacts import queries as contacts
from rooftree.records.homes import queries as homes
from rooftree.records.matching import queries as matching
from rooftree.records.people import queries as people
from rooftree.records.repairs import queries as repairs
from rooftree.records.tenancies import queries as tenancies
from rooftree.reference.accounts.rules import Viewer


@dataclass(frozen=True, slots=True)
class Lives:
    """Somebody in a household of this home: as whom, since when, on which tenancy."""

    member: Held
    person: Held | None
    tenancy: Held | None


@dataclass(frozen=True, slots=True)
class HomePage:
    """Everything that the page of one home takes. `records` is of the home, `block_records` of its blocks."""

    home: Held
    blocks: Sequence[Held]
    sites: Sequence[Held]
    records: Records
    block_records: Records
    lives_here: Sequence[Lives]
    lived_here: Sequence[Lives]
    households: Sequence[Held]
    references: Sequence[Held]
    said: Sequence[Said]
    differs: Sequence[Differs]

    @property
    def tenancy(self) -> Held | None:
        """The tenancy that runs, when one does: of several, the one that began last."""
        running = [one.tenancy for one in self.lives_here if one.tenancy]
        return running[0] if running else None


def home(
    unit_id: str, *, viewer: Viewer, today: datetime.date, on: datetime.date | None = None
) -> HomePage | None:
    """One home, now or as known at the end of a day; nothing when it is not known, or not for this viewer."""
    moment, day = (end_of(on), on) if on else (None, today)
    own: dict[str, Sequence[Held]] = dict(homes.of_home(unit_id, viewer=viewer, moment=moment))
    if not own["unit"]:
        return None
    unit = own["unit"][0]
    own |= tenancies.of_home(unit_id, viewer=viewer, moment=moment)
    tenancy_ids = [one.id for one in own["tenancy"]] + ids_of(own["tenancy_unit"], "tenancy")
    own |= _merged(
        own,
        tenancies.of_tenancies(
            tenancy_ids, void_ids=[one.id for one in own["void"]], viewer=viewer, moment=moment
        ),
    )
    own |= repairs.of_home(unit_id, viewer=viewer, moment=moment)
    own |= repairs.visits([one.id for one in own["work_order"]], viewer=viewer, moment=moment)
    own |= contacts.of_home(unit_id, viewer=viewer, moment=moment)
    lives, lived, households = _people(own["tenancy"], viewer=viewer, day=day, moment=moment)
    places = _places(unit, viewer=viewer, moment=moment)
    said, differs = said_of(entity_type="unit", entity_ids=[unit_id], viewer=viewer, moment=moment)
    return HomePage(
        home=unit,
        blocks=places["property"],
        sites=places["site"],
        records=own,
        block_records=places,
        lives_here=lives,
        lived_here=lived,
        households=households,
        references=matching.references_of([unit_id], viewer=viewer, moment=moment),
        said=said,
        differs=differs,
    )


def _merged(first: Mapping[str, Sequence[Held]], second: Records) -> dict[str, list[Held]]:
    """Both, each record once."""
    return {
        table: list({one.id: one for one in (*first.get(table, ()), *second.get(table, ()))}.values())
        for table in {**first, **second}
    }


def _places(unit: Held, *, viewer: Viewer, moment: datetime.datetime | None) -> dict[str, list[Held]]:
    """The block the home stands in, and the estate and area it belongs to."""
    sites = [one for one in (unit.link("site"), unit.link("area")) if one]
    blocks = [one for one in (unit.link("block"),) if one]
    found = _merged({}, homes.of_places(blocks, sites, viewer=viewer, moment=moment))
    above = [
        one for one in ids_of(found["property"], "site") + ids_of(found["site"], "parent") if one not in sites
    ]
    return _merged(found, homes.of_places([], above, viewer=viewer, moment=moment)) if above else found


def _people(
    held: Sequence[Held], *, viewer: Viewer, day: datetime.date, moment: datetime.datetime | None
) -> tuple[list[Lives], list[Lives], list[Held]]:
    """Who lives here on the day, who did or will, and the households."""
    tenancy_of = {one.id: one for one in held}
    found = people.of_households(tenancy_ids=list(tenancy_of), viewer=viewer, moment=moment)
    members = sorted(
        found["household_member"],
        key=lambda one: (
            not one.facts.get("is_main_tenant"),
            not one.facts.get("is_tenancy_party"),
            str(one.day("starts_on")),
        ),
    )
    persons = {
        one.id: one
        for one in people.by_ids(ids_of(members, "person"), viewer=viewer, moment=moment)["person"]
    }
    everybody = [
        Lives(one, persons.get(one.link("person")), tenancy_of.get(one.link("tenancy"))) for one in members
    ]
    here = [one for one in everybody if lives_on(one, day)]
    return here, [one for one in everybody if one not in here], list(found["household"])


def lives_on(one: Lives, day: datetime.date) -> bool:
    """Whether somebody is of the household, and the tenancy runs, on a day."""
    if one.member.ended_on or not one.member.runs_on(day):
        return False
    return one.tenancy is not None and not one.tenancy.ended_on and one.tenancy.runs_on(day)
