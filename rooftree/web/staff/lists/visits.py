"""Visits that are due, the most urgent first, each beside what is needed at its door."""

from django.urls import reverse

from rooftree.desk.freshness import title_of
from rooftree.records.listing.shape import Row, Then
from rooftree.records.visits.listing.visits import VISITS
from rooftree.web.components import words
from rooftree.web.staff.homes import SEES_RECORDS
from rooftree.web.staff.listing.page import list_page
from rooftree.web.staff.sections.visits import by_when, suits, when_booked
from rooftree.web.staff.showing.tables import Cell


def visit(row: Row, then: Then) -> Cell:
    """What it is for, with the way to it, and which system told of it when."""
    del then
    said = str(row["what"])
    certificates = reverse("home-tab", args=[row["home_id"], "certificates"])
    href = reverse("repair", args=[row["order_id"]]) if row["order_id"] else certificates
    told = ", ".join(
        part
        for part in (title_of(row["told_by"] or ""), row["told_at"] and words.day(row["told_at"]))
        if part
    )
    return Cell(said.capitalize() if said.isupper() else said, told, href)


def home(row: Row, then: Then) -> Cell:
    """The home, with the way there."""
    del then
    line = row["home_line"] or row["home_ref"] or "A home without an address"
    return Cell(line, row["home_postcode"] or "", reverse("home", args=[row["home_id"]]))


def door(row: Row, then: Then) -> Cell:
    """What to do at the door, who says so, and that nobody has confirmed it."""
    del then
    if not row["door"]:
        return Cell("", blank=True)
    said = ", ".join(title_of(one) for one in row["door_told_by"])
    return Cell(row["door"], said if row["door_sure"] else f"{said}, not confirmed")


def when(row: Row, then: Then) -> Cell:
    """The booking; else by when it is due, and how near that is."""
    if row["booked_for"]:
        return when_booked(row["booked_for"], row["visit_slot"] or "")
    return by_when(row["due_by"], then.today)


def booked(row: Row, then: Then) -> Cell:
    """The day and the time of day of the booking."""
    del then
    return when_booked(row["booked_for"], row["visit_slot"] or "")


def due(row: Row, then: Then) -> Cell:
    """By when it is due, and how near that is."""
    return by_when(row["due_by"], then.today)


def time_of_day(row: Row, then: Then) -> Cell:
    """Whether the time booked worked here before; with none booked, which did best."""
    del then
    return suits(row["visit_slot"] if row["booked_for"] else None, row.get("slots_told") or ())


DRAWING = {
    "visit": visit,
    "home": home,
    "door": door,
    "when": when,
    "due_by": due,
    "booked_for": booked,
    "suits": time_of_day,
}
visits = list_page(VISITS, SEES_RECORDS, drawing=DRAWING)
