"""One tenancy: the homes it covers, its household, its rent account and what was charged and paid."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from rooftree.desk.home import Lives, lives_on
from rooftree.records.claims.held import Held, Records, end_of, ids_of
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
    own: dict[str, Sequence[Held]] = dict(tenancies.of_tenancies([tenancy_id], viewer=viewer, moment=moment))
    if not own["tenancy"]:
        return None
    found = own["tenancy"][0]
    own |= tenancies.of_accounts([one.id for one in own["rent_account"]], viewer=viewer, moment=moment)
    own |= people.of_households(tenancy_ids=[tenancy_id], viewer=viewer, moment=moment)
    members = own["household_member"]
    persons = {
        one.id: one
        for one in people.by_ids(ids_of(members, "person"), viewer=viewer, moment=moment)["person"]
    }
    everybody = [Lives(one, persons.get(one.link("person")), found) for one in members]
    lives = [one for one in everybody if lives_on(one, day)]
    unit_ids = [*ids_of([found], "unit"), *ids_of(own["tenancy_unit"], "unit")]
    places = homes.by_ids(unit_ids, viewer=viewer, moment=moment)["unit"]
    return TenancyPage(
        tenancy=found,
        records=own,
        lives=lives,
        lived=[one for one in everybody if one not in lives],
        homes={one.id: one for one in places},
    )
