"""The sections of a block's tabs."""

import datetime
from collections.abc import Sequence

from rooftree.desk.block import BlockPage, HomeInBlock
from rooftree.reference.accounts.rules import Viewer, may_see_people
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Status
from rooftree.web.staff.names import address_of, home_link, person_link, repair_links, short_address
from rooftree.web.staff.sections import fabric
from rooftree.web.staff.sections.home import FOR_REPAIR, newest_first
from rooftree.web.staff.showing import standing
from rooftree.web.staff.showing.facts import merged_facts, merged_source, worded
from rooftree.web.staff.showing.layouts import LAYOUTS
from rooftree.web.staff.showing.sections import Block, EmptyBlock, FactsBlock, Section
from rooftree.web.staff.showing.tables import Cell, Line, TableBlock, table


def homes(page: BlockPage, *, viewer: Viewer) -> Section:
    """The homes in the block, their state, and who lives there."""
    if not page.homes:
        text = "Homes come from NEC and Keystone each night. None names this block as where it stands."
        return Section("homes", "No home is known in it", [EmptyBlock("", text)])
    sees_people = may_see_people(viewer)
    heads = ["Home", "Kind", "State", *(["Lives here"] if sees_people else [])]
    lines = [_line(one, sees_people=sees_people) for one in page.homes]
    return Section("homes", homes_say(page.homes), [TableBlock("Homes", [(h, False) for h in heads], lines)])


def homes_say(held: Sequence[HomeInBlock]) -> str:
    """ "24 homes, two of them empty"."""
    live = [one for one in held if not one.home.ended_on]
    empty = sum(one.home.text("status") == "void" for one in live)
    said = words.listed([words.counted(len(live), "home", "homes")])
    return f"{said}, {words.counted(empty, 'of them empty', 'of them empty')}" if empty else said


def _line(one: HomeInBlock, *, sees_people: bool) -> Line:
    home = one.home
    gone = Status(Kind.NONE, "Ended") if home.ended_on else None
    rooms = home.whole("bedrooms")
    beds = f"{rooms} bedroom{'' if rooms == 1 else 's'}" if rooms is not None else ""
    cells = [
        ("Home", Cell(short_address(home), home.text("uprn"), home_link(home).href, gone), False),
        ("Kind", Cell(worded(home, "kind"), beds), False),
        ("State", Cell(worded(home, "status")), False),
    ]
    if sees_people:
        cells.append(("Lives here", _lives(one), False))
    source = merged_source(home, "status", ())
    return Line(cells, source, ended=home.ended_on is not None)


def _lives(one: HomeInBlock) -> Cell:
    if not one.people:
        return Cell("Nobody recorded", blank=True)
    first = person_link(one.people[0])
    others = one.count - 1
    return Cell(first.words, f"and {others} more" if others else "", first.href)


def certificates(page: BlockPage) -> Section:
    """The certificates of the block and of the estate it stands on."""
    name = page.block.text("name") or address_of(page.block)
    own = [one for one in page.records["certification"] if one.link("block") == page.block.id]
    rest = [one for one in page.records["certification"] if one.link("block") != page.block.id]
    blocks = fabric.certificate_blocks([(name, own), ("The estate", rest)], page.day)
    if not blocks:
        text = "Fire risk assessments, lifts and the like come from Keystone each night. None is held."
        blocks = [EmptyBlock("", text)]
    return Section("certificates", fabric.certificates_say([own, rest], page.day), blocks)


def components(page: BlockPage) -> Section:
    """The components of the block, and its surveys."""
    blocks: list[Block] = []
    if held := page.records["asset_component"]:
        ordered = sorted(held, key=lambda one: (one.text("element"), one.text("component")))
        blocks.append(table("Components", ordered, standing.component(page.day.year)))
    for name, caption in (("survey", "Surveys"), ("decent_home", "Decent Homes Standard")):
        if page.records[name]:
            blocks.append(table(caption, page.records[name], LAYOUTS[name], show_caption=True))
    if not blocks:
        text = "Components come from Keystone’s surveys. None is held for this block."
        blocks.append(EmptyBlock("", text))
    return Section("components", fabric.components_say(page.records, page.day), blocks)


def hazards(page: BlockPage) -> Section:
    """Hazards found in the block, and asbestos and the like."""
    blocks = fabric.hazard_blocks(page.records)
    if not blocks:
        text = (
            "Hazards and asbestos come from Keystone’s surveys. None is recorded, which is not proof of none."
        )
        blocks.append(EmptyBlock("No hazards recorded", text))
    found, alerts = len(page.records["hazard_report"]), len(page.records["location_alert"])
    return Section("hazards", fabric.hazards_say(found, alerts), blocks)


def repairs(page: BlockPage, now: datetime.datetime) -> list[Section]:
    """Repairs in the shared parts, and the visits for them."""
    orders = newest_first(page.records["work_order"], "reported_at")
    if not orders:
        text = "Repairs to stairs, lifts and roofs come from Oneserve and NEC each night. None is held."
        return [Section("repairs", "No repair in shared parts", [EmptyBlock("", text)])]
    names = repair_links(orders)
    undone = sum(
        not one.ended_on and standing.repair_status(one, now).kind in (Kind.NOW, Kind.OVER) for one in orders
    )
    said = words.listed([words.counted(undone, "repair is not done", "repairs are not done")])
    said = said if undone else "No repair waits to be done"
    block = table("Repairs", orders, standing.repair(now), names=names)
    found = [Section("repairs", f"{said} in shared parts", [block], note=f"{len(orders)} in all")]
    if visits := newest_first(page.records["appointment"], "starts_at"):
        rows = table("Visits", visits, (*standing.visit(), FOR_REPAIR), names=names)
        found.append(Section("visits", "Visits booked or made", [rows]))
    return found


def facts(page: BlockPage) -> list[Section]:
    """Every fact of the block, its references and addresses, and the places above it."""
    own = merged_facts(page.block, page.said)
    said = words.listed([words.counted(len(own), "fact", "facts")])
    blocks: list[Block] = [table("What each system calls it", page.references, LAYOUTS["reference"])]
    if page.records["address"]:
        blocks.append(
            table("Addresses", page.records["address"], LAYOUTS["address"], show_caption=True),
        )
    found = [
        Section("facts", f"{said}, each with its source", [FactsBlock(own)]),
        Section("references", "What each system calls it", blocks),
    ]
    for at, place in enumerate(page.sites):
        title = f"{worded(place, 'kind') or 'Area'}: {place.text('name') or place.text('code')}"
        found.append(Section(f"place-{at + 1}", title, [FactsBlock(merged_facts(place, ()))]))
    return found
