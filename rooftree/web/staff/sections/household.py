"""With whom somebody lives, where they lived over time, and on which tenancies."""

from collections.abc import Sequence

from rooftree.desk.person import LivesWith, PersonPage, Stay
from rooftree.records.claims.held import Held
from rooftree.reference.accounts.rules import Viewer, may_see_money
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Link, Status
from rooftree.web.staff.names import home_link, person_link, tenancy_links
from rooftree.web.staff.sections.home import born, newest_first, role_of, unnamed
from rooftree.web.staff.showing.facts import source_of, worded
from rooftree.web.staff.showing.layouts import LAYOUTS
from rooftree.web.staff.showing.sections import Block, EmptyBlock, Section
from rooftree.web.staff.showing.tables import Cell, Line, TableBlock, table

COVERS = (("tenancy_unit", "Homes they cover", "starts_on"), ("letting", "Lettings", "let_on"))


def household(page: PersonPage) -> Section:
    """Who lives with them now, by the tenancies that run; their tab says it of any day."""
    now = [one for one in page.lives_with if one.now]
    blocks: list[Block] = []
    if now:
        blocks.append(_with("Lives with", now))
    else:
        text = "Nobody else is in a household with them on a tenancy that runs."
        blocks.append(EmptyBlock("", text))
    return Section("household", _finding(page, now), blocks, link=Link("Changes over time", "household/"))


def other_households(page: PersonPage) -> list[Section]:
    """In which other households they were with whom, their own place in each, and how these are held."""
    blocks: list[Block] = []
    if before := [one for one in page.lives_with if not one.now]:
        caption = "In other or earlier households with them"
        blocks.append(_with(caption, before, folded=f"{caption}: {len(before)}"))
    if mine := page.records["household_member"]:
        blocks.append(_own_places(page, mine))
    if held := page.records["household"]:
        blocks.append(table("Households", held, LAYOUTS["household"], folded="How households are held"))
    return [Section("households", "Other households, and how they are held", blocks)] if blocks else []


def _finding(page: PersonPage, now: Sequence[LivesWith]) -> str:
    if now:
        return f"Lives with {words.counted(len(now), 'other person', 'other people')}"
    return "Lives alone, as far as we know" if page.tenancies_now else "Not in a household of ours now"


def _with(caption: str, others: Sequence[LivesWith], *, folded: str = "") -> TableBlock:
    lines = []
    for one in others:
        who = person_link(one.person)
        until = one.member.day("ends_on")
        cells = [
            ("Person", Cell(who.words, unnamed(one.person, one.member), who.href), False),
            ("As", Cell(role_of(one.member)), False),
            ("Born", born(one.person, one.member), False),
            ("Since", Cell(one.member.day("starts_on"), f"until {words.day(until)}" if until else ""), False),
        ]
        shown = ("starts_on", "ends_on")
        lines.append(Line(cells, source_of(one.member, leave_out=shown, about=who.words)))
    heads = [(head, False) for head in ("Person", "As", "Born", "Since")]
    return TableBlock(caption, heads, lines, folded=folded)


def _own_places(page: PersonPage, mine: Sequence[Held]) -> TableBlock:
    """Their own place in each household, those of applications and cases included."""
    held = {one.id: one for one in page.records["tenancy"]}
    lines = []
    for member in newest_first(mine, "starts_on"):
        tenancy = held.get(member.link("tenancy"))
        home = page.homes.get(tenancy.link("unit")) if tenancy else None
        where = home_link(home) if home else Link(member.text("household_ref") or "A household", "")
        gone = Status(Kind.NONE, "No longer in the source") if member.ended_on else None
        left = Cell(member.day("ends_on"), member.text("end_reason"), blank=member.day("ends_on") is None)
        cells = [
            ("Household at", Cell(where.words, "", where.href, gone), False),
            ("As", Cell(role_of(member)), False),
            ("From", Cell(member.day("starts_on")), False),
            ("Until", left, False),
        ]
        shown = ("starts_on", "ends_on", "end_reason")
        lines.append(Line(cells, source_of(member, leave_out=shown), member.ended_on is not None))
    heads = [(head, False) for head in ("Household at", "As", "From", "Until")]
    caption = "Their place in each household"
    return TableBlock(caption, heads, lines, folded=caption)


