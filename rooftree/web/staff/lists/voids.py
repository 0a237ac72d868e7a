"""Voids: homes that stand empty, the longest first."""

from rooftree.records.listing.shape import Row, Then
from rooftree.records.tenancies.listing.voids import VOIDS
from rooftree.reference.standard.quality.in_force import label
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Status
from rooftree.web.staff.homes import SEES_RECORDS
from rooftree.web.staff.listing.page import list_page
from rooftree.web.staff.listing.places import at
from rooftree.web.staff.showing.tables import Cell


def starts(row: Row, then: Then) -> Cell:
    """Since when, and for how many days; that it is past its target."""
    begun = row["starts"]
    if begun is None:
        return Cell(None)
    days = ((row["ends_on"] or then.today) - begun).days
    said = words.counted(days, "day", "days")
    late = row["target_on"] is not None and row["target_on"] < then.today and row["ends_on"] is None
    return Cell(begun, said, status=Status(Kind.OVER, "Past its target") if late else None)


def step(row: Row, then: Then) -> Cell:
    """The last step and its day; one that the code list does not know as the system codes it."""
    del then
    said = label("void_event", row["step"]) or row["last_event_source"]
    return Cell(said, row["last_event_on"] or "") if said else Cell("", blank=True)


voids = list_page(VOIDS, SEES_RECORDS, drawing={"home": at, "starts": starts, "step": step})
