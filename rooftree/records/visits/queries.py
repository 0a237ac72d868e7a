"""Who lives where visits are due, who asks for something at the door, and which times of day worked there."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db.models import (
    Case,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    When,
)
from django.db.models.lookups import GreaterThan, IsNull

from rooftree.records.claims.held import may_read
from rooftree.records.listing.remembered import remembered
from rooftree.records.listing.shape import Then
from rooftree.records.people.models import HouseholdMember
from rooftree.records.repairs.models import Appointment
from rooftree.records.visits.due import any_of
from rooftree.records.visits.rules import LET_IN, NO_ACCESS, Slot, slots_of
from rooftree.records.vulnerabilities.queries import homes_asking, people_asking
from rooftree.reference.accounts.rules import Viewer

FEW = 5_000
"""Visits at a time of day that is booked so seldom are gone through at once; others home by home."""
LATE = IsNull(OuterRef("home_ended_on"), True)
"""True of every visit's home. What asks it of the home itself is worked out after all that is cheap has been:
certificates that newer ones have replaced, of which there are very many, are then out of the way."""


def opened_at(slot: str, then: Then) -> Q:
    """That at the home of each row somebody opened at this time of day more often than not."""
    of_slot = Appointment.objects.filter(slot=slot, ended_on=None)
    few = remembered(
        then,
        ("few visits at", slot),
        lambda: of_slot.order_by()[: FEW + 1].count() <= FEW,
        worth=lambda _: True,
    )
    if few:
        return Q(home_id__in=_net(of_slot).filter(net__gt=0).values("work_order__unit_id"))
    at_home = of_slot.filter(LATE, work_order__unit_id=OuterRef("home_id"))
    return Q(GreaterThan(Subquery(_net(at_home).values("net")), 0))


def _net(visits: QuerySet[Appointment]) -> QuerySet[Any, Any]:
    """By home: how much more often than not somebody opened."""
    opened = Case(
        When(status__in=LET_IN, then=1),
        When(status=NO_ACCESS, then=-1),
        default=0,
        output_field=IntegerField(),
    )
    return visits.order_by().values("work_order__unit_id").annotate(net=Sum(opened))


def needs_help(*, viewer: Viewer, today: datetime.date) -> Q:
    """That somebody in the home of each row needs help at the door, or a note of the home says so.

    Asked of each row by itself, so that a page asks it of the rows it comes across; homes that ask for
    something are a third of all, and to find every one of them costs more than the page.
    """
    asks = people_asking(viewer=viewer).filter(person_id=OuterRef("person_id"))
    living = household_today(today).filter(any_of(asks), LATE, tenancy__unit_id=OuterRef("home_id"))
    noted = homes_asking(viewer=viewer).filter(LATE, unit_id=OuterRef("home_id"))
    return Q(any_of(living)) | Q(any_of(noted))


def household_today(today: datetime.date) -> QuerySet[HouseholdMember]:
    """Everybody who lives in a home on a day, by a tenancy that runs."""
    runs = Q()
    for of in ("", "tenancy__"):
        runs &= Q(**{f"{of}starts_on__isnull": True}) | Q(**{f"{of}starts_on__lte": today})
        runs &= Q(**{f"{of}ends_on__isnull": True}) | Q(**{f"{of}ends_on__gt": today})
    return HouseholdMember.objects.filter(
        runs, ended_on=None, tenancy__ended_on=None, tenancy__unit__isnull=False
    )


def who_lives_in(
    unit_ids: Sequence[str], *, viewer: Viewer, today: datetime.date
) -> list[tuple[str, str, str, bool]]:
    """Who lives in some homes: home, person, name, whether the main tenant; tenants first."""
    if not (may_read("household_member", viewer) and may_read("person", viewer)):
        return []
    rows = household_today(today).filter(tenancy__unit_id__in=list(unit_ids), person__isnull=False)
    found = rows.order_by(
        F("is_main_tenant").desc(nulls_last=True),
        F("is_tenancy_party").desc(nulls_last=True),
        "starts_on",
        "id",
    ).values_list("tenancy__unit_id", "person_id", "person__full_name", "is_main_tenant")
    return [(str(unit), str(person), name or "", bool(main)) for unit, person, name, main in found]


def slots_at(unit_ids: Sequence[str], *, viewer: Viewer) -> dict[str, list[Slot]]:
    """How each time of day went at some homes."""
    if not may_read("appointment", viewer):
        return {}
    rows = Appointment.objects.filter(
        work_order__unit_id__in=list(unit_ids), ended_on=None, status__in=(*LET_IN, NO_ACCESS)
    ).values_list("work_order__unit_id", "slot", "status", "starts_at")
    visits: dict[str, list[tuple[str, str, datetime.datetime]]] = {}
    for unit, slot, status, at in rows:
        if slot and at:
            visits.setdefault(str(unit), []).append((slot, status or "", at))
    return {unit: slots_of(each) for unit, each in visits.items()}
