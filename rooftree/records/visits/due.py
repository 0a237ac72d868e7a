"""Every visit that is due to a home, from the tables that tell of one, each brought to the same columns.

Three parts, so that each is read along an index of its own: certificates in force that run out, repairs with
a visit booked, and repairs that wait for one.
"""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    UUIDField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, TruncDate

from rooftree.records.claims.held import LONDON
from rooftree.records.homes.models import Certification
from rooftree.records.listing import conditions
from rooftree.records.listing.shape import Then
from rooftree.records.repairs.models import Appointment, WorkOrder
from rooftree.records.repairs.rules import BOOKED, OVER
from rooftree.records.visits.rules import GONE, REPAIR
from rooftree.reference.standard.queries import visits_by_certificate

Rows = QuerySet[Any, Any]
NEEDS = ("unit", "certification", "work_order", "appointment")
"""The tables whose reader one must be to see visits."""


def parts(then: Then) -> list[Rows]:
    """Visits due, as rows that know the same names in each part."""
    described = conditions.may_read_path(WorkOrder, "description", then.viewer)
    return [
        _booked(then.today, described=described),
        _waiting(then.today, described=described),
        _certificates(),
    ]


def _certificates() -> Rows:
    """The certificate of each kind that is in force, where it runs out and needs a visit."""
    own = {"unit_id": OuterRef("unit_id"), "kind": OuterRef("kind"), "ended_on": None}
    later = Q(issued_on__gt=OuterRef("issued_on")) | Q(not_required=True)
    same = Q(issued_on=OuterRef("issued_on"), id__gt=OuterRef("id"))
    rows = Certification.objects.filter(
        ~any_of(Certification.objects.filter(later | same, **own)),
        kind__in=list(visits_by_certificate()),
        ended_on=None,
        expires_on__isnull=False,
    ).exclude(not_required=True)
    kinds = [When(kind=kind, then=Value(one)) for kind, one in alike().items()]
    found: Rows = _standing(rows, "unit").annotate(
        of_table=Value("certification"),
        visit_kind=Case(*kinds, output_field=TextField()),
        what=Case(
            *(When(kind=kind, then=Value(said)) for kind, said in visits_by_certificate().items()),
            output_field=TextField(),
        ),
        when=F("expires_on"),
        due_by=F("expires_on"),
        booked_for=Cast(Value(None), DateTimeField()),
        visit_slot=Cast(Value(None), TextField()),
        order_id=Cast(Value(None), UUIDField()),
    )
    return found


def _booked(today: datetime.date, *, described: bool) -> Rows:
    """The next visit that is booked for each repair that is not done."""
    before = Q(starts_at__lt=OuterRef("starts_at")) | Q(
        starts_at=OuterRef("starts_at"), id__lt=OuterRef("id")
    )
    earlier = to_come(today).filter(before, work_order_id=OuterRef("work_order_id"))
    rows = _undone(to_come(today).filter(~Exists(earlier)), "work_order__")
    found: Rows = _standing(rows, "work_order__unit").annotate(
        **_of_repair("work_order__", described=described),
        when=TruncDate("starts_at", tzinfo=LONDON),
        booked_for=F("starts_at"),
        visit_slot=F("slot"),
        order_id=F("work_order_id"),
    )
    return found


def _waiting(today: datetime.date, *, described: bool) -> Rows:
    """Repairs that are not done and for which no visit is booked."""
    booked = to_come(today).filter(work_order_id=OuterRef("id"))
    # Asked row by row: most have one booked, and what else is asked is then asked only of the others.
    rows = _undone(WorkOrder.objects.filter(~any_of(booked)), "")
    found: Rows = _standing(rows, "unit").annotate(
        **_of_repair("", described=described),
        when=TruncDate("target_at", tzinfo=LONDON),
        booked_for=Cast(Value(None), DateTimeField()),
        visit_slot=Cast(Value(None), TextField()),
        order_id=F("id"),
    )
    return found


def any_of(rows: Rows) -> Coalesce:
    """Whether there is any of some rows, asked row by row, where EXISTS may become a join over every row.

    The database takes it to be true of every other row.
    """
    found = rows.order_by().annotate(one=Value(True)).values("one")[:1]
    return Coalesce(Subquery(found), Value(False), output_field=BooleanField())


def to_come(today: datetime.date) -> Rows:
    """Appointments of today and later. By the day, as the index has it: so the database knows how many."""
    rows = Appointment.objects.filter(ended_on=None, status__in=BOOKED)
    coming: Rows = rows.alias(of_day=TruncDate("starts_at", tzinfo=LONDON)).filter(of_day__gte=today)
    return coming


def _undone(rows: Rows, order: str) -> Rows:
    """Those whose repair is not done. Written so that the database does not take them for very few."""
    state = Coalesce(f"{order}status", Value(""), output_field=TextField())
    standing = rows.filter(**{f"{order}completed_at__isnull": True, f"{order}ended_on": None})
    undone: Rows = standing.alias(order_state=state).exclude(order_state__in=OVER)
    return undone


def _of_repair(order: str, *, described: bool) -> Mapping[str, Any]:
    """What is said of a repair; its words only to those who may read them."""
    words = ("description",) if described else ()
    said = (f"{order}{name}" for name in (*words, "job_ref", "order_ref"))
    return {
        "of_table": Value("work_order"),
        "visit_kind": Value(REPAIR),
        "what": Coalesce(*said, Value("Repair"), output_field=TextField()),
        "due_by": TruncDate(f"{order}target_at", tzinfo=LONDON),
    }


def _standing(rows: Rows, home: str) -> Rows:
    """Those to homes that stand, with what is said of each home; and where each row comes from."""
    gone = Q(**{f"{home}__status__in": GONE, f"{home}__status__isnull": False})
    standing: Rows = rows.filter(~gone, **{f"{home}__isnull": False, f"{home}__ended_on": None}).annotate(
        home_id=F(f"{home}_id"),
        home_line=F(f"{home}__address_line"),
        home_postcode=F(f"{home}__postcode"),
        home_uprn=F(f"{home}__uprn"),
        home_ref=F(f"{home}__asset_ref"),
        home_area=F(f"{home}__area_code"),
        home_ended_on=F(f"{home}__ended_on"),
        told_by=F("source_system"),
        told_at=F("extract__extracted_at"),
        told_file=F("extract__file"),
        told_row=F("source_row"),
    )
    return standing


def alike() -> dict[str, str]:
    """For each kind of certificate that needs a visit, the first of those that ask for the same visit."""
    first: dict[str, str] = {}
    for kind, said in visits_by_certificate().items():
        first.setdefault(said, kind)
    return {kind: first[said] for kind, said in visits_by_certificate().items()}
