"""The sections of an application's and of a homelessness case's page."""

from rooftree.desk.application import ApplicationPage
from rooftree.web import shown_day
from rooftree.web.components.parts import Fact, Link
from rooftree.web.staff.names import home_link, tenancy_links
from rooftree.web.staff.sections.home import lives_table, newest_first
from rooftree.web.staff.showing.facts import is_source_code, said_columns, source_of, worded
from rooftree.web.staff.showing.labels import label
from rooftree.web.staff.showing.layouts import LAYOUTS
from rooftree.web.staff.showing.sections import Block, EmptyBlock, FactsBlock, Section
from rooftree.web.staff.showing.tables import table

PARTS = {
    "housing_application": (
        ("offer", "Offers", "offered_on", "Offers come from Locata each night. None has been made."),
        ("bid", "Bids", "bid_on", "Bids come from Locata each night. None has been made."),
    ),
    "homelessness_case": (
        (
            "homelessness_duty",
            "Duties owed",
            "starts_on",
            "Duties come from Locata. None is held on this case.",
        ),
        (
            "temporary_accommodation_placement",
            "Temporary accommodation",
            "entered_on",
            "Placements come from Locata each night. Nobody of this case has been placed.",
        ),
    ),
}


def sections(page: ApplicationPage) -> list[Section]:
    """All of them, in the order of the page."""
    names = {one.id: home_link(one) for one in page.homes.values()} | tenancy_links(page.tenancies)
    found = [_summary(page)]
    for name, title, order, empty in PARTS[page.record.table]:
        rows = newest_first(page.records[name], order)
        block: Block = (
            table(title, rows, LAYOUTS[name], names=names)
            if rows
            else EmptyBlock(f"No {title.lower()}" if name != "homelessness_duty" else "No duty", empty)
        )
        found.append(Section(name.replace("_", "-"), title, [block], count=len(rows)))
    return [*found, _household(page)]


def _summary(page: ApplicationPage) -> Section:
    held = page.record
    own = [one for one in said_columns(held) if not is_source_code(held.table, one)]
    source = source_of(held, leave_out=own)
    facts = [Fact(label(held.table, one), worded(held, one), source=source) for one in own]
    title = "The application" if held.table == "housing_application" else "The case"
    blocks: list[Block] = [FactsBlock(facts)]
    led = (
        Link("The tenancy it led to", shown_day.page_of("tenancy", page.tenancies[0].id))
        if page.tenancies
        else None
    )
    return Section("summary", title, blocks, side="Summary", link=led)


def _household(page: ApplicationPage) -> Section:
    blocks: list[Block] = []
    if page.household:
        blocks.append(lives_table("Household", page.household))
    else:
        text = "The people of an application or a case come from Locata each night."
        blocks.append(EmptyBlock("Nobody is held in this household", text))
    if page.left:
        words = f"Before or after: {len(page.left)}"
        blocks.append(lives_table("Others, before or after", page.left, folded=words))
    if held := page.records["household"]:
        blocks.append(table("As held", held, LAYOUTS["household"], folded="How the household is held"))
    return Section("household", "Household", blocks, count=len(page.household))
