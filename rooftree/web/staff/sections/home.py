"""The sections of a home's tabs."""

import datetime
from collections.abc import Sequence

from django.urls import reverse

from rooftree.desk.freshness import title_of
from rooftree.desk.home import HomePage, Lives
from rooftree.records.claims.held import Held
from rooftree.records.repairs.queries import NEWEST
from rooftree.reference.accounts.rules import Viewer
from rooftree.web import shown_day
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Link, Status
from rooftree.web.staff.matching.ties import held_twice, not_theirs
from rooftree.web.staff.names import address_of, person_link, repair_links, tenancy_links
from rooftree.web.staff.showing import standing
from rooftree.web.staff.showing.facts import merged_facts, source_of, worded
from rooftree.web.staff.showing.layouts import LAYOUTS
from rooftree.web.staff.showing.sections import Block, EmptyBlock, FactsBlock, Section
from rooftree.web.staff.showing.tables import Cell, Column, Line, TableBlock, table

FOR_REPAIR = Column("For", "job_ref", link="work_order")
"""Which repair a visit was for."""


def lives_here(page: HomePage) -> str:
    """ "Three people live here"."""
    count = len(page.lives_here)
    if not count:
        return "Nobody is recorded as living here"
    return words.listed([words.counted(count, "person lives here", "people live here")])


def lives_block(page: HomePage) -> Block:
    """Who lives here, or that nobody is known to."""
    if page.lives_here:
        return lives_table("Who lives here", page.lives_here)
    return EmptyBlock(
        "",
        "People come from the households of tenancies that run on this day. There is none.",
    )


def lives_table(
    caption: str, lives: Sequence[Lives], *, folded: str = "", titled: bool = False
) -> TableBlock:
    """People of a household, as what, and since when."""
    shown = ("starts_on", "ends_on")
    lines = []
    for one in lives:
        who, member = person_link(one.person), one.member
        since = Cell(member.day("starts_on"))
        if until := member.day("ends_on") or (one.tenancy.day("ends_on") if one.tenancy else None):
            since = Cell(member.day("starts_on"), f"until {words.day(until)}")
        gone = Status(Kind.NONE, "No longer in the source") if member.ended_on else None
        cells = [
            ("Person", Cell(who.words, unnamed(one.person, member), who.href, gone), False),
            ("As", Cell(role_of(member)), False),
            ("Born", born(one.person, member), False),
            ("Since", since, False),
        ]
        lines.append(
            Line(cells, source_of(member, leave_out=shown, about=who.words), member.ended_on is not None)
        )
    heads = [(head, False) for head in ("Person", "As", "Born", "Since")]
    return TableBlock(caption, heads, lines, folded=folded, show_caption=titled)


def unnamed(person: Held | None, member: Held) -> str:
    """Of somebody whose name no system gives: which row of which system tells of them."""
    if person is not None and (person.text("full_name") or person.text("family_name")):
        return ""
    return f"{title_of(member.lineage.system)} {member.lineage.key}"


def born(person: Held | None, member: Held) -> Cell:
    """When somebody was born; where no system says so, how old the household's own row says they are."""
    day = person.day("date_of_birth") if person else None
    age = member.whole("age_stated")
    if day is None and age is not None:
        return Cell(f"Aged {age}", f"as {title_of(member.lineage.system)} says")
    return Cell(day)


def role_of(member: Held) -> str:
    """As whom somebody is in a household."""
    relationship = str(worded(member, "relationship") or "")
    if member.facts.get("is_main_tenant"):
        return "Main tenant"
    if member.facts.get("is_tenancy_party"):
        return f"Joint tenant, {relationship.lower()}" if relationship else "Joint tenant"
    return relationship or "Household member"


def tenancies(page: HomePage, *, with_money: bool) -> Section:
    """Tenancies over time, and the rent accounts where the viewer may see money."""
    held = sorted(page.records["tenancy"], key=lambda one: str(one.day("starts_on")), reverse=True)
    if not held:
        block: Block = EmptyBlock("", "Tenancies come from NEC each night. None has been held here.")
        return Section("tenancies", "No tenancy is held", [block])
    names = tenancy_links(held)
    blocks: list[Block] = [table("Tenancies", held, LAYOUTS["tenancy"], names=names)]
    if with_money and page.records["rent_account"]:
        accounts = page.records["rent_account"]
        blocks.append(table("Rent accounts", accounts, LAYOUTS["rent_account"], show_caption=True))
    if page.records["tenancy_unit"]:
        ties = table(
            "When each covers this home",
            page.records["tenancy_unit"],
            LAYOUTS["tenancy_unit"],
            names=names,
            show_caption=True,
        )
        blocks.append(ties)
    running = sum(not one.ended_on and one.runs_on(page.day) for one in held)
    title = words.listed([words.counted(running, "tenancy runs", "tenancies run")])
    if len(held) > running:
        title += f", {words.counted(len(held), 'is', 'are')} held"
    return Section("tenancies", title, blocks)


