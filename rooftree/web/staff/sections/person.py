"""The sections of a person's page."""

import datetime
from collections.abc import Sequence

from rooftree.desk.person import LivesWith, PersonPage
from rooftree.records.claims.held import Held
from rooftree.reference.accounts.rules import Viewer, may_see_money
from rooftree.web.components.parts import Kind, Link, Status
from rooftree.web.staff.names import home_link, person_link, repair_links, tenancy_links
from rooftree.web.staff.sections.home import newest_first, role_of
from rooftree.web.staff.showing import standing
from rooftree.web.staff.showing.facts import merged_facts, source_of
from rooftree.web.staff.showing.layouts import LAYOUTS
from rooftree.web.staff.showing.sections import Block, EmptyBlock, FactsBlock, Section, disagreements
from rooftree.web.staff.showing.tables import Cell, Line, TableBlock, table

Rows = Sequence[tuple[str, str, str]]


def sections(page: PersonPage, *, viewer: Viewer, now: datetime.datetime) -> list[Section]:
    """All of them, in the order of the page."""
    return [
        _summary(page),
        _contact(page),
        _household(page),
        _tenancies(page, with_money=may_see_money(viewer)),
        _needs(page),
        _repairs(page, now),
        _complaints(page),
        disagreements(page.person, page.differs, page.said),
        _references(page),
    ]


def _summary(page: PersonPage) -> Section:
    blocks: list[Block] = [FactsBlock(merged_facts(page.person, page.said))]
    if names := page.records["person_name"]:
        blocks.append(table("Names by system", names, LAYOUTS["person_name"], show_caption=True))
    return Section("summary", "Who this is", blocks, note="Each value with its source", side="Summary")


def _contact(page: PersonPage) -> Section:
    rows = sorted(
        page.records["communication"],
        key=lambda one: (one.day("ends_on") is not None, one.whole("precedence") or 99, one.text("medium")),
    )
    blocks: list[Block] = [table("How to reach them", rows, LAYOUTS["communication"])] if rows else []
    if not rows:
        text = "Telephone numbers and e-mail addresses come from NEC, Locata and Oneserve. None is held."
        blocks.append(EmptyBlock("No way to reach them is held", text))
    if addresses := page.records["address"]:
        blocks.append(table("Addresses they gave", addresses, LAYOUTS["address"], show_caption=True))
    return Section("contact", "How to reach them", blocks, count=len(rows), side="Contact")


def _household(page: PersonPage) -> Section:
    now = [one for one in page.lives_with if one.now]
    before = [one for one in page.lives_with if not one.now]
    blocks: list[Block] = []
    if now:
        blocks.append(_with("Lives with", now))
    else:
        text = "Nobody else is in a household with them on a tenancy that runs."
        alone = "Lives alone, as far as we know" if page.tenancies_now else "Not in a household of ours now"
        blocks.append(EmptyBlock(alone, text))
    if before:
        words = f"In other or earlier households with them: {len(before)}"
        blocks.append(_with("Other or earlier households", before, folded=words))
    if mine := page.records["household_member"]:
        blocks.append(_own_places(page, mine))
    if held := page.records["household"]:
        blocks.append(table("Households", held, LAYOUTS["household"], folded="How households are held"))
    return Section("household", "Household", blocks, count=len(now))


def _with(caption: str, others: Sequence[LivesWith], *, folded: str = "") -> TableBlock:
    lines = []
    for one in others:
        who = person_link(one.person)
        born = one.person.day("date_of_birth") if one.person else None
        cells = [
            ("Person", Cell(who.words, "", who.href), False),
            ("As", Cell(role_of(one.member)), False),
            ("Born", Cell(born), False),
            ("Since", Cell(one.member.day("starts_on")), False),
        ]
        shown = ("starts_on",)
        lines.append(Line(cells, source_of(one.member, leave_out=shown, about=who.words)))
    heads = [(head, False) for head in ("Person", "As", "Born", "Since")]
    return TableBlock(caption, heads, lines, folded=folded)


