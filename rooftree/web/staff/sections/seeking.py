"""What somebody asked for to have a home: the housing register, homelessness, temporary accommodation."""

from collections.abc import Iterable

from rooftree.desk.person import PersonPage
from rooftree.records.claims.held import Held
from rooftree.web import shown_day
from rooftree.web.components.parts import Link
from rooftree.web.staff.names import home_link
from rooftree.web.staff.sections.home import newest_first
from rooftree.web.staff.showing.layouts import LAYOUTS
from rooftree.web.staff.showing.sections import Block, EmptyBlock, Section
from rooftree.web.staff.showing.tables import table

NEEDS = (
    ("housing_application", "On the housing register", "band_on"),
    ("bid", "Bids", "bid_on"),
    ("offer", "Offers", "offered_on"),
    ("homelessness_case", "Homelessness cases", "applied_on"),
    ("homelessness_duty", "Duties owed", "starts_on"),
    ("temporary_accommodation_placement", "Temporary accommodation", "entered_on"),
)
BRIEF = ("housing_application", "homelessness_case", "temporary_accommodation_placement")


def needs_count(page: PersonPage) -> int:
    """How many applications and cases."""
    return len(page.records["housing_application"]) + len(page.records["homelessness_case"])


def application_links(records: Iterable[Held]) -> dict[str, Link]:
    """Applications and homelessness cases by id."""
    found = {}
    for one in records:
        if one.table == "housing_application":
            said = one.text("application_ref") or "An application"
            found[one.id] = Link(said, shown_day.page_of("application", one.id))
        else:
            found[one.id] = Link(one.text("case_ref") or "A case", shown_day.page_of("case", one.id))
    return found


def needs(page: PersonPage, *, brief: bool = False) -> Section:
    """Applications with bids and offers; cases with duties and placements."""
    records = page.records
    names = {one.id: home_link(one) for one in page.homes.values()}
    names |= application_links([*records["housing_application"], *records["homelessness_case"]])
    blocks: list[Block] = [
        table(caption, newest_first(rows, order), LAYOUTS[name], names=names, show_caption=True)
        for name, caption, order in NEEDS
        if (rows := records[name]) and (not brief or name in BRIEF)
    ]
    if not blocks:
        text = "Applications and homelessness cases come from Locata each night. None names this person."
        blocks.append(EmptyBlock("No application and no case", text))
    more = Link("Bids, offers and duties", "needs/") if brief else None
    return Section("needs", "Applications and homelessness", blocks, count=needs_count(page), link=more)