def waiting(page: HomePage, now: datetime.datetime) -> list[Held]:
    """The repairs that are not done, the earliest target first."""
    found = [
        one
        for one in page.records["work_order"]
        if not one.ended_on and standing.repair_status(one, now).kind in (Kind.NOW, Kind.OVER)
    ]
    return sorted(found, key=lambda one: str(one.moment("target_at") or "9"))


def repairs(page: HomePage, now: datetime.datetime) -> list[Section]:
    """Repairs and the visits for them, the newest first."""
    orders = newest_first(page.records["work_order"], "reported_at")
    if not orders:
        text = "Repairs come from Oneserve and NEC each night. None has been reported at this home."
        return [Section("repairs", "No repair has been reported", [EmptyBlock("", text)])]
    names = repair_links(orders)
    block = table("Repairs", orders, standing.repair(now), names=names)
    undone = len(waiting(page, now))
    said = words.listed([words.counted(undone, "repair is not done", "repairs are not done")])
    said = said if undone else "No repair waits to be done"
    note, every = f"{len(orders)} in all", "All as a list"
    if len(orders) >= NEWEST:
        note, every = f"The newest {NEWEST}", "All repairs here"
    link = Link(every, shown_day.kept(f"{reverse('repairs')}?home={page.home.id}"))
    found = [Section("repairs", said, [block], note=note, link=link)]
    if visits := newest_first(page.records["appointment"], "starts_at"):
        count = words.listed([words.counted(len(visits), "visit", "visits")])
        title = f"{count} booked or made"
        found.append(
            Section("visits", title, [table("Visits", visits, (*standing.visit(), FOR_REPAIR), names=names)])
        )
    return found


def newest_first(records: Sequence[Held], column: str) -> list[Held]:
    """Records by a day or moment, the newest first, those without one last."""
    return sorted(records, key=lambda one: str(one.facts.get(column) or ""), reverse=True)


def contacts(page: HomePage) -> Section:
    """What was asked for, and complaints."""
    records = page.records
    blocks: list[Block] = []
    if records["complaint"]:
        blocks.append(
            table(
                "Complaints",
                newest_first(records["complaint"], "received_on"),
                LAYOUTS["complaint"],
                show_caption=True,
            )
        )
    if records["service_request"]:
        rows = newest_first(records["service_request"], "reported_at")
        blocks.append(table("What was asked for", rows, LAYOUTS["service_request"], show_caption=True))
    if not blocks:
        blocks.append(
            EmptyBlock(
                "No contact", "Requests and complaints come from NEC each night. None names this home."
            )
        )
    said = [
        words.counted(len(records["service_request"]), "request", "requests"),
        words.counted(len(records["complaint"]), "complaint", "complaints"),
    ]
    return Section("contacts", words.listed(said), blocks)


def facts(page: HomePage, viewer: Viewer) -> list[Section]:
    """Every fact of the home, its references and addresses, and the places that it stands in."""
    own = merged_facts(page.home, page.said)
    title = words.listed([words.counted(len(own), "fact", "facts")])
    found = [Section("facts", f"{title}, each with its source", [FactsBlock(own)])]
    layout: Sequence[Column] = LAYOUTS["reference"]
    if page.moment is None:
        layout = not_theirs(layout, page.references, viewer=viewer, kind="unit")
    blocks: list[Block] = [table("What each system calls it", page.references, layout)]
    addresses = [*page.records["address"], *page.block_records["address"]]
    if addresses:
        blocks.append(
            table("Addresses as each system holds them", addresses, LAYOUTS["address"], show_caption=True)
        )
    twice = held_twice("unit", page.home.id, viewer=viewer) if page.moment is None else None
    found.append(Section("references", "What each system calls it", blocks, link=twice))
    for at, place in enumerate([*page.blocks, *page.sites]):
        kind = "The block" if place.table == "property" else str(worded(place, "kind") or "Area")
        title = f"{kind}: {place.text('name') or address_of(place)}"
        found.append(Section(f"place-{at + 1}", title, [FactsBlock(merged_facts(place, ()))]))
    return found


def attachments(page: HomePage) -> Section:
    """The photos and documents of the repairs here."""
    held = newest_first(page.records["attachment"], "taken_at")
    if not held:
        text = "Photos and documents of repairs come from Oneserve each night. None is held for this home."
        return Section("files", "No file is held", [EmptyBlock("", text)])
    said = words.listed([words.counted(len(held), "file", "files")])
    return Section("files", f"{said} from repairs", [table("Files", held, LAYOUTS["attachment"])])
