"""Reading people, how to reach them, and who lives with whom. Equality information is not read here."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Q

from rooftree.records.claims.held import Records, may_read
from rooftree.records.claims.queries import Want, held
from rooftree.records.people.models import (
    Communication,
    Household,
    HouseholdMember,
    Organization,
    Person,
    PersonName,
)
from rooftree.reference.accounts.rules import Viewer


def wants_of_person(person_id: str) -> list[Want]:
    """Somebody: names, how to reach them, and the households they are or were in. For one `held` of many."""
    mine = Q(person_id=person_id)
    return [
        Want(Person, Q(id=person_id)),
        Want(PersonName, mine),
        Want(Communication, mine),
        Want(HouseholdMember, mine),
    ]


def of_person(person_id: str, *, viewer: Viewer, moment: datetime.datetime | None = None) -> Records:
    """Somebody: names, how to reach them, and the households they are or were in."""
    return held(*wants_of_person(person_id), viewer=viewer, moment=moment)


def a_few(*, viewer: Viewer, most: int) -> list[str]:
    """The ids of some people, whichever; none for a viewer who may read none."""
    if not may_read("person", viewer):
        return []
    return [str(own) for own in Person.objects.order_by("id").values_list("id", flat=True)[:most]]


def wants_of_households(
    *, tenancy_ids: Sequence[str] | None = None, household_ids: Sequence[str] | None = None
) -> list[Want]:
    """Households by tenancy, by id or by both, with everybody who is or was in them. For one `held` of many.

    What is given is asked, an empty list too: so one page always asks in the same words.
    """
    wants: list[Want] = []
    if tenancy_ids is not None:
        tenancies = list(tenancy_ids)
        wants += [Want(one, Q(tenancy_id__in=tenancies)) for one in (Household, HouseholdMember)]
    if household_ids is not None:
        households = list(household_ids)
        wants.append(Want(Household, Q(id__in=households)))
        wants.append(Want(HouseholdMember, Q(household_id__in=households)))
    return wants


def wants_of_seeking(application_ids: Sequence[str], case_ids: Sequence[str]) -> list[Want]:
    """The households of applications and homelessness cases. For one `held` of many."""
    by_application = Q(housing_application_id__in=list(application_ids))
    return [Want(Household, by_application | Q(homelessness_case_id__in=list(case_ids)))]


def wants_by_ids(ids: Sequence[str]) -> list[Want]:
    """People by id. For one `held` of many."""
    return [Want(Person, Q(id__in=list(ids)))]


def by_ids(ids: Sequence[str], *, viewer: Viewer, moment: datetime.datetime | None = None) -> Records:
    """People by id."""
    return held(Want(Person, Q(id__in=list(ids))), viewer=viewer, moment=moment)


def organizations(ids: Sequence[str], *, viewer: Viewer, moment: datetime.datetime | None = None) -> Records:
    """Contractors, providers and other bodies by id."""
    return held(Want(Organization, Q(id__in=list(ids))), viewer=viewer, moment=moment)


def homes_of(person_ids: Sequence[str], *, viewer: Viewer, today: datetime.date) -> dict[str, dict[str, Any]]:
    """Where people live by their tenancies: for each, home, address, since when, and whether they still do.

    A home they live in now comes before one they have left, and the latest before earlier ones.
    """
    if not (may_read("household_member", viewer) and may_read("unit", viewer)):
        return {}
    rows = (
        HouseholdMember.objects.filter(
            person_id__in=list(person_ids), tenancy__unit__isnull=False, ended_on=None
        )
        .order_by("starts_on")
        .values(
            "person_id",
            "starts_on",
            "ends_on",
            "is_tenancy_party",
            "tenancy__unit_id",
            "tenancy__ends_on",
            "tenancy__tenancy_ref",
            "tenancy__unit__address_line",
            "tenancy__unit__postcode",
        )
    )
    homes: dict[str, dict[str, Any]] = {}
    for row in rows:
        left = [day for day in (row["ends_on"], row["tenancy__ends_on"]) if day and day <= today]
        now = not left
        before = homes.get(str(row["person_id"]))
        if before is None or now >= before["now"]:
            homes[str(row["person_id"])] = {**row, "now": now, "left_on": min(left) if left else None}
    return homes


def counts(*, viewer: Viewer) -> dict[str, int]:
    """How many people."""
    if not may_read("person", viewer):
        return {}
    return Person.objects.filter(ended_on=None).aggregate(people=Count("id"))
