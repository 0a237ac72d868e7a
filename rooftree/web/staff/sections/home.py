"""The sections of a home's page."""

import datetime
from collections.abc import Sequence

from django.urls import reverse

from rooftree.desk.home import HomePage, Lives
from rooftree.records.claims.held import Held
from rooftree.records.repairs.queries import NEWEST
from rooftree.reference.accounts.rules import Viewer, may_see_money, may_see_people
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Link, Status
from rooftree.web.staff.names import address_of, person_link, repair_links, tenancy_links
from rooftree.web.staff.sections import fabric
from rooftree.web.staff.showing import standing
from rooftree.web.staff.showing.facts import merged_facts, source_of, worded
from rooftree.web.staff.showing.layouts import LAYOUTS
from rooftree.web.staff.showing.sections import Block, EmptyBlock, FactsBlock, Section, disagreements
from rooftree.web.staff.showing.tables import Cell, Line, TableBlock, table

NEWEST_REPAIRS = 12


def sections(page: HomePage, *, viewer: Viewer, now: datetime.datetime, day: datetime.date) -> list[Section]:
    """All of them, in the order of the page."""
    found = []
    if may_see_people(viewer):
        found += [_people(page), _tenancies(page, with_money=may_see_money(viewer))]
    found += [
        _repairs(page, now),
        fabric.certificates(page, day),
        fabric.components(page, day),
        fabric.hazards(page),
    ]
    found += [_voids(page)]
    if may_see_people(viewer):
        found += [_contacts(page)]
    return [
        *found,
        disagreements(page.home, page.differs, page.said, title="One home, four systems"),
        _facts(page),
        _place(page),
    ]


def _facts(page: HomePage) -> Section:
    facts = merged_facts(page.home, page.said)
    return Section(
        "facts", "Every fact of the home", [FactsBlock(facts)], note="Each with its source", side="Facts"
    )


def _people(page: HomePage) -> Section:
    blocks: list[Block] = []
    if page.lives_here:
        blocks.append(lives_table("Who lives here", page.lives_here))
    else:
        blocks.append(
            EmptyBlock(
                "Nobody is recorded as living here",
                "People come from the households of tenancies that run on this day. There is none.",
            )
        )
    if page.lived_here:
        count = len(page.lived_here)
        folded = f"Who lived here before, or is yet to come: {count}"
        blocks.append(lives_table("Who lived here before", page.lived_here, folded=folded))
    if page.households:
        blocks.append(
            table("Households", page.households, LAYOUTS["household"], folded="How households are held")
        )
    return Section("people", "Who lives here", blocks, count=len(page.lives_here), side="People")


def lives_table(caption: str, lives: Sequence[Lives], *, folded: str = "") -> TableBlock:
    """People of a household, as what, and since when."""
    shown = ("starts_on", "ends_on")
    lines = []
    for one in lives:
        who, member = person_link(one.person), one.member
        born = one.person.day("date_of_birth") if one.person else None
        since = Cell(member.day("starts_on"))
        if until := member.day("ends_on") or (one.tenancy.day("ends_on") if one.tenancy else None):
            since = Cell(member.day("starts_on"), f"until {words.day(until)}")
        gone = Status(Kind.NONE, "No longer in the source") if member.ended_on else None
        cells = [
            ("Person", Cell(who.words, "", who.href, gone), False),
            ("On the tenancy as", Cell(role_of(member)), False),
            ("Born", Cell(born), False),
            ("Since", since, False),
        ]
        lines.append(
            Line(cells, source_of(member, leave_out=shown, about=who.words), member.ended_on is not None)
        )
    heads = [(head, False) for head in ("Person", "On the tenancy as", "Born", "Since")]
    return TableBlock(caption, heads, lines, folded=folded)


def role_of(member: Held) -> str:
    """As whom somebody is in a household."""
    relationship = str(worded(member, "relationship") or "")
    if member.facts.get("is_main_tenant"):
        return "Main tenant"
    if member.facts.get("is_tenancy_party"):
        return "Joint tenant" if not relationship else f"On the tenancy, {relationship.lower()}"
    return relationship or "Household member"


