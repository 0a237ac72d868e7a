"""One person: names, how to reach them, with whom and where they live and lived, what they asked for."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rooftree.oversight.quality.queries.of_record import count_of
from rooftree.records.claims.held import Differs, Held, Records, Said, end_of, ids_of
from rooftree.records.claims.queries import held, said_of
from rooftree.records.contacts import queries as contacts
from rooftree.records.homes import queries as homes
from rooftree.records.matching import queries as matching
from rooftree.records.matching.review.queries.ties import Join, ties_of
from rooftree.records.people import queries as people
from rooftree.records.repairs import queries as repairs
from rooftree.records.tenancies import queries as tenancies
from rooftree.reference.accounts.rules import Viewer

MOST = 500
"""Repairs and requests read of one person's homes, the newest; nobody has had so many."""


@dataclass(frozen=True, slots=True)
class LivesWith:
    """Somebody in a household with them."""

    member: Held
    person: Held | None
    now: bool


@dataclass(frozen=True, slots=True)
class Stay:
    """One home they live, lived or will live in: by which tenancy, as whom, from when until when."""

    member: Held
    tenancy: Held
    home: Held | None
    from_on: datetime.date | None
    until_on: datetime.date | None
    now: bool


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Everything that the page of one person takes. `records` is by table; `homes`, `persons` by id."""

    person: Held
    records: Records
    lives_with: Sequence[LivesWith]
    tenancies_now: Sequence[Held]
    stays: Sequence[Stay]
    homes: Mapping[str, Held]
    references: Sequence[Held]
    said: Sequence[Said] = ()
    differs: Sequence[Differs] = ()
    may_be: Sequence[Held] = ()
    joins: Sequence[Join] = ()
    """What people joined this person with; of each the record is among `persons`."""
    persons: Mapping[str, Held] = field(default_factory=dict)
    known: Records = field(default_factory=dict)
    """All that was read, the others of their households included: what a timeline is told from."""

    exceptions: int = 0
    """How many rows about them fall short of the recording standard; none of an earlier day."""

    @property
    def home(self) -> Held | None:
        """Where they live by a tenancy that runs."""
        found = [self.homes.get(one.link("unit")) for one in self.tenancies_now]
        return next((one for one in found if one), None)

    @property
    def repairs_now(self) -> list[Held]:
        """The repairs at the homes where they live now, whoever lived there when."""
        here = {one.link("unit") for one in self.tenancies_now}
        return [one for one in self.records["work_order"] if one.link("unit") in here]


def known_of(
    person_id: str,
    *,
    viewer: Viewer,
    moment: datetime.datetime | None = None,
    also: Sequence[str] = (),
) -> dict[str, list[Held]]:
    """Every record that is theirs or hangs from theirs, by table, in three statements.

    `unit` and `person` hold all that these name; `also` are ids of more people to read.
    """
    own = held(
        *people.wants_of_person(person_id),
        *tenancies.wants_of_person(person_id),
        *repairs.wants_of_person(person_id, most=MOST),
        *contacts.wants_of_person(person_id),
        *homes.wants_of_addresses(person_id),
        *matching.wants_of_references([person_id]),
        viewer=viewer,
        moment=moment,
    )
    mine = own["household_member"]
    tenancy_ids, applications = ids_of(mine, "tenancy"), [one.id for one in own["housing_application"]]
    further = held(
        *tenancies.wants_of_tenancies(tenancy_ids),
        *tenancies.wants_of_applications(applications, [one.id for one in own["homelessness_case"]]),
        *people.wants_of_households(tenancy_ids=tenancy_ids, household_ids=ids_of(mine, "household")),
        viewer=viewer,
        moment=moment,
    )
    found = _joined(own, further)
    lived = ids_of(found["tenancy"], "unit")
    placed = ids_of(found["temporary_accommodation_placement"], "unit")
    last = held(
        *people.wants_by_ids([*ids_of(found["household_member"], "person"), *also]),
        *homes.wants_by_ids([*lived, *placed]),
        *repairs.wants_of_orders(lived, most=MOST),
        *tenancies.wants_of_arrears([one.id for one in found["rent_account"]]),
        viewer=viewer,
        moment=moment,
    )
    return _joined(found, last)


def _joined(first: Records, second: Records) -> dict[str, list[Held]]:
    """Both, each record once."""
    return {
        table: list({one.id: one for one in (*first.get(table, ()), *second.get(table, ()))}.values())
        for table in {**first, **second}
    }


def person(
    person_id: str,
    *,
    viewer: Viewer,
    today: datetime.date,
    on: datetime.date | None = None,
    counted: bool = True,
) -> PersonPage | None:
    """One person, now or as known at the end of a day; nothing when not known, or not for this viewer.

    Their exceptions are `counted`, but for a page that lists them.
    """
    moment, day = (end_of(on), on) if on else (None, today)
    ties = ties_of("person", person_id, viewer=viewer)
    also = [*ties.may_be, *(one.other_id for one in ties.joins)]
    own = known_of(person_id, viewer=viewer, moment=moment, also=also)
    persons = {one.id: one for one in own["person"]}
    if person_id not in persons:
        return None
    everybody, mine = own["household_member"], _mine(own, person_id)
    now = _running(mine, own["tenancy"], day)
    said, differs = said_of(entity_type="person", entity_ids=[person_id], viewer=viewer, moment=moment)
    others = [one for one in everybody if one.link("person") != person_id]
    places = {one.id: one for one in own["unit"]}
    return PersonPage(
        person=persons[person_id],
        records=own | {"household_member": mine, "person": [persons[person_id]]},
        lives_with=_lives_with(others, persons, {one.id for one in now}, day),
        tenancies_now=now,
        stays=_stays(mine, own["tenancy"], places, day),
        homes=places,
        references=sorted(own["reference"], key=lambda one: (one.lineage.system, one.lineage.key)),
        said=said,
        differs=differs,
        may_be=[persons[one] for one in ties.may_be if one in persons],
        joins=ties.joins,
        persons=persons,
        known=own,
        exceptions=0 if on or not counted else count_of("person", person_id, viewer=viewer),
    )


def _mine(records: Records, person_id: str) -> list[Held]:
    return [one for one in records["household_member"] if one.link("person") == person_id]


def _running(mine: Sequence[Held], held: Sequence[Held], day: datetime.date) -> list[Held]:
    """The tenancies that run on the day and of whose household they are then, the latest first."""
    mine_on = {one.link("tenancy") for one in mine if not one.ended_on and one.runs_on(day)}
    running = [one for one in held if one.id in mine_on and not one.ended_on and one.runs_on(day)]
    return sorted(running, key=lambda one: str(one.day("starts_on")), reverse=True)


def _stays(
    mine: Sequence[Held], tenancies: Sequence[Held], places: Mapping[str, Held], day: datetime.date
) -> list[Stay]:
    """Their homes over time, the latest first: each place in a household within its tenancy's days."""
    of = {one.id: one for one in tenancies}
    found = []
    for member in mine:
        tenancy = of.get(member.link("tenancy"))
        if tenancy is None or member.ended_on or tenancy.ended_on:
            continue
        starts = [one for one in (member.day("starts_on"), tenancy.day("starts_on")) if one]
        ends = [one for one in (member.day("ends_on"), tenancy.day("ends_on")) if one]
        home = places.get(tenancy.link("unit"))
        now = member.runs_on(day) and tenancy.runs_on(day)
        until = min(ends, default=None)
        found.append(Stay(member, tenancy, home, max(starts, default=None), until, now))
    return sorted(found, key=lambda one: (one.now, str(one.from_on)), reverse=True)


def _lives_with(
    others: Sequence[Held], persons: Mapping[str, Held], running: set[str], day: datetime.date
) -> list[LivesWith]:
    """Each other person once, those who live with them now first."""
    found: dict[str, LivesWith] = {}
    for one in others:
        key = one.link("person") or one.id
        now = one.link("tenancy") in running and not one.ended_on and one.runs_on(day)
        if key not in found or (now and not found[key].now):
            found[key] = LivesWith(one, persons.get(one.link("person")), now)
    return sorted(found.values(), key=lambda one: not one.now)
