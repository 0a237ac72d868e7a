"""Certificates and safety checks, the most overdue first."""

from rooftree.records.homes.listing.certificates import CERTIFICATES, FAILED
from rooftree.records.listing.shape import Row, Then
from rooftree.reference.standard.quality.in_force import label
from rooftree.web.components.parts import Kind, Status
from rooftree.web.staff.homes import SEES_RECORDS
from rooftree.web.staff.listing.page import list_page
from rooftree.web.staff.listing.places import at
from rooftree.web.staff.showing.standing import due_status
from rooftree.web.staff.showing.tables import Cell


def expires(row: Row, then: Then) -> Cell:
    """The day by which the next is due, and how that stands."""
    status = due_status(row["expires_on"], not_required=row["not_required"] is True, today=then.today)
    return Cell(row["expires_on"] or "", status=status, blank=True)


def result(row: Row, then: Then) -> Cell:
    """What was found; a failure stands out."""
    del then
    if not row["result"] or row["result"] == "not_required":
        return Cell("", blank=True)
    said = label("certificate_result", row["result"])
    return Cell("", status=Status(Kind.OVER, said), blank=True) if row["result"] in FAILED else Cell(said)


def kind(row: Row, then: Then) -> Cell:
    """What was checked, and the certificate’s number."""
    del then
    return Cell(label("certificate_kind", row["kind"]) if row["kind"] else None, row["number"] or "")


DRAWING = {"kind": kind, "home": at, "expires": expires, "result": result}
certificates = list_page(CERTIFICATES, SEES_RECORDS, drawing=DRAWING)
