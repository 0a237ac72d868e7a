"""Reading what was asked, ordered, booked and done."""

import datetime
from collections.abc import Sequence

from django.db.models import Q

from rooftree.records.claims.held import Records, may_read
from rooftree.records.claims.queries import Want, held
from rooftree.records.repairs.models import (
    Appointment,
    JobStatusUpdate,
    Notification,
    Operative,
    ServiceRequest,
    WorkElement,
    WorkOrder,
)
from rooftree.records.repairs.rules import OVER
from rooftree.reference.accounts.rules import Viewer

NEWEST = 100
"""Repairs shown on a home's page, which leads to the list of all."""


def wants_of_homes(unit_ids: Sequence[str], *, most: int = NEWEST) -> list[Want]:
    """The newest repairs and requests at some homes. For one `held` of many."""
    where = Q(unit_id__in=list(unit_ids))
    return [Want(WorkOrder, where, "reported_at", most), Want(ServiceRequest, where, "reported_at", most)]


def wants_of_orders(unit_ids: Sequence[str], *, most: int = NEWEST) -> list[Want]:
    """The newest repairs at some homes. For one `held` of many."""
    return [Want(WorkOrder, Q(unit_id__in=list(unit_ids)), "reported_at", most)]


def wants_of_person(person_id: str, *, most: int = NEWEST) -> list[Want]:
    """The newest that somebody asked for. For one `held` of many."""
    return [Want(ServiceRequest, Q(person_id=person_id), "reported_at", most)]


def of_home(unit_id: str, *, viewer: Viewer, moment: datetime.datetime | None = None) -> Records:
    """The newest repairs and requests at a home."""
    return held(*wants_of_homes([unit_id]), viewer=viewer, moment=moment)


def of_person(
    person_id: str,
    *,
    viewer: Viewer,
    unit_ids: Sequence[str] = (),
    moment: datetime.datetime | None = None,
) -> Records:
    """What somebody asked for, and the newest repairs at the homes where they live."""
    orders = Want(WorkOrder, Q(unit_id__in=list(unit_ids)), "reported_at", NEWEST)
    return held(*wants_of_person(person_id), orders, viewer=viewer, moment=moment)


def wants_of_messages(visit_ids: Sequence[str]) -> list[Want]:
    """What was sent to residents about some visits. For one `held` of many."""
    return [Want(Notification, Q(appointment_id__in=list(visit_ids)))]


def messages(visit_ids: Sequence[str], *, viewer: Viewer, moment: datetime.datetime | None = None) -> Records:
    """What was sent to residents about some visits."""
    return held(*wants_of_messages(visit_ids), viewer=viewer, moment=moment)


def visits(order_ids: Sequence[str], *, viewer: Viewer, moment: datetime.datetime | None = None) -> Records:
    """The visits booked for some repairs."""
    return held(*wants_of_visits(order_ids), viewer=viewer, moment=moment)


def wants_of_visits(order_ids: Sequence[str]) -> list[Want]:
    """The visits booked for some repairs. For one `held` of many."""
    return [Want(Appointment, Q(work_order_id__in=list(order_ids)))]


def wants_overdue(unit_id: str, now: datetime.datetime) -> list[Want]:
    """The repairs at a home that are not done and past their target. For counting."""
    return [Want(WorkOrder, Q(unit_id=unit_id, ended_on=None, target_at__lt=now) & OPEN)]


def wants_in_block(block_id: str, *, most: int = NEWEST) -> list[Want]:
    """The newest repairs in the shared parts of a block. For one `held` of many."""
    return [Want(WorkOrder, Q(block_id=block_id, unit_id=None), "reported_at", most)]


def of_order(order_id: str, *, viewer: Viewer, moment: datetime.datetime | None = None) -> Records:
    """One repair with its parts, visits, events and follow-ons."""
    where = Q(work_order_id=order_id)
    wants = [
        Want(WorkOrder, Q(id=order_id)),
        Want(WorkOrder, Q(follow_on_of_id=order_id)),
        Want(WorkElement, where),
        Want(Appointment, where),
        Want(JobStatusUpdate, where, "happened_at", NEWEST),
    ]
    return held(*wants, viewer=viewer, moment=moment)


def of_visits(
    appointment_ids: Sequence[str],
    operative_ids: Sequence[str],
    request_ids: Sequence[str],
    *,
    viewer: Viewer,
    moment: datetime.datetime | None = None,
) -> Records:
    """Messages about visits, who made them, and the requests behind the repair."""
    wants = [
        Want(Notification, Q(appointment_id__in=list(appointment_ids))),
        Want(Operative, Q(id__in=list(operative_ids))),
        Want(ServiceRequest, Q(id__in=list(request_ids))),
    ]
    return held(*wants, viewer=viewer, moment=moment)


def by_ids(ids: Sequence[str], *, viewer: Viewer, moment: datetime.datetime | None = None) -> Records:
    """Repairs by id."""
    return held(Want(WorkOrder, Q(id__in=list(ids))), viewer=viewer, moment=moment)


OPEN = Q(completed_at__isnull=True) & (Q(status__isnull=True) | ~Q(status__in=OVER))


def counts(*, viewer: Viewer) -> dict[str, int]:
    """How many repairs are not done."""
    if not may_read("work_order", viewer):
        return {}
    return {"open_repairs": WorkOrder.objects.filter(OPEN, ended_on=None).count()}
