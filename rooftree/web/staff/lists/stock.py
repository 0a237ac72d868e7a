"""Homes as the systems' lists have them: missing here, only there, differing."""

from django.urls import reverse

from rooftree.records.listing.shape import Row, Then
from rooftree.records.stock.listing.homes import STOCK
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Status
from rooftree.web.staff.homes import SEES_RECORDS
from rooftree.web.staff.listing.page import list_page
from rooftree.web.staff.showing.tables import Cell
from rooftree.web.staff.stock.words import address


def home(row: Row, then: Then) -> Cell:
    """The address and what systems call it, with the way to what each list says."""
    del then
    place = {name.removeprefix("unit__"): value for name, value in row.items() if name.startswith("unit__")}
    refs = (f"UPRN {place['uprn']}" if place["uprn"] else "", place["asset_ref"] or "")
    known = " · ".join(part for part in refs if part)
    return Cell(address(place), known, reverse("stock-home", args=[row["id"]]))


def found(row: Row, then: Then) -> Cell:
    """What is open, else what cannot be told, else what was decided."""
    del then
    if row["is_open"]:
        return Cell("", row.get("is_decided") or "", status=Status(Kind.YOU, row["is_open"]), blank=True)
    if row.get("is_unsure"):
        unsure = Status(Kind.DUE, row["is_unsure"])
        return Cell("", "its list is too old to say", status=unsure, blank=True)
    return Cell(row.get("is_decided") or "Nothing", blank=True)


def decided(row: Row, then: Then) -> Cell:
    """The decision, by whom and when, and that the facts have changed since."""
    del then
    if not row["decision"]:
        return Cell("", blank=True)
    changed = None if row.get("holds") else Status(Kind.DUE, "Facts changed since")
    return Cell(row["decision"], f"{row['decided_by']}, {words.day(row['decided_at'])}", status=changed)


stock_homes = list_page(STOCK, SEES_RECORDS, drawing={"home": home, "is_open": found, "decision": decided})
