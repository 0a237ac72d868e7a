"""Requirements on orders: photos of completed works, a reason where nothing was done."""

from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Lower, Trim

from rooftree.oversight.agreements.measuring.asked import Asked, Measured, Short, london_day
from rooftree.records.files.models import Attachment
from rooftree.records.repairs.models import JobStatusUpdate, WorkOrder


def photos(asked: Asked) -> Measured:
    """Orders completed in the month, without a photo of the completed works."""
    has = Attachment.objects.filter(
        work_order=OuterRef("pk"), kind__in=asked.given["kinds"], ended_on__isnull=True
    )
    orders = _of(asked).filter(completed_at__gte=asked.moments[0], completed_at__lt=asked.moments[1])
    found = orders.annotate(at=F("completed_at"), meets=Exists(has))
    return _measured(found, "No photo of the completed works was sent.")


def close_reason(asked: Asked) -> Measured:
    """Orders closed without work in the month, of which no status update says why."""
    updates = JobStatusUpdate.objects.filter(work_order=OuterRef("pk"), code__in=asked.given["codes"])
    said = Lower(Trim("description"))
    has = updates.annotate(said=said).exclude(said__in=["", *asked.given["says_nothing"]])
    latest = Subquery(updates.order_by("-happened_at").values("happened_at")[:1])
    closed = _of(asked).annotate(at=Coalesce("completed_at", latest))
    found = closed.filter(at__gte=asked.moments[0], at__lt=asked.moments[1])
    has = has.filter(description__isnull=False)
    return _measured(found.annotate(meets=Exists(has)), "Nothing says why it was closed without work.")


def _of(asked: Asked) -> QuerySet[WorkOrder]:
    return WorkOrder.objects.filter(
        contractor_id=asked.organisation, ended_on__isnull=True, status__in=asked.given["statuses"]
    )


def _measured(orders: QuerySet[Any], says: str) -> Measured:
    """One statement: every order asked, and whether it meets."""
    count, short = 0, []
    for row in orders.values_list("id", "job_ref", "order_ref", "source_key", "at", "meets"):
        own, job, order, key, at, meets = row
        count += 1
        if not meets:
            short.append(
                Short("work_order", str(own), job or order or key, london_day(at), says, "repair", str(own))
            )
    return Measured(count, short)
