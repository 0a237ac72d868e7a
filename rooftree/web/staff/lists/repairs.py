"""Repairs, the newest first."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.records.claims.held import record_id
from rooftree.records.homes import queries as homes_held
from rooftree.records.repairs import queries as repairs_held
from rooftree.records.repairs.rules import is_open, is_overdue
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Link, Status
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.homes import SEES_RECORDS
from rooftree.web.staff.lists.listing import A_PAGE, Listed, as_csv, coded, heading, note_export
from rooftree.web.staff.names import home_link
from rooftree.web.staff.showing.tables import Cell
from rooftree.web.visibility import visible_to


@visible_to(*SEES_RECORDS)
@require_safe
def repairs(request: StaffRequest) -> HttpResponseBase:
    """Repairs, the newest first."""
    still_open = request.GET.get("open") == "1"
    home = _home(request)
    at = f" at {home.words}" if home else ""
    rows = repairs_held.listed(
        viewer=request.viewer, still_open=still_open, home=str(record_id(request.GET["home"])) if home else ""
    )
    if request.GET.get("format") == "csv":
        note_export(request, "repairs", rows)
        heads = ("Job", "Order", "Repair", "At", "Reported", "Target", "Done", "State")
        return as_csv("repairs", heads, (repair_cells(row) for row in rows.iterator(chunk_size=2000)))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page", 1))
    context = {
        "nav": "repairs",
        "heading": heading(
            page.paginator.count,
            "repair is not done" if still_open else "repair",
            "repairs are not done" if still_open else "repairs",
        )
        + at,
        "page": page,
        "heads": ("Repair", "At", "Reported", "Target", "Done", "How it stands"),
        "lines": [repair_line(row) for row in page],
        "filters": (),
        "ticks": (("open", "Only those not done", still_open),),
        "kept": {"home": request.GET["home"]} if home else {},
        "back": home,
        "what": "repairs",
        "route": reverse("repairs"),
    }
    return render(request, "staff/list.html", context)


def _home(request: StaffRequest) -> Link | None:
    """The home that the list is narrowed to; one that is not there is not found."""
    asked = request.GET.get("home", "")
    if not asked:
        return None
    own = record_id(asked)
    found = homes_held.by_ids([str(own)], viewer=request.viewer)["unit"] if own else ()
    if not found:
        raise Http404
    return home_link(found[0])


def repair_cells(row: Listed) -> list[object]:
    """One row of the file of repairs."""
    return [
        row["job_ref"],
        row["order_ref"],
        row["description"],
        row["unit__address_line"] or row["block__name"],
        row["reported_at"],
        row["target_at"],
        row["completed_at"],
        coded("work_order_status", row["status"]),
    ]


def repair_line(row: Listed) -> list[tuple[str, Cell, bool]]:
    """One row of the list of repairs."""
    said = coded("work_order_status", row["status"]) or "Not known"
    state = row["status"] or ""
    late = is_overdue(
        status=state, completed_at=row["completed_at"], target_at=row["target_at"], now=clock.now()
    )
    waits = is_open(status=state, completed_at=row["completed_at"])
    status = (
        Status(Kind.OVER, f"{said}, past its target")
        if late
        else Status(Kind.NOW if waits else Kind.OK, said)
    )
    href = reverse("home", args=[row["unit_id"]]) if row["unit_id"] else ""
    refs = row["job_ref"] or row["order_ref"] or ""
    return [
        ("Repair", Cell(row["description"] or refs, refs, reverse("repair", args=[row["id"]])), False),
        ("At", Cell(row["unit__address_line"] or row["block__name"], "", href), False),
        ("Reported", Cell(_day(row["reported_at"])), False),
        ("Target", Cell(_day(row["target_at"])), False),
        (
            "Done",
            Cell(_day(row["completed_at"]), blank=True) if row["completed_at"] else Cell("", blank=True),
            False,
        ),
        ("How it stands", Cell("", status=status, blank=True), False),
    ]


def _day(moment: Any) -> str | None:
    return words.day(moment) if moment else None
