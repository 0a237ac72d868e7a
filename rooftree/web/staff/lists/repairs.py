"""Repairs, the newest first."""

from rooftree.records.listing.shape import Row, Then
from rooftree.records.repairs.listing import REPAIRS
from rooftree.records.repairs.rules import is_open, is_overdue
from rooftree.reference.standard.quality.in_force import label
from rooftree.web import shown_day
from rooftree.web.components.parts import Kind, Status
from rooftree.web.staff.homes import SEES_RECORDS
from rooftree.web.staff.listing.page import list_page
from rooftree.web.staff.listing.places import at
from rooftree.web.staff.showing.standing import UNDONE
from rooftree.web.staff.showing.tables import Cell


def repair(row: Row, then: Then) -> Cell:
    """What is wrong, or the job's reference for those who may not read it."""
    del then
    refs = row["job_ref"] or row["order_ref"] or "A repair"
    said = row.get("description") or ""
    said = said.capitalize() if said.isupper() else said
    return Cell(said or refs, refs if said else "", shown_day.page_of("repair", row["id"]))


def stands(row: Row, then: Then) -> Cell:
    """How it stands on the day asked for: late before open before done."""
    state = row["status"] or ""
    said = label("work_order_status", state) if state else "Not known"
    done, target = row["completed_at"], row["target_at"]
    if is_overdue(status=state, completed_at=done, target_at=target, now=then.now):
        return Cell("", status=Status(Kind.OVER, f"{said}, past its target"), blank=True)
    if is_open(status=state, completed_at=done):
        return Cell("", status=Status(Kind.NOW, said), blank=True)
    return Cell("", status=Status(UNDONE.get(state, Kind.OK), said), blank=True)


repairs = list_page(REPAIRS, SEES_RECORDS, drawing={"job": repair, "home": at, "status": stands})
