"""What is not right about households, home by home: each leads to the home's people."""

from rooftree.records.households.listing import HOUSEHOLD_FAULTS
from rooftree.records.listing.shape import Row, Then
from rooftree.web import shown_day
from rooftree.web.staff.homes import SEES_PEOPLE
from rooftree.web.staff.listing.page import list_page
from rooftree.web.staff.showing.tables import Cell


def home(row: Row, then: Then) -> Cell:
    """The home, with the way to who lives there and what systems say of that."""
    del then
    line = row.get("unit__address_line") or "A home without an address"
    return Cell(line, row.get("unit__postcode") or "", f"{shown_day.page_of('home', row['unit_id'])}people/")


household_faults = list_page(HOUSEHOLD_FAULTS, SEES_PEOPLE, drawing={"home": home})
