"""One person: names, how to reach them, with whom and where they live, what they asked for."""

import datetime
from collections.abc import Sequence
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
class LivesWith:
    """Somebody in a household with them."""

    member: Held
    person: Held | None
    now: bool


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Everything that the page of one person takes. `records` is by table; `homes` is by id."""

    person: Held
    records: Records
    lives_with: Sequence[LivesWith]
    tenancies_now: Sequence[Held]
    homes: dict[str, Held]
    references: Sequence[Held]
    said: Sequence[Said]
    differs: Sequence[Differs]
    may_be: Sequence[Held]

    @property
    def home(self) -> Held | None:
        """Where they live by a tenancy that runs."""
        found = [self.homes.get(one.link("unit")) for one in self.tenancies_now]
        return next((one for one in found if one), None)


def person(
    person_id: str, *, viewer: Viewer, today: datetime.date, on: datetime.date | None = None
) -> PersonPage | None:
    """One person, now or as known at the end of a day; nothing when not known, or not for this viewer."""
    moment, day = (end_of(on), on) if on else (None, today)
    own: dict[str, Sequence[Held]] = dict(people.of_person(person_id, viewer=viewer, moment=moment))
    if not own["person"]:
        return None
    mine = own["household_member"]
    tenancy_ids, household_ids = ids_of(mine, "tenancy"), ids_of(mine, "household")
    own |= tenancies.of_tenancies(tenancy_ids, viewer=viewer, moment=moment)
    own |= tenancies.of_person(person_id, viewer=viewer, moment=moment)
    own |= tenancies.of_applications(
        [one.id for one in own["housing_application"]],
        [one.id for one in own["homelessness_case"]],
        viewer=viewer,
        moment=moment,
    )
    together = people.of_households(
        tenancy_ids=tenancy_ids, household_ids=household_ids, viewer=viewer, moment=moment
    )
    own["household"] = together["household"]
    others = [one for one in together["household_member"] if one.link("person") != person_id]
    doubts = matching.may_be("person", person_id, viewer=viewer)
    known = people.by_ids(ids_of(others, "person") + doubts, viewer=viewer, moment=moment)["person"]
    persons = {one.id: one for one in known}
    now = _running(mine, own["tenancy"], day)
    unit_ids = [*ids_of(own["tenancy"], "unit"), *ids_of(own["temporary_accommodation_placement"], "unit")]
    own |= repairs.of_person(
        person_id, unit_ids=[one.link("unit") for one in now], viewer=viewer, moment=moment
    )
    own |= contacts.of_person(person_id, viewer=viewer, moment=moment)
    places = homes.of_addresses(person_id, unit_ids, viewer=viewer, moment=moment)
    own["address"] = places["address"]
    said, differs = said_of(entity_type="person", entity_ids=[person_id], viewer=viewer, moment=moment)
    return PersonPage(
        person=own["person"][0],
        records=own,
        lives_with=_lives_with(others, persons, {one.id for one in now}, day),
        tenancies_now=now,
        homes={one.id: one for one in places["unit"]},
        references=matching.references_of([person_id], viewer=viewer, moment=moment),
        said=said,
        differs=differs,
        may_be=[persons[one] for one in doubts if one in persons],
    )


def _running(mine: Sequence[Held], held: Sequence[Held], day: datetime.date) -> list[Held]:
    """The tenancies that run on the day and of whose household they are then, the latest first."""
    mine_on = {one.link("tenancy") for one in mine if not one.ended_on and one.runs_on(day)}
    running = [one for one in held if one.id in mine_on and not one.ended_on and one.runs_on(day)]
    return sorted(running, key=lambda one: str(one.day("starts_on")), reverse=True)


def _lives_with(
    others: Sequence[Held], persons: dict[str, Held], running: set[str], day: datetime.date
) -> list[LivesWith]:
    """Each other person once, those who live with them now first."""
    found: dict[str, LivesWith] = {}
    for one in others:
        key = one.link("person") or one.id
        now = one.link("tenancy") in running and not one.ended_on and one.runs_on(day)
        if key not in found or (now and not found[key].now):
            found[key] = LivesWith(one, persons.get(one.link("person")), now)
    return sorted(found.values(), key=lambda one: not one.now)
