"""The household of a home on a day, and of a person: by what is known now or was known on another day."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rooftree.desk.households.telling import Told, told
from rooftree.records.claims.held import Held, Records, end_of, may_read
from rooftree.records.households import queries, reading
from rooftree.records.households.rules.claims import Claim, HomeSaid
from rooftree.records.households.rules.findings import Kind, findings
from rooftree.records.households.rules.living import Household, household
from rooftree.records.households.rules.periods import Period, over_time
from rooftree.reference.accounts.rules import Viewer

Day = datetime.date


@dataclass(frozen=True, slots=True)
class AtHome:
    """A home on a day: who lives there, what is not right about it, and its households over time."""

    home: Held
    said: HomeSaid
    now: Household
    findings: Sequence[Told]
    records: Records
    known_on: Day

    @property
    def persons(self) -> Mapping[str, Held]:
        """Everybody named, by id."""
        return {one.id: one for one in self.records.get("person", ())}

    @property
    def rows(self) -> Mapping[str, Held]:
        """The records that say so, by id."""
        tables = ("household_member", "address")
        return {one.id: one for table in tables for one in self.records.get(table, ())}

    @property
    def periods(self) -> list[Period]:
        """The households one after the other, the latest first."""
        return over_time(self.said, known_on=self.known_on)


@dataclass(frozen=True, slots=True)
class OfPerson:
    """Somebody on a day: the homes where they live and with whom, and all that says where they lived."""

    day: Day
    person_id: str
    homes: Sequence[AtHome]
    claims: Sequence[Claim]
    records: Records


def at_home(
    home_id: str,
    *,
    viewer: Viewer,
    today: Day,
    on: Day | None = None,
    day: Day | None = None,
    known: Records | None = None,
) -> AtHome | None:
    """Who lived at a home on a day (today when none is asked), as known now or at the end of another.

    `known` is what a page has read of the home already. Nothing for those who may not read people.
    """
    moment = end_of(on) if on else None
    if known is None:
        found = queries.at_home(home_id, viewer=viewer, moment=moment)
    else:
        found = queries.complete(home_id, known, viewer=viewer, moment=moment)
    if found is None:
        return None
    said, records = found
    return _at_home(said, records, day=day or on or today, known_on=on or today)


def _at_home(said: HomeSaid, records: Records, *, day: Day, known_on: Day) -> AtHome:
    now = household(said, day, known_on=known_on)
    homes = {one.id: one for one in records["unit"]}
    sentences = [told(one, said, day=day, homes=homes) for one in findings(said, now)]
    return AtHome(homes[said.home_id], said, now, sentences, records, known_on)


BY_THEIRS = frozenset({Kind.LEFT, Kind.DIED, Kind.TWO_HOMES, Kind.CASE_CLOSED, Kind.NO_NAME})
"""What follows from somebody's own tenancies, placements and applications alone. The rest takes all that is
said of the home, which its own page reads."""


def _theirs(home_id: str, records: Records) -> HomeSaid:
    """A home as far as somebody's own papers tell of it: nothing follows from what they do not say."""
    return replace(queries.said_of_home(home_id, records), lets="", tenancies=())


def _by_their_papers(home: AtHome) -> AtHome:
    return replace(home, findings=[one for one in home.findings if one.finding.kind in BY_THEIRS])


def of_person(
    person_id: str,
    known: Records,
    *,
    viewer: Viewer,
    today: Day,
    on: Day | None = None,
    day: Day | None = None,
) -> OfPerson | None:
    """Where and with whom somebody lived on a day; `known` is all that is known of them (desk/person.py)."""
    if not may_read("household_member", viewer):
        return None
    shown, moment = day or on or today, end_of(on) if on else None
    records = queries.of_person(person_id, known, viewer=viewer, moment=moment)
    claims = reading.claims_in(records)
    mine = sorted(
        (one for one in claims if one.person_id == person_id),
        key=lambda one: (one.until_on is None, one.until_on or Day.max, one.from_on or Day.min),
        reverse=True,
    )
    known_homes = {one.id for one in records.get("unit", ())}
    here = [one for one in mine if one.is_told_on(shown) and one.home_id in known_homes]
    homes = [
        _by_their_papers(_at_home(_theirs(home_id, records), records, day=shown, known_on=on or today))
        for home_id in reading.homes_of(here)
    ]
    return OfPerson(shown, person_id, homes, mine, records)