def _tenancies(page: HomePage, *, with_money: bool) -> Section:
    held = sorted(page.records["tenancy"], key=lambda one: str(one.day("starts_on")), reverse=True)
    if not held:
        block: Block = EmptyBlock(
            "No tenancy", "Tenancies come from NEC each night. None has been held here."
        )
        return Section("tenancies", "Tenancies and rent", [block], count=0)
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
            folded="Which homes each tenancy covers, and when",
        )
        blocks.append(ties)
    return Section("tenancies", "Tenancies and rent", blocks, count=len(held))


def _repairs(page: HomePage, now: datetime.datetime) -> Section:
    orders = newest_first(page.records["work_order"], "reported_at")
    if not orders:
        text = "Repairs come from Oneserve and NEC each night. None has been reported at this home."
        return Section("repairs", "Repairs and visits", [EmptyBlock("No repairs", text)], count=0)
    names, layout = repair_links(orders), standing.repair(now)
    blocks: list[Block] = [table("Repairs", orders[:NEWEST_REPAIRS], layout, names=names)]
    if rest := orders[NEWEST_REPAIRS:]:
        blocks.append(
            table("Earlier repairs", rest, layout, names=names, folded=f"Earlier repairs: {len(rest)}")
        )
    if visits := newest_first(page.records["appointment"], "starts_at"):
        blocks.append(table("Visits", visits, standing.visit(), folded=f"Visits: {len(visits)}"))
    waiting = sum(standing.repair_status(one, now).kind in (Kind.NOW, Kind.OVER) for one in orders)
    note, every = f"{waiting} not done, {len(orders)} in all", "All as a list"
    if len(orders) >= NEWEST:
        note, every = f"The newest {NEWEST}", "All repairs here"
    link = Link(every, f"{reverse('repairs')}?home={page.home.id}")
    return Section("repairs", "Repairs and visits", blocks, note=note, count=len(orders), link=link)


def newest_first(records: Sequence[Held], column: str) -> list[Held]:
    """Records by a day or moment, the newest first, those without one last."""
    return sorted(records, key=lambda one: str(one.facts.get(column) or ""), reverse=True)


def _voids(page: HomePage) -> Section:
    records = page.records
    blocks: list[Block] = []
    names = tenancy_links(records["tenancy"])
    for name, caption in (
        ("void", "Times it stood empty"),
        ("letting", "Lettings"),
        ("offer", "Offers of this home"),
        ("temporary_accommodation_placement", "Placements here"),
    ):
        if records[name]:
            rows = sorted(records[name], key=lambda one: one.lineage.key)
            blocks.append(table(caption, rows, LAYOUTS[name], names=names, show_caption=True))
    if records["status_history"]:
        steps = newest_first(records["status_history"], "happened_on")
        blocks.append(
            table(
                "Steps of each void",
                steps,
                LAYOUTS["status_history"],
                folded=f"Steps of each void: {len(steps)}",
            )
        )
    if records["bid"]:
        blocks.append(
            table(
                "Bids for this home",
                records["bid"],
                LAYOUTS["bid"],
                folded=f"Bids for this home: {len(records['bid'])}",
            )
        )
    if not blocks:
        blocks.append(
            EmptyBlock("Never empty, as far as we know", "Voids come from NEC. None is held for this home.")
        )
    return Section("voids", "Voids and lettings", blocks, count=len(records["void"]))


def _contacts(page: HomePage) -> Section:
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
    count = len(records["complaint"]) + len(records["service_request"])
    return Section("contacts", "Contacts and complaints", blocks, count=count, side="Contacts")


def _place(page: HomePage) -> Section:
    blocks: list[Block] = [table("What each system calls it", page.references, LAYOUTS["reference"])]
    addresses = [*page.records["address"], *page.block_records["address"]]
    if addresses:
        folded = f"Addresses as each system holds them: {len(addresses)}"
        blocks.append(table("Addresses", addresses, LAYOUTS["address"], folded=folded))
    for place in [*page.blocks, *page.sites]:
        kind = "The block" if place.table == "property" else str(worded(place, "kind") or "Area")
        folded = f"{kind}: {place.text('name') or address_of(place)}"
        blocks.append(FactsBlock(merged_facts(place, ()), folded=folded))
    return Section("place", "Where it stands, and its references", blocks, side="Place and references")
