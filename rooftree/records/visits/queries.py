"""Reading every visit that is due to a home: certificates that run out, and repairs that are not done.

The visits are counted, ordered and paged in the database; what people need is looked up for the page alone.
"""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    Count,
    DateField,
    DateTimeField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, TruncDate

from rooftree.records.claims.held import LONDON, may_read
from rooftree.records.homes.models import Certification, Unit
from rooftree.records.people.models import HouseholdMember
from rooftree.records.repairs.models import Appointment, WorkOrder
from rooftree.records.repairs.queries import OPEN
from rooftree.records.visits.rules import BOOKED, GONE, LET_IN, LOOKS_AHEAD, NO_ACCESS, REPAIR, Slot, slots_of
from rooftree.records.vulnerabilities.queries import homes_asking, people_asking
from rooftree.reference.accounts.rules import Viewer, may_see_needs_at_the_door
from rooftree.reference.standard.queries import visits_by_certificate

COLUMNS = (
    "of_table",
    "id",
    "visit_kind",
    "on",
    "due_on",
    "booked_at",
    "slot",
    "words",
    "unit_id",
    "unit__address_line",
    "unit__postcode",
    "unit__asset_ref",
    "unit__area__name",
    "source_system",
    "extract__file",
    "extract__extracted_at",
    "source_row",
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which visits: of which kinds, between which days, where, whether somebody needs help at the door."""

    kinds: Collection[str] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None
    area: str = ""
    needs: bool | None = None
    slot: str = ""
    booked: bool | None = None


def due(chosen: Chosen, *, viewer: Viewer, today: datetime.date) -> QuerySet[Any, Any]:
    """Visits as rows of `COLUMNS`, the most urgent first: by the day booked, else by the day they are due."""
    first, *others = [_columns(part) for part in _parts(chosen, viewer=viewer, today=today)]
    return first.union(*others, all=True).order_by(F("on").asc(nulls_last=True), "unit_id", "id")


def _columns(part: QuerySet[Any]) -> QuerySet[Any, Any]:
    return part.order_by().values(*COLUMNS)


def counts(chosen: Chosen, *, viewer: Viewer, today: datetime.date) -> tuple[int, int]:
    """How many visits, and how many to a home where somebody needs help at the door (0 who may not know)."""
    visits = needing = 0
    asking = Q(unit_id__in=homes_with_needs(viewer=viewer, today=today))
    for part in _parts(chosen, viewer=viewer, today=today):
        wanted = {"visits": Count("id")}
        if may_see_needs_at_the_door(viewer):
            wanted["needing"] = Count("id", filter=asking)
        found = part.aggregate(**wanted)
        visits += found["visits"]
        needing += found.get("needing", 0)
    return visits, needing


def _parts(chosen: Chosen, *, viewer: Viewer, today: datetime.date) -> list[QuerySet[Any]]:
    parts = [_certificates(chosen, today), _repairs(chosen, today)]
    if not (may_read("certification", viewer) and may_read("work_order", viewer)):
        return [part.none() for part in parts]
    return [_narrowed(part, chosen, viewer=viewer, today=today) for part in parts]


def _certificates(chosen: Chosen, today: datetime.date) -> QuerySet[Any]:
    """The certificate of each kind that is in force, where it runs out and needs a visit."""
    own = {"unit_id": OuterRef("unit_id"), "kind": OuterRef("kind"), "ended_on": None}
    later = Q(issued_on__gt=OuterRef("issued_on")) | Q(not_required=True)
    same = Q(issued_on=OuterRef("issued_on"), id__gt=OuterRef("id"))
    words = [When(kind=kind, then=Value(said)) for kind, said in visits_by_certificate().items()]
    kinds = [kind for kind in visits_by_certificate() if not chosen.kinds or kind in chosen.kinds]
    until = chosen.until or today + LOOKS_AHEAD
    rows = Certification.objects.filter(
        ~Exists(Certification.objects.filter(later | same, **own)),
        kind__in=kinds,
        ended_on=None,
        unit__isnull=False,
        expires_on__lte=until,
    ).exclude(not_required=True)
    if chosen.since:
        rows = rows.filter(expires_on__gte=chosen.since)
    return rows.annotate(
        of_table=Value("certification"),
        visit_kind=F("kind"),
        on=F("expires_on"),
        due_on=F("expires_on"),
        booked_at=Cast(Value(None), DateTimeField()),
        slot=Cast(Value(None), TextField()),
        words=Case(*words, output_field=TextField()),
    )


def _repairs(chosen: Chosen, today: datetime.date) -> QuerySet[Any]:
    """Repairs that are not done, with the next visit booked for each."""
    start = datetime.datetime.combine(today, datetime.time(), LONDON)
    booked = Appointment.objects.filter(
        work_order_id=OuterRef("id"), ended_on=None, status__in=BOOKED, starts_at__gte=start
    ).order_by("starts_at", "id")
    wanted = WorkOrder.objects.filter(OPEN, ended_on=None, unit__isnull=False)
    if chosen.kinds and REPAIR not in chosen.kinds:
        wanted = wanted.none()
    rows = wanted.annotate(
        of_table=Value("work_order"),
        visit_kind=Value(REPAIR),
        booked_at=Subquery(booked.values("starts_at")[:1]),
        slot=Subquery(booked.values("slot")[:1]),
        due_on=TruncDate("target_at", tzinfo=LONDON),
        words=Coalesce("description", "job_ref", "order_ref", Value("Repair"), output_field=TextField()),
    ).annotate(
        on=Coalesce(TruncDate("booked_at", tzinfo=LONDON), F("due_on"), output_field=DateField()),
    )
    if chosen.since:
        rows = rows.filter(on__gte=chosen.since)
    if chosen.until:
        rows = rows.filter(on__lte=chosen.until)
    return rows


def _narrowed(rows: QuerySet[Any], chosen: Chosen, *, viewer: Viewer, today: datetime.date) -> QuerySet[Any]:
    rows = rows.filter(unit__ended_on=None).exclude(unit__status__in=GONE)
    if chosen.area:
        rows = rows.filter(unit__area_code=chosen.area)
    if chosen.booked is not None:
        rows = rows.filter(booked_at__isnull=not chosen.booked)
    if chosen.slot:
        rows = rows.alias(worked=_worked(chosen.slot)).filter(worked__gt=0)
    if chosen.needs is not None and may_see_needs_at_the_door(viewer):
        asking = Q(unit_id__in=homes_with_needs(viewer=viewer, today=today))
        rows = rows.filter(asking if chosen.needs else ~asking)
    return rows


def _worked(slot: str) -> Subquery:
    """How much more often somebody opened the door at this time of day than not."""
    opened = Case(
        When(status__in=LET_IN, then=1),
        When(status=NO_ACCESS, then=-1),
        default=0,
        output_field=IntegerField(),
    )
    return Subquery(
        Appointment.objects.filter(work_order__unit_id=OuterRef("unit_id"), slot=slot, ended_on=None)
        .order_by()
        .values("work_order__unit_id")
        .annotate(net=Sum(opened))
        .values("net")
    )


def homes_with_needs(*, viewer: Viewer, today: datetime.date) -> QuerySet[Any, Any]:
    """The ids of homes where somebody living there needs help at the door, or a note of the home says so."""
    living = household_today(today).filter(person_id__in=people_asking(viewer=viewer))
    return (
        living.order_by()
        .values_list("tenancy__unit_id")
        .union(homes_asking(viewer=viewer).values_list("unit_id"))
    )


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


def areas(*, viewer: Viewer) -> list[tuple[str, str]]:
    """The patches that homes belong to: code and name."""
    if not may_read("unit", viewer):
        return []
    rows = Unit.objects.filter(ended_on=None, area_code__isnull=False)
    found = rows.order_by("area_code").values_list("area_code", "area__name").distinct()
    return [(code or "", name or code or "") for code, name in found]
