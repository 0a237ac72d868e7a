"""The tabs of a person's page, and the sections of each."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rooftree.desk.person import PersonPage
from rooftree.records.claims.held import Held
from rooftree.records.repairs.rules import is_open
from rooftree.reference.accounts.rules import Viewer
from rooftree.services.notes.reading import TaskShown
from rooftree.web.components import words
from rooftree.web.components.parts import Link
from rooftree.web.staff.matching.ties import held_twice, not_theirs
from rooftree.web.staff.names import repair_links
from rooftree.web.staff.sections.exceptions import brief, exceptions
from rooftree.web.staff.sections.home import newest_first
from rooftree.web.staff.sections.household import homes_over_time, household, tenancies
from rooftree.web.staff.sections.reaching import asked_and_said, how_to_reach
from rooftree.web.staff.sections.seeking import needs, needs_count
from rooftree.web.staff.showing import standing
from rooftree.web.staff.showing.facts import merged_facts
from rooftree.web.staff.showing.layouts import LAYOUTS
from rooftree.web.staff.showing.sections import Block, EmptyBlock, FactsBlock, Section, disagreements
from rooftree.web.staff.showing.tables import Column, table
from rooftree.web.staff.showing.tabs import Tab

OPEN_IN_SUMMARY = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """For whom, and for which day, the sections are."""

    viewer: Viewer
    now: datetime.datetime
    day: datetime.date
    today: datetime.date
    mendings: Sequence[TaskShown] | None = None
    """What was sent to be mended at its source and is not done; None where nothing may be sent."""


def tabs(page: PersonPage) -> list[Tab]:
    """All of them, in order, each with how much is in it."""
    records = page.records
    said = len(records["service_request"]) + len(records["complaint"])
    return [
        Tab("", "Summary"),
        Tab("household", "Household", sum(one.now for one in page.lives_with) or None),
        Tab("homes", "Homes over time", len(page.stays)),
        Tab("tenancies", "Tenancies and rent", len(records["tenancy"])),
        Tab("needs", "Applications and homelessness", needs_count(page)),
        Tab("contact", "How to reach them", len(records["communication"])),
        Tab("repairs", "Repairs", len(records["work_order"])),
        Tab("communications", "Communications", said),
        Tab("disagreements", "Disagreements", len(page.differs), needs_you=True),
        Tab("exceptions", "Exceptions", page.exceptions, needs_you=True),
        Tab("timeline", "Timeline"),
        Tab("notes", "Notes and tasks"),
        Tab("facts", "Facts and references", len(page.references)),
    ]


def sections_of(tab: str, page: PersonPage, asked: Asked) -> list[Section]:
    """The sections of a tab that needs nothing but what the page read."""
    return SECTIONS[tab](page, asked)


def _summary(page: PersonPage, asked: Asked) -> list[Section]:
    found = [household(page), how_to_reach(page, asked.day, brief=True)]
    found += tenancies(page, viewer=asked.viewer, brief=True)
    if orders := [one for one in page.repairs_now if _is_open(one)]:
        found.append(_open_repairs(orders, asked.now))
    if needs_count(page):
        found.append(needs(page, brief=True))
    if page.differs:
        found.append(_differ(page, asked))
    if page.exceptions:
        found.append(brief(page.exceptions))
    return found


def _is_open(held: Held) -> bool:
    return is_open(status=held.text("status"), completed_at=held.moment("completed_at"))


def _open_repairs(orders: Sequence[Held], now: datetime.datetime) -> Section:
    shown = newest_first(orders, "reported_at")[:OPEN_IN_SUMMARY]
    block = table("Repairs not done", shown, standing.repair(now), names=repair_links(shown))
    count = len(orders)
    said = words.counted(count, "repair where they live is", "repairs where they live are")
    title = f"{said[:1].upper()}{said[1:]} not done"
    return Section("open-repairs", title, [block], count=count, link=Link("All repairs", "repairs/"))


def _repairs(page: PersonPage, asked: Asked) -> list[Section]:
    now = newest_first(page.repairs_now, "reported_at")
    ids = {one.id for one in now}
    before = newest_first([one for one in page.records["work_order"] if one.id not in ids], "reported_at")
    blocks: list[Block] = []
    if now:
        names = repair_links(now)
        blocks.append(table("Repairs where they live", now, standing.repair(asked.now), names=names))
    else:
        text = "Repairs come from Oneserve and NEC. None is held for a home where they live now."
        blocks.append(EmptyBlock("No repairs", text))
    found = [Section("repairs", "Repairs where they live", blocks, count=len(now), note=_undone(now))]
    if before:
        earlier = table("Elsewhere", before, standing.repair(asked.now), names=repair_links(before))
        found.append(
            Section("earlier-repairs", "At homes where they lived before", [earlier], count=len(before))
        )
    return found


def _undone(orders: Sequence[Held]) -> str:
    undone = sum(_is_open(one) for one in orders)
    return f"{undone} not done, {len(orders)} in all" if orders else ""


def _differ(page: PersonPage, asked: Asked) -> Section:
    return disagreements(page.person, page.differs, page.said, mendings=asked.mendings)


def _exceptions(page: PersonPage, asked: Asked) -> Section:
    past = asked.day != asked.today
    return exceptions("person", page.person.id, viewer=asked.viewer, today=asked.today, past=past)


def _facts(page: PersonPage, asked: Asked) -> list[Section]:
    blocks: list[Block] = [FactsBlock(merged_facts(page.person, page.said))]
    if names := page.records["person_name"]:
        blocks.append(table("Names by system", names, LAYOUTS["person_name"], show_caption=True))
    found = [Section("facts", "Who this is", blocks, note="Each value with its source")]
    if addresses := page.records["address"]:
        block = table("Addresses they gave", addresses, LAYOUTS["address"])
        found.append(Section("addresses", "Addresses they gave", [block], count=len(addresses)))
    layout: Sequence[Column] = LAYOUTS["reference"]
    if asked.day == asked.today:
        layout = not_theirs(layout, page.references, viewer=asked.viewer, kind="person")
    calls = table("What each system calls them", page.references, layout)
    twice = held_twice("person", page.person.id, viewer=asked.viewer) if asked.day == asked.today else None
    return [*found, Section("references", "What each system calls them", [calls], link=twice)]


SECTIONS: dict[str, Callable[[PersonPage, Asked], list[Section]]] = {
    "": _summary,
    "homes": lambda page, _: [homes_over_time(page)],
    "tenancies": lambda page, asked: tenancies(page, viewer=asked.viewer),
    "needs": lambda page, _: [needs(page)],
    "contact": lambda page, asked: [how_to_reach(page, asked.day)],
    "repairs": _repairs,
    "communications": lambda page, _: asked_and_said(page),
    "disagreements": lambda page, asked: [_differ(page, asked)],
    "exceptions": lambda page, asked: [_exceptions(page, asked)],
    "facts": _facts,
}
