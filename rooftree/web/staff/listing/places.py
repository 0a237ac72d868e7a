"""Where something is, in lists whose rows belong to a home or a block."""

from rooftree.records.listing.shape import Row, Then
from rooftree.web import shown_day
from rooftree.web.staff.showing.tables import Cell


def at(row: Row, then: Then) -> Cell:
    """The home, with the way there; else the block, with the way there."""
    del then
    line = row.get("unit__address_line") or row.get("block__name")
    href = shown_day.page_of("home", row["unit_id"]) if row.get("unit_id") else ""
    if not href and row.get("block_id"):
        return Cell(line or "A block without a name", "", shown_day.page_of("block", row["block_id"]))
    return Cell(
        line or ("A home without an address" if href else None), row.get("unit__postcode") or "", href
    )