def homes_over_time(page: PersonPage) -> Section:
    """Every home they lived in, the latest first, with placements in temporary accommodation."""
    blocks: list[Block] = [_stays(page.stays)] if page.stays else []
    placed = newest_first(page.records["temporary_accommodation_placement"], "entered_on")
    if placed:
        names = {one.id: home_link(one) for one in page.homes.values()}
        layout = LAYOUTS["temporary_accommodation_placement"]
        blocks.append(table("Temporary accommodation", placed, layout, names=names, show_caption=True))
    if not blocks:
        text = "Homes come from the tenancies that NEC holds. They have not been in the household of any."
        blocks.append(EmptyBlock("No home of ours, as far as we know", text))
    count = len({one.home.id for one in page.stays if one.home})
    said = f"Has lived in {words.counted(count, 'home', 'homes')} of ours" if count else "Homes over time"
    return Section("homes", said, blocks, count=len(page.stays))


def _stays(stays: Sequence[Stay]) -> TableBlock:
    lines = []
    for one in stays:
        where = home_link(one.home) if one.home else Link(one.tenancy.text("unit_ref") or "A home", "")
        names = tenancy_links([one.tenancy])[one.tenancy.id]
        here = Status(Kind.OK, "Lives here") if one.now else None
        cells = [
            ("Home", Cell(where.words, "", where.href, here), False),
            ("As", Cell(role_of(one.member)), False),
            ("From", Cell(one.from_on), False),
            ("Until", Cell(one.until_on, blank=one.until_on is None), False),
            ("Tenancy", Cell(names.words, worded(one.tenancy, "tenure") or "", names.href), False),
        ]
        shown = ("starts_on", "ends_on")
        lines.append(Line(cells, source_of(one.member, leave_out=shown, about=where.words)))
    heads = [(head, False) for head in ("Home", "As", "From", "Until", "Tenancy")]
    return TableBlock("Homes over time", heads, lines)


def tenancies(page: PersonPage, *, viewer: Viewer, brief: bool = False) -> list[Section]:
    """Tenancies and, for those who may see money, their rent accounts and steps about arrears."""
    every = newest_first(page.records["tenancy"], "starts_on")
    held = list(page.tenancies_now) if brief else every
    if not held:
        text = "Tenancies come from NEC each night. None has been held by or with this person."
        empty = EmptyBlock("No tenancy that runs" if every else "No tenancy", "" if every else text)
        return [] if brief else [Section("tenancies", "Tenancies", [empty], count=0)]
    names = tenancy_links(held) | {one.id: home_link(one) for one in page.homes.values()}
    blocks: list[Block] = [table("Tenancies", held, LAYOUTS["tenancy"], names=names)]
    if may_see_money(viewer):
        blocks += _accounts(page, {one.id for one in held} if brief else None)
    if brief:
        more = Link("All tenancies and rent", "tenancies/")
        return [Section("tenancies", "Tenancy now", blocks, link=more)]
    for name, caption, order in COVERS:
        if rows := page.records[name]:
            layout = LAYOUTS[name]
            blocks.append(table(caption, newest_first(rows, order), layout, names=names, show_caption=True))
    found = [Section("tenancies", "Tenancies over time", blocks, count=len(held))]
    steps = newest_first(page.records["arrears_action"], "effective_on")
    if may_see_money(viewer) and steps:
        block = table("Steps about arrears", steps, LAYOUTS["arrears_action"])
        found.append(Section("arrears", "Steps about arrears", [block], count=len(steps)))
    return found


def _accounts(page: PersonPage, tenancy_ids: set[str] | None) -> list[Block]:
    accounts = [
        one
        for one in page.records["rent_account"]
        if tenancy_ids is None or one.link("tenancy") in tenancy_ids
    ]
    if not accounts:
        return []
    return [table("Rent accounts", accounts, LAYOUTS["rent_account"], show_caption=True)]
