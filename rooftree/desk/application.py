"""One application to the housing register, or one homelessness case, its household and what came of it."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rooftree.desk.home import Lives
from rooftree.records.claims.held import Held, Records, end_of, ids_of
from rooftree.records.claims.queries import held
from rooftree.records.homes import queries as homes
from rooftree.records.people import queries as people
from rooftree.records.tenancies import queries as tenancies
from rooftree.reference.accounts.rules import Viewer

TABLES = ("housing_application", "homelessness_case")


@dataclass(frozen=True, slots=True)
class ApplicationPage:
    """Everything that the page of one application or case takes; `record` is the one or the other."""

    record: Held
    records: Records
    household: Sequence[Lives]
    left: Sequence[Lives]
    """Those who are no longer in the household, or not yet."""
    homes: Mapping[str, Held]
    persons: Mapping[str, Held] = field(default_factory=dict)
    tenancies: Sequence[Held] = ()

    @property
    def applicant(self) -> Held | None:
        """Who asked."""
        return self.persons.get(self.record.link("person"))


def application(
    application_id: str, *, viewer: Viewer, today: datetime.date, on: datetime.date | None = None
) -> ApplicationPage | None:
    """One application to the housing register, now or as known at the end of a day."""
    return _page("housing_application", application_id, viewer=viewer, today=today, on=on)


def case(
    case_id: str, *, viewer: Viewer, today: datetime.date, on: datetime.date | None = None
) -> ApplicationPage | None:
    """One homelessness case, now or as known at the end of a day."""
    return _page("homelessness_case", case_id, viewer=viewer, today=today, on=on)


def _page(
    table: str, own_id: str, *, viewer: Viewer, today: datetime.date, on: datetime.date | None
) -> ApplicationPage | None:
    moment, day = (end_of(on), on) if on else (None, today)
    ids = ([own_id], []) if table == TABLES[0] else ([], [own_id])
    wants = [*tenancies.wants_of_applications(*ids), *people.wants_of_seeking(*ids)]
    own = held(*wants, viewer=viewer, moment=moment)
    if not own[table]:
        return None
    record = own[table][0]
    together = people.wants_of_households(household_ids=[one.id for one in own["household"]])
    members = held(*together, viewer=viewer, moment=moment)["household_member"]
    units = [*ids_of(own["bid"], "unit"), *ids_of(own["offer"], "unit")]
    units += ids_of(own["temporary_accommodation_placement"], "unit")
    asked = [record, *members]
    named = held(
        *people.wants_by_ids(ids_of(asked, "person")),
        *homes.wants_by_ids(units),
        *tenancies.wants_of_tenancies(ids_of([record], "tenancy")),
        viewer=viewer,
        moment=moment,
    )
    persons = {one.id: one for one in named["person"]}
    everybody = [Lives(one, persons.get(one.link("person")), None) for one in members]
    here = [one for one in everybody if not one.member.ended_on and one.member.runs_on(day)]
    return ApplicationPage(
        record=record,
        records=own,
        household=here,
        left=[one for one in everybody if one not in here],
        homes={one.id: one for one in named["unit"]},
        persons=persons,
        tenancies=named["tenancy"],
    )