def _own_places(page: PersonPage, mine: Sequence[Held]) -> TableBlock:
    """Their own place in each household."""
    held = {one.id: one for one in page.records["tenancy"]}
    lines = []
    for member in newest_first(mine, "starts_on"):
        tenancy = held.get(member.link("tenancy"))
        home = page.homes.get(tenancy.link("unit")) if tenancy else None
        where = home_link(home) if home else Link(member.text("household_ref") or "A household", "")
        gone = Status(Kind.NONE, "No longer in the source") if member.ended_on else None
        cells = [
            ("Household at", Cell(where.words, "", where.href, gone), False),
            ("As", Cell(role_of(member)), False),
            ("From", Cell(member.day("starts_on")), False),
            (
                "Until",
                Cell(member.day("ends_on"), member.text("end_reason"), blank=member.day("ends_on") is None),
                False,
            ),
        ]
        shown = ("starts_on", "ends_on", "end_reason")
        lines.append(Line(cells, source_of(member, leave_out=shown), member.ended_on is not None))
    heads = [(head, False) for head in ("Household at", "As", "From", "Until")]
    return TableBlock("Their place in each household", heads, lines, folded="Their place in each household")


def _tenancies(page: PersonPage, *, with_money: bool) -> Section:
    held = newest_first(page.records["tenancy"], "starts_on")
    if not held:
        text = "Tenancies come from NEC each night. None has been held by or with this person."
        return Section(
            "tenancies", "Tenancies over time", [EmptyBlock("No tenancy", text)], count=0, side="Tenancies"
        )
    names = tenancy_links(held) | {one.id: home_link(one) for one in page.homes.values()}
    blocks: list[Block] = [table("Tenancies", held, LAYOUTS["tenancy"], names=names)]
    for name, caption, order in COVERS:
        if rows := page.records[name]:
            layout = LAYOUTS[name]
            blocks.append(table(caption, newest_first(rows, order), layout, names=names, show_caption=True))
    if with_money and (accounts := page.records["rent_account"]):
        blocks.append(table("Rent accounts", accounts, LAYOUTS["rent_account"], show_caption=True))
    return Section("tenancies", "Tenancies over time", blocks, count=len(held), side="Tenancies")


COVERS: Rows = (("tenancy_unit", "Homes they cover", "starts_on"), ("letting", "Lettings", "let_on"))
NEEDS: Rows = (
    ("housing_application", "On the housing register", "band_on"),
    ("bid", "Bids", "bid_on"),
    ("offer", "Offers", "offered_on"),
    ("homelessness_case", "Homelessness cases", "applied_on"),
    ("homelessness_duty", "Duties owed", "starts_on"),
    ("temporary_accommodation_placement", "Temporary accommodation", "entered_on"),
)


def _needs(page: PersonPage) -> Section:
    names = {one.id: home_link(one) for one in page.homes.values()}
    blocks: list[Block] = [
        table(caption, newest_first(rows, order), LAYOUTS[name], names=names, show_caption=True)
        for name, caption, order in NEEDS
        if (rows := page.records[name])
    ]
    count = len(page.records["housing_application"]) + len(page.records["homelessness_case"])
    if not blocks:
        text = "Applications and homelessness cases come from Locata each night. None names this person."
        blocks.append(EmptyBlock("No application and no case", text))
    return Section("needs", "Applications and homelessness", blocks, count=count, side="Applications")


def _repairs(page: PersonPage, now: datetime.datetime) -> Section:
    orders = newest_first(page.records["work_order"], "reported_at")
    blocks: list[Block] = []
    if orders:
        blocks.append(
            table("Repairs where they live", orders[:12], standing.repair(now), names=repair_links(orders))
        )
    if asked := page.records["service_request"]:
        rows = newest_first(asked, "reported_at")
        blocks.append(table("What they asked for", rows, LAYOUTS["service_request"], show_caption=True))
    if not blocks:
        text = "Repairs come from Oneserve and NEC. None is held for a home where they live now."
        blocks.append(EmptyBlock("No repairs", text))
    return Section("repairs", "Repairs where they live", blocks, count=len(orders), side="Repairs")


def _complaints(page: PersonPage) -> Section:
    rows = newest_first(page.records["complaint"], "received_on")
    block: Block = (
        table("Complaints", rows, LAYOUTS["complaint"])
        if rows
        else EmptyBlock("No complaints", "Complaints come from NEC each night. None names this person.")
    )
    return Section("complaints", "Complaints", [block], count=len(rows))


def _references(page: PersonPage) -> Section:
    block = table("What each system calls them", page.references, LAYOUTS["reference"])
    return Section(
        "references", "What each system calls them", [block], count=len(page.references), side="References"
    )
