"""Tenancies, the newest first."""

from rooftree.records.listing.shape import Row, Then
from rooftree.records.tenancies.listing.tenancies import TENANCIES
from rooftree.reference.standard.quality.in_force import label
from rooftree.web import shown_day
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Status
from rooftree.web.staff.homes import SEES_PEOPLE
from rooftree.web.staff.listing.page import list_page
from rooftree.web.staff.listing.places import at
from rooftree.web.staff.showing.tables import Cell


def tenancy(row: Row, then: Then) -> Cell:
    """Its reference, that it is over, or what the system says of it that is out of the ordinary."""
    over = row["ends_on"] is not None and row["ends_on"] <= then.today
    said = label("tenancy_status", row["status"]) if row["status"] else ""
    stands = Status(Kind.NONE, "Former") if over else Status(Kind.DUE, said) if said else None
    return Cell(row["reference"] or "No reference", "", shown_day.page_of("tenancy", row["id"]), stands)


def tenants(row: Row, then: Then) -> Cell:
    """Who is on it, with the way to the main tenant."""
    del then
    if not row["tenants"]:
        return Cell(None)
    return Cell(row["tenants"], "", shown_day.page_of("person", row["tenant_id"]))


def balance(row: Row, then: Then) -> Cell:
    """What its accounts stand at together, and whether that is owed or in credit."""
    del then
    pence = row["balance"]
    if not pence:
        return Cell(words.money(pence))
    return Cell(words.money(abs(pence)), "owed" if pence > 0 else "in credit")


DRAWING = {"reference": tenancy, "home": at, "tenants": tenants, "balance": balance}
tenancies = list_page(TENANCIES, SEES_PEOPLE, drawing=DRAWING)
