"""Homes, by address."""

from rooftree.records.homes.listing.homes import HOMES
from rooftree.records.listing.shape import Row, Then
from rooftree.web import shown_day
from rooftree.web.components.parts import Kind, Status
from rooftree.web.staff.homes import SEES_RECORDS
from rooftree.web.staff.listing.page import list_page
from rooftree.web.staff.showing.tables import Cell


def home(row: Row, then: Then) -> Cell:
    """The address, what systems call it, and that it has ended."""
    del then
    address = ", ".join(part for part in (row["address_line"], row["postcode"]) if part) or row["asset_ref"]
    refs = (f"UPRN {row['uprn']}" if row["uprn"] else "", row["asset_ref"] or "")
    gone = Status(Kind.NONE, "Ended") if row["ended_on"] else None
    return Cell(
        address, " · ".join(part for part in refs if part), shown_day.page_of("home", row["id"]), gone
    )


homes = list_page(HOMES, SEES_RECORDS, drawing={"address": home})
