"""Repairs: the list, and one with its request, parts, visits, messages and events."""

from typing import Any, ClassVar

from django.db.models import Q
from django.http import Http404, HttpResponse
from ninja import Query, Router
from pydantic import Field

from rooftree.api import telling
from rooftree.api.asking import Asked, Day, Listing, RecordId, Text
from rooftree.api.reading import ApiRequest, reads
from rooftree.api.shapes import Disagreement, Says, answer, many, one, page_of, perhaps, shape_of
from rooftree.desk import repair as desk
from rooftree.records.claims import pages
from rooftree.records.claims.held import record_id
from rooftree.records.repairs.rules import OVER
from rooftree.reference.accounts.rules import Scope

router = Router(tags=["Repairs"])
Repairs = page_of(shape_of("work_order"), name="WorkOrderPage")
HOLDS = (
    ("requests", "service_request"),
    ("elements", "work_element"),
    ("appointments", "appointment"),
    ("events", "job_status_update"),
    ("notifications", "notification"),
    ("operatives", "operative"),
    ("organizations", "organization"),
    ("attachments", "attachment"),
)


RepairRead = answer(
    "RepairRead",
    "One repair: what was asked, ordered, booked and done.",
    order=one("work_order"),
    home=perhaps("unit"),
    block=perhaps("property"),
    follow_ons=many("work_order"),
    says=many(Says),
    disagreements=many(Disagreement),
    **{name: many(table) for name, table in HOLDS},
)


class RepairsAsked(Listing):
    """Filters of the list of repairs."""

    status: Text = Field("", description="A code of `WorkOrder.status`.")
    priority: Text = Field("", description="A code of `WorkOrder.priority`.")
    home: RecordId = Field("", description="The id of a home.")
    ref: Text = Field("", description="The job's reference.")
    open: bool | None = Field(None, description="Only those not done, or only those that are.")
    reported_from: Day | None = Field(None, description="Reported on this day or later.")
    reported_before: Day | None = Field(None, description="Reported before this day.")
    columns: ClassVar[dict[str, str]] = {
        "status": "status",
        "priority": "priority",
        "home": "unit_id",
        "ref": "job_ref",
        "reported_from": "reported_at__gte",
        "reported_before": "reported_at__lt",
    }


@reads(router, "/repairs", name="repairs", answers=Repairs, scope=Scope.HOMES)
def repairs(request: ApiRequest, asked: Query[RepairsAsked], response: HttpResponse) -> dict[str, Any]:
    """List repairs."""
    where = asked.where() & Q(ended_on=None)
    waits = Q(completed_at=None) & (Q(status=None) | ~Q(status__in=OVER))
    if asked.open is not None:
        where &= waits if asked.open else ~waits
    found = pages.page(
        "work_order", where, viewer=request.viewer, moment=asked.moment, after=asked.cursor, limit=asked.limit
    )
    return telling.page(found, asked, path=request.path, response=response)


@reads(router, "/repairs/{repair_id}", name="repair", answers=RepairRead, scope=Scope.HOMES)
def repair(
    request: ApiRequest, repair_id: str, asked: Query[Asked], response: HttpResponse
) -> dict[str, Any]:
    """Read one repair: what was asked, ordered, booked and done."""
    own = record_id(repair_id)
    page = desk.repair(str(own), viewer=request.viewer, on=asked.day) if own else None
    if page is None:
        raise Http404
    telling.stamp(response, [page.order, *(row for rows in page.records.values() for row in rows)])
    return {
        "order": telling.record(page.order),
        "home": telling.record(page.home) if page.home else None,
        "block": telling.record(page.block) if page.block else None,
        "follow_ons": telling.records(page.follow_ons),
        **{name: telling.records(page.records.get(table, ())) for name, table in HOLDS},
        "says": [telling.says(said) for said in page.said],
        "disagreements": [telling.differs(apart) for apart in page.differs],
    }
