"""How to reach somebody, whether anybody confirmed it, whether we may text; and what passed between us."""

import datetime
from collections.abc import Sequence

from rooftree.desk.freshness import title_of
from rooftree.desk.person import PersonPage
from rooftree.records.claims.held import Held
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Link, Status
from rooftree.web.staff.sections.home import newest_first
from rooftree.web.staff.showing.layouts import LAYOUTS
from rooftree.web.staff.showing.sections import Block, EmptyBlock, Section
from rooftree.web.staff.showing.tables import Cell, Column, table

C = Column


def confirmed(held: Held) -> Cell:
    """No system says who confirmed a number, or when: the page says so, and whose word it is."""
    at = held.lineage.extracted_at
    whose = f"from {title_of(held.lineage.system)}" + (f", {words.day(at)}" if at else "")
    return Cell("Nobody has confirmed it", whose)


def may_text(held: Held) -> Cell:
    """Consent is what somebody said, never what nobody recorded."""
    if "@" in held.text("value"):
        return Cell("", blank=True)
    said = held.facts.get("allow_texts")
    if said is None:
        return Cell("", "Ask before you text", status=Status(Kind.DUE, "Not recorded"), blank=True)
    return Cell("Yes, they said so" if said else "No: do not text")


def preferred(held: Held) -> Cell:
    """How they would rather be reached."""
    text = held.text("preference")
    return Cell(words.sentence(text), blank=True)


NUMBERS = (
    C("Number or address", "value", sub="medium"),
    C("Preferred", preferred, shows=("preference",)),
    C("May we text?", may_text, shows=("allow_texts",)),
    C("Confirmed", confirmed, shows=()),
    C("From", "starts_on", none=""),
    C("Until", "ends_on", none=""),
)
NOW = NUMBERS[:-2]


def reached_on(page: PersonPage, day: datetime.date) -> list[Held]:
    """The numbers and addresses that hold on a day, the preferred first."""
    rows = [one for one in page.records["communication"] if not one.ended_on and one.runs_on(day)]
    return sorted(
        rows, key=lambda one: (one.whole("precedence") or 99, one.text("medium"), one.text("value"))
    )


def each_once(rows: Sequence[Held]) -> list[Held]:
    """Each number once: of several systems' words the one that forbids texting, else that allows it."""
    found: dict[str, Held] = {}
    strict = {False: 0, True: 1, None: 2}
    for one in rows:
        key = one.text("value_normal") or one.text("value").lower()
        known = found.get(key)
        if known is None or _rank(one, strict) < _rank(known, strict):
            found[key] = one
    return list(found.values())


def _rank(held: Held, strict: dict[bool | None, int]) -> int:
    said = held.facts.get("allow_texts")
    return strict[None if said is None else bool(said)]


def how_to_reach(page: PersonPage, day: datetime.date, *, brief: bool = False) -> Section:
    """Telephone numbers and e-mail addresses, those of today first."""
    now = reached_on(page, day)
    known = {one.id for one in now}
    shown = each_once(now) if brief else now
    before = [one for one in page.records["communication"] if one.id not in known]
    blocks: list[Block] = [table("How to reach them", shown, NOW if brief else NUMBERS)] if now else []
    if not now:
        text = "Telephone numbers and e-mail addresses come from NEC, Locata and Oneserve. None holds today."
        blocks.append(EmptyBlock("No way to reach them is held", text))
    if brief:
        return Section("contact", "How to reach them", blocks, link=Link("All of it", "contact/"))
    if before:
        rows = newest_first(before, "ends_on")
        folded = f"Earlier or later ones: {len(before)}"
        blocks.append(table("Earlier ways to reach them", rows, NUMBERS, folded=folded))
    return Section("contact", "How to reach them", blocks, count=len(now))


def asked_and_said(page: PersonPage, messages: Sequence[Held] = ()) -> list[Section]:
    """What they asked for, what they complained of, and what was sent to them."""
    records = page.records
    found = []
    for name, title, order, empty in (
        ("complaint", "Complaints", "received_on", "Complaints come from NEC each night. None names them."),
        ("service_request", "What they asked for", "reported_at", "Requests come from NEC each night."),
    ):
        rows = newest_first(records[name], order)
        block: Block = table(title, rows, LAYOUTS[name]) if rows else EmptyBlock("None is held", empty)
        found.append(Section(name.replace("_", "-"), title, [block], count=len(rows)))
    sent = newest_first(messages, "sent_at")
    text = "Messages about visits come from Oneserve. None is held about a repair where they live."
    block = table("Messages sent", sent, LAYOUTS["notification"]) if sent else EmptyBlock("None sent", text)
    return [Section("messages", "Messages sent about visits", [block], count=len(sent)), *found]
