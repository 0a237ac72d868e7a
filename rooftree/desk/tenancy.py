"""One tenancy: the homes it covers, its household, its rent account and what was charged and paid."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from rooftree.desk.home import Lives, lives_on
from rooftree.records.claims.held import Held, Records, end_of, ids_of
from rooftree.records.claims.queries import held
from rooftree.records.homes import queries as homes
from rooftree.records.people import queries as people
from rooftree.records.tenancies import queries as tenancies
from rooftree.reference.accounts.rules import Viewer


@dataclass(frozen=True, slots=True)
class TenancyPage:
    """Everything that the page of one tenancy takes."""

    tenancy: Held
    records: Records
    lives: Sequence[Lives]
    lived: Sequence[Lives]
    homes: dict[str, Held]

    @property
    def balance(self) -> Held | None:
        """The account that runs, for its balance."""
        accounts = sorted(
            self.records["rent_account"], key=lambda one: (one.day("ends_on") is not None, one.id)
        )
        return accounts[0] if accounts else None


def tenancy(
    tenancy_id: str, *, viewer: Viewer, today: datetime.date, on: datetime.date | None = None
) -> TenancyPage | None:
    """One tenancy, now or as known at the end of a day."""
    moment, day = (end_of(on), on) if on else (None, today)
    own = held(
        *tenancies.wants_of_tenancies([tenancy_id]),
        *people.wants_of_households(tenancy_ids=[tenancy_id]),
        viewer=viewer,
        moment=moment,
    )
    if not own["tenancy"]:
        return None
    found, members = own["tenancy"][0], own["household_member"]
    unit_ids = [*ids_of([found], "unit"), *ids_of(own["tenancy_unit"], "unit")]
    further = held(
        *tenancies.wants_of_accounts([one.id for one in own["rent_account"]]),
        *tenancies.wants_of_voids(unit_ids),
        *people.wants_by_ids(ids_of(members, "person")),
        *homes.wants_by_ids(unit_ids),
        viewer=viewer,
        moment=moment,
    )
    persons = {one.id: one for one in further.pop("person")}
    places = {one.id: one for one in further.pop("unit")}
    further["void"] = [one for one in further["void"] if _of_its_end(one, found)]
    everybody = [Lives(one, persons.get(one.link("person")), found) for one in members]
    lives = [one for one in everybody if lives_on(one, day)]
    return TenancyPage(
        tenancy=found,
        records=own | further,
        lives=lives,
        lived=[one for one in everybody if one not in lives],
        homes=places,
    )


A_VOID_AFTER = datetime.timedelta(days=31)
"""How long after a tenancy's end its home's void may begin and still be the void that the end made."""


def _of_its_end(void: Held, tenancy: Held) -> bool:
    """Whether a void is the one that began when this tenancy ended."""
    began, ended = void.day("starts_on"), tenancy.day("ends_on")
    return began is not None and ended is not None and ended <= began <= ended + A_VOID_AFTER
