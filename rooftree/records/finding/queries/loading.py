"""The records that were found, read in one statement; where people lived; and what belongs to some people."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, Q

from rooftree.records.claims.held import Held, ids_of, may_read
from rooftree.records.claims.queries import Want, held
from rooftree.records.contacts.models import Complaint
from rooftree.records.finding.queries.references import Named
from rooftree.records.homes.models import Property, Unit
from rooftree.records.people.models import HouseholdMember, Person
from rooftree.records.repairs.models import ServiceRequest, WorkOrder
from rooftree.records.tenancies.models import HomelessnessCase, HousingApplication, Tenancy
from rooftree.reference.accounts.rules import Viewer

TABLES: dict[str, Any] = {
    "person": Person,
    "unit": Unit,
    "property": Property,
    "tenancy": Tenancy,
    "housing_application": HousingApplication,
    "homelessness_case": HomelessnessCase,
    "work_order": WorkOrder,
    "service_request": ServiceRequest,
    "complaint": Complaint,
}
FACETS = ("status", "tenure", "area_code")
MOST_OF_PEOPLE = 20


def records(
    wanted: Mapping[str, Sequence[str]], *, viewer: Viewer, moment: datetime.datetime | None = None
) -> dict[str, Held]:
    """Records of several tables by id, as they are or as they were known; those that may be read."""
    wants = [Want(TABLES[table], Q(id__in=list(ids))) for table, ids in wanted.items() if ids]
    found = held(*wants, viewer=viewer, moment=moment) if wants else {}
    return {one.id: one for rows in found.values() for one in rows}


def homes_then(
    person_ids: Sequence[str], *, viewer: Viewer, moment: datetime.datetime, day: datetime.date
) -> dict[str, dict[str, Any]]:
    """Where people were thought to live on a day, in the words of `people.queries.homes_of`."""
    if not person_ids:
        return {}

    def read(model: Any, where: Q) -> dict[str, Held]:
        rows = held(Want(model, where), viewer=viewer, moment=moment)
        return {one.id: one for one in rows[model._meta.db_table]}

    members = read(HouseholdMember, Q(person_id__in=list(person_ids))).values()
    tenancies = read(Tenancy, Q(id__in=ids_of(members, "tenancy")))
    units = read(Unit, Q(id__in=ids_of(tenancies.values(), "unit")))
    found: dict[str, dict[str, Any]] = {}
    for member in sorted(members, key=lambda one: one.day("starts_on") or datetime.date.min):
        tenancy = tenancies.get(member.link("tenancy"))
        unit = units.get(tenancy.link("unit")) if tenancy else None
        if tenancy and unit:
            found[member.link("person")] = _lives(member, tenancy, unit, day)
    return found


def _lives(member: Held, tenancy: Held, unit: Held, day: datetime.date) -> dict[str, Any]:
    left = [one for one in (member.day("ends_on"), tenancy.day("ends_on")) if one and one <= day]
    return {
        "tenancy__unit_id": unit.id,
        "tenancy__unit__address_line": unit.text("address_line"),
        "tenancy__unit__postcode": unit.text("postcode"),
        "starts_on": member.day("starts_on"),
        "is_tenancy_party": member.facts.get("is_tenancy_party"),
        "now": not left,
        "left_on": min(left) if left else None,
    }


def of_people(names: Mapping[str, str], *, viewer: Viewer) -> list[Named]:
    """Tenancies, applications and homelessness cases of some people, each said to be of whom."""
    if not (names and may_read("person", viewer)):
        return []
    ids = list(names)
    parties = HouseholdMember.objects.filter(person_id__in=ids, is_tenancy_party=True, tenancy__isnull=False)
    asked = (
        ("tenancy", parties.values_list("tenancy_id", "person_id").order_by("-starts_on")),
        (
            "housing_application",
            HousingApplication.objects.filter(person_id__in=ids).values_list("id", "person_id"),
        ),
        (
            "homelessness_case",
            HomelessnessCase.objects.filter(person_id__in=ids).values_list("id", "person_id"),
        ),
    )
    return [
        Named(table, str(one), "Of", names[str(person)])
        for table, rows in asked
        if may_read(table, viewer)
        for one, person in rows[:MOST_OF_PEOPLE]
    ]


def facets_of_homes(ids: Sequence[str], *, viewer: Viewer) -> dict[str, list[tuple[str, int]]]:
    """For state, tenure and area, the values among some homes with how many of each."""
    if not (ids and may_read("unit", viewer)):
        return {}
    rows = Unit.objects.filter(id__in=list(ids))
    return {
        name: [
            (str(value), count)
            for value, count in rows.exclude(**{f"{name}__isnull": True})
            .values_list(name)
            .annotate(count=Count("id"))
            .order_by("-count", name)
        ]
        for name in FACETS
    }


def homes_with(ids: Sequence[str], *, viewer: Viewer, **facts: str) -> set[str]:
    """Those of some homes that have these facts."""
    if not may_read("unit", viewer):
        return set()
    rows = Unit.objects.filter(id__in=list(ids), **{name: value for name, value in facts.items() if value})
    return {str(one) for one in rows.values_list("id", flat=True)}
