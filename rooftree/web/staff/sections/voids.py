"""When a home stood empty, step by step, and how it was let, offered and bid for."""

from collections.abc import Sequence

from rooftree.desk.home import HomePage
from rooftree.records.claims.held import Held
from rooftree.web.components import words
from rooftree.web.staff.names import tenancy_links
from rooftree.web.staff.sections.home import newest_first
from rooftree.web.staff.showing.layouts import LAYOUTS
from rooftree.web.staff.showing.sections import Block, EmptyBlock, Section
from rooftree.web.staff.showing.tables import Column, TableBlock, table

OF_A_HOME = (
    ("letting", "Lettings", "let_on"),
    ("offer", "Offers of this home", "offered_on"),
    ("temporary_accommodation_placement", "Placements here", "entered_on"),
    ("bid", "Bids for this home", "bid_on"),
)


def voids(page: HomePage) -> Section:
    """The times it stood empty with the steps of each, then what led to its being let; the newest first."""
    records = page.records
    blocks: list[Block] = []
    empty, let = newest_first(records["void"], "starts_on"), records["letting"]
    if empty:
        blocks.append(table("Times it stood empty", empty, LAYOUTS["void"], show_caption=True))
    blocks += steps_of_voids(empty, records["status_history"])
    names = tenancy_links(records["tenancy"])
    for name, caption, order in OF_A_HOME:
        if rows := newest_first(records[name], order):
            blocks.append(table(caption, rows, _here(LAYOUTS[name]), names=names, show_caption=True))
    if not blocks:
        text = "Voids come from NEC. None is held for this home."
        blocks.append(EmptyBlock("Never empty, as far as we know", text))
    said = [
        words.counted(len(empty), "time empty", "times empty"),
        words.counted(len(let), "letting", "lettings"),
    ]
    return Section("voids", words.listed(said), blocks)


def _here(layout: Sequence[Column]) -> Sequence[Column]:
    """A layout without the home, which on its own page is plain."""
    return [one for one in layout if one.link != "unit"]


def steps_of_voids(empty: Sequence[Held], steps: Sequence[Held]) -> list[TableBlock]:
    """A table of each void's own steps: the newest void's in view, those of earlier ones folded."""
    tables: list[TableBlock] = []
    known = {one.id for one in empty}
    for void in empty:
        own = [one for one in steps if one.link("void") == void.id]
        caption = f"Steps of the void from {words.day(void.day('starts_on'))}"
        if own:
            tables.append(_steps(caption, own, folded=bool(tables)))
    if others := [one for one in steps if one.link("void") not in known]:
        tables.append(_steps("Steps of a void that is not held", others, folded=bool(tables)))
    return tables


def _steps(caption: str, steps: Sequence[Held], *, folded: bool) -> TableBlock:
    said = f"{caption}: {len(steps)}" if folded else ""
    rows = newest_first(steps, "happened_on")
    return table(caption, rows, LAYOUTS["status_history"], folded=said, show_caption=not folded)
