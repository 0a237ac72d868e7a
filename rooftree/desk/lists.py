"""Every list by name. To add one: its `List` in a subject's `listing`, and its line here."""

import datetime

from rooftree.oversight.capability.listing import NEEDS
from rooftree.oversight.quality.listing.exceptions import EXCEPTIONS
from rooftree.oversight.quality.listing.resolved import RESOLVED
from rooftree.oversight.quality.listing.standard import RULES
from rooftree.records.claims.held import end_of
from rooftree.records.homes.listing.certificates import CERTIFICATES
from rooftree.records.homes.listing.homes import HOMES
from rooftree.records.households.listing import HOUSEHOLD_FAULTS
from rooftree.records.listing.shape import List, Then
from rooftree.records.people.listing import PEOPLE
from rooftree.records.repairs.listing import REPAIRS
from rooftree.records.stock.listing.homes import STOCK
from rooftree.records.tenancies.listing.tenancies import TENANCIES
from rooftree.records.tenancies.listing.voids import VOIDS
from rooftree.records.visits.listing.visits import VISITS
from rooftree.reference.accounts.rules import Viewer

LISTS: tuple[List, ...] = (
    HOMES,
    PEOPLE,
    TENANCIES,
    REPAIRS,
    CERTIFICATES,
    VOIDS,
    VISITS,
    HOUSEHOLD_FAULTS,
    STOCK,
    EXCEPTIONS,
    RESOLVED,
    RULES,
    NEEDS,
)


def by_name(name: str, *, viewer: Viewer) -> List | None:
    """The list of that name; nothing when there is none, or none for this viewer."""
    found = next((one for one in LISTS if one.name == name), None)
    return found if found and found.readable(viewer) else None


def then(
    *, viewer: Viewer, now: datetime.datetime, today: datetime.date, on: datetime.date | None = None
) -> Then:
    """Now, or the end of a day."""
    if on is None:
        return Then(viewer=viewer, moment=None, now=now, today=today)
    return Then(viewer=viewer, moment=end_of(on), now=end_of(on), today=on)
