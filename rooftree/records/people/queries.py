"""Reading people, how to reach them, and who lives with whom. Equality information is not read here."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Lower

from rooftree.records.claims.held import Found, Records, may_read
from rooftree.records.claims.likeness import NEAR_ENOUGH_LETTERS, likeness, near
from rooftree.records.claims.queries import Want, entities_that_differ, held
from rooftree.records.people.models import (
    Communication,
    Household,
    HouseholdMember,
    Organization,
    Person,
    PersonName,
)
from rooftree.reference.accounts.rules import Viewer

MOST_FOUND = 200


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


def wants_of_households(*, tenancy_ids: Sequence[str] = (), household_ids: Sequence[str] = ()) -> list[Want]:
    """Households by tenancy or by id, with everybody who is or was in them. For one `held` of many."""
    tenancies, households = list(tenancy_ids), list(household_ids)
    by_tenancy = [Want(one, Q(tenancy_id__in=tenancies)) for one in (Household, HouseholdMember)]
    by_household = [
        Want(Household, Q(id__in=households)),
        Want(HouseholdMember, Q(household_id__in=households)),
    ]
    return [*(by_tenancy if tenancies else ()), *(by_household if households or not tenancies else ())]


def of_households(
    *,
    viewer: Viewer,
    tenancy_ids: Sequence[str] = (),
    household_ids: Sequence[str] = (),
    moment: datetime.datetime | None = None,
) -> Records:
    """Households by tenancy or by id, with everybody who is or was in them."""
    wants = wants_of_households(tenancy_ids=tenancy_ids, household_ids=household_ids)
    return held(*wants, viewer=viewer, moment=moment)


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


def listed(*, viewer: Viewer, ended: bool = False, differ: bool = False) -> QuerySet[Any, Any]:
    """People for a list, by family name; ended ones only when asked for."""
    if not may_read("person", viewer):
        return Person.objects.none().values("id")
    rows = Person.objects.filter(ended_on__isnull=not ended)
    if differ:
        rows = rows.filter(id__in=entities_that_differ(entity_type="person", viewer=viewer))
    return rows.order_by(Lower("family_name"), Lower("given_name"), "id").values(
        "id", "title", "full_name", "date_of_birth", "deceased_on", "ended_on"
    )


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


def found(
    *,
    words: Sequence[str],
    phone: str,
    email: str,
    born_on: datetime.date | None,
    viewer: Viewer,
) -> list[Found]:
    """People by telephone, e-mail, date of birth, or name in any order with or without where they live."""
    if not may_read("person", viewer):
        return []
    hits: list[Found] = []
    for value, why in ((phone, f"Telephone {phone}"), (email, f"E-mail {email}")):
        if value:
            rows = Communication.objects.filter(value_normal=value, person__isnull=False)
            hits += [Found(str(one), why) for one in rows.values_list("person_id", flat=True)[:MOST_FOUND]]
    if born_on:
        hits += _people(Q(date_of_birth=born_on), "The date of birth fits", 0.9)
    if words and not hits:
        hits += _by_name(words) or _by_name_and_home(words) or _nearly(words) or _without_accents(words)
    return hits


def _by_name(words: Sequence[str]) -> list[Found]:
    every = Q()
    for word in words:
        every &= Q(full_name__icontains=word)
    hits = _people(every, "The name fits", 0.8)
    rows = PersonName.objects.filter(every, person__isnull=False).values_list(
        "person_id", "full_name", "source_system"
    )[:MOST_FOUND]
    known = {hit.id for hit in hits}
    for person_id, name, system in rows:
        if str(person_id) not in known:
            known.add(str(person_id))
            hits.append(Found(str(person_id), f"Called {name} in {system}", 0.75))
    return hits


def _by_name_and_home(words: Sequence[str]) -> list[Found]:
    """Some of the words are the name, the others where they live or lived."""
    if len(words) < 2:
        return []
    every, named = Q(), Q()
    for word in words:
        lives = HouseholdMember.objects.filter(
            Q(tenancy__unit__address_line__icontains=word) | Q(tenancy__unit__postcode__icontains=word)
        )
        every &= Q(full_name__icontains=word) | Q(id__in=lives.values("person_id"))
        named |= Q(full_name__icontains=word)
    return _people(every & named, "The name and home fit", 0.7)


def _nearly(words: Sequence[str]) -> list[Found]:
    if max(len(word) for word in words) < NEAR_ENOUGH_LETTERS:
        return []
    rows = Person.objects.alias(likeness=likeness(words, "full_name"))
    for word in words:
        rows = rows.filter(near(word, "full_name"))
    ids = rows.order_by(F("ended_on").asc(nulls_first=True), "-likeness").values_list("id", flat=True)
    return [Found(str(one), "The name is spelt nearly so", 0.5) for one in ids[:MOST_FOUND]]


def _without_accents(words: Sequence[str]) -> list[Found]:
    every = Q()
    for word in words:
        every &= Q(full_name__unaccent__icontains=word)
    return _people(every, "The name fits, accents aside", 0.6)


def _people(where: Q, why: str, nearness: float) -> list[Found]:
    rows = Person.objects.filter(where).order_by(F("ended_on").asc(nulls_first=True), "full_name", "id")
    return [Found(str(one), why, nearness) for one in rows.values_list("id", flat=True)[:MOST_FOUND]]
