"""Access beside need: the visits due to a home beside what is needed at its door and which times worked."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from rooftree.desk.freshness import title_of
from rooftree.desk.home import HomePage
from rooftree.desk.visits import Beside, VisitDue
from rooftree.records.claims.held import Held, Lineage
from rooftree.records.visits.rules import REPAIR, SOON, Slot, best
from rooftree.records.vulnerabilities.rules import Need
from rooftree.reference.standard.queries import visits_by_certificate
from rooftree.web import shown_day
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Link, Source, Status
from rooftree.web.staff.names import person_link
from rooftree.web.staff.showing.facts import source_of, worded
from rooftree.web.staff.showing.sections import Block, EmptyBlock, Section
from rooftree.web.staff.showing.tables import Cell, Line, TableBlock

SLOTS = {
    "morning": "Mornings",
    "afternoon": "Afternoons",
    "school_run": "Between the school runs",
    "all_day": "All day",
    "evening": "Evenings",
    "first_call": "First call of the day",
    "timed": "At a set time",
}
"""What pages call visits at each time of day."""
DOTS = 10
"""Visits drawn for each time of day, the newest; the table beside them counts all."""


@dataclass(frozen=True, slots=True)
class SlotRow:
    """One time of day: its words, each visit as a mark, and the counts."""

    words: str
    marks: Sequence[tuple[int, bool]]
    let_in: int
    no_access: int
    y: int


@dataclass(frozen=True, slots=True)
class SlotsBlock:
    """How each time of day went: drawn, and counted in a table."""

    spoken: str
    slots: Sequence[SlotRow]
    height: int
    note: str = ""
    source: Source | None = None
    template: str = field(default="staff/blocks/slots.html")

    @property
    def drawn(self) -> str:
        """That not all are drawn, where more are counted than that."""
        more = any(one.let_in + one.no_access > len(one.marks) for one in self.slots)
        return f"Of each, the last {words.counted(DOTS, 'visit', 'visits')}." if more else ""


def visits_due(page: HomePage, *, href: Callable[[str], str]) -> Section:
    """The section of a home's summary."""
    beside, day = page.beside, page.day
    blocks: list[Block] = []
    if beside.visits:
        blocks.append(_visits(beside, day, href))
    else:
        text = "No certificate of this home runs out in the next three months, and no repair waits."
        blocks.append(EmptyBlock("", text))
    if beside.needs:
        blocks.append(_needs(beside.needs, page, day))
    if beside.slots or beside.access:
        blocks.append(_slots(beside))
    link = Link("All repairs and visits", href("repairs"))
    return Section("visits", finding(beside.visits, day), blocks, link=link)


def finding(visits: Sequence[VisitDue], day: datetime.date) -> str:
    """ "Three visits due, one overdue"."""
    if not visits:
        return "No visit due"
    overdue = sum(one.is_overdue(day) for one in visits)
    said = words.listed([words.counted(len(visits), "visit due", "visits due")])
    if overdue == len(visits) == 1:
        return "One visit overdue"
    return f"{said}, {words.counted(overdue, 'overdue', 'overdue')}" if overdue else said


def _visits(beside: Beside, day: datetime.date, href: Callable[[str], str]) -> TableBlock:
    heads = [(head, False) for head in ("Visit", "Must be done by", "Booked", "Does the time suit?")]
    lines = []
    for one in beside.visits:
        what, cell = named(one, href)
        row = [
            ("Visit", cell, False),
            ("Must be done by", by_when(one.due_on, day), False),
            ("Booked", _booked(one.booked), False),
            ("Does the time suit?", suits(_slot(one.booked), beside.slots), False),
        ]
        lines.append(Line(row, source_of(one.record, leave_out=("description",), about=what)))
    return TableBlock("Visits due", heads, lines)


def named(one: VisitDue, href: Callable[[str], str]) -> tuple[str, Cell]:
    """What a visit is for, and the cell that leads to it."""
    if one.kind == REPAIR:
        said = str(worded(one.record, "description") or one.record.text("job_ref") or "Repair")
        reference = one.record.text("job_ref") or one.record.text("order_ref")
        return said, Cell(
            said, reference if reference != said else "", shown_day.page_of("repair", one.record.id)
        )
    said = visits_by_certificate().get(one.kind, "Check")
    last = one.record.day("issued_on")
    return said, Cell(said, f"last done {words.day(last)}" if last else "", href("certificates"))


def by_when(due: datetime.date | None, day: datetime.date) -> Cell:
    """By when a visit must be made, and how near that is."""
    if due is None:
        return Cell("No date held")
    left = (due - day).days
    if left < 0:
        said = words.listed([words.counted(-left, "day", "days")])
        over = Status(Kind.OVER, f"{said} overdue")
        return Cell("", f"since {words.day(due)}", status=over, blank=True)
    near = "today" if left == 0 else f"{words.counted(left, 'day', 'days')} left"
    if due - day <= SOON:
        return Cell("", near, status=Status(Kind.DUE, words.day(due)), blank=True)
    return Cell(due, near)


def _booked(booked: Held | None) -> Cell:
    if booked is None:
        return Cell("Not yet", blank=True)
    return when_booked(booked.moment("starts_at"), booked.text("slot"))


def when_booked(at: datetime.datetime | None, slot: str) -> Cell:
    """The day and the time of day of a booking."""
    if at is None:
        return Cell("Not yet", blank=True)
    day = words.day(at)
    return Cell(f"{at:%A} {day}", SLOTS.get(slot, slot).lower())


def _slot(booked: Held | None) -> str | None:
    return booked.text("slot") if booked else None


def suits(slot: str | None, slots: Sequence[Slot]) -> Cell:
    """Whether the time of day booked worked here before; with none booked, which did best."""
    if slot is None:
        top = best(slots)
        return Cell(f"{SLOTS.get(top.slot, top.slot)} would", _tally(top)) if top else Cell("", blank=True)
    found = next((one for one in slots if one.slot == slot), None)
    if found is None:
        return Cell("Not tried before", blank=True)
    if found.works:
        return Cell("", _tally(found), status=Status(Kind.OK, "Yes"), blank=True)
    return Cell("", _tally(found), status=Status(Kind.OVER, "No"), blank=True)


def _tally(one: Slot) -> str:
    return f"let in {one.let_in} of {len(one.visits)}"


def _needs(needs: Sequence[Need], page: HomePage, day: datetime.date) -> TableBlock:
    people = {one.person.id: person_link(one.person) for one in page.lives_here if one.person}
    lines = []
    for one in needs:
        whose = people.get(one.person_id)
        row = [
            ("At the door", Cell(one.says), False),
            ("For", Cell(whose.words, "", whose.href) if whose else Cell("Whoever opens"), False),
            ("How sure", how_sure(one, day), False),
        ]
        lines.append(Line(row, need_source(one), ended=one.ended_on is not None))
    heads = [(head, False) for head in ("At the door", "For", "How sure")]
    return TableBlock("What is needed at the door", heads, lines, show_caption=True)


def how_sure(one: Need, day: datetime.date) -> Cell:
    """Whether it is surely theirs, whether somebody confirmed it, and whether it still holds."""
    if one.ended_on:
        return Cell("", status=Status(Kind.NONE, f"No longer in {title_of(one.lineage.system)}"), blank=True)
    if not one.is_sure:
        return Cell("", status=Status(Kind.DUE, "May be the same person"), blank=True)
    sure = "Confirmed" if one.is_confirmed else "Not confirmed by anybody"
    if past := one.days_past_its_end(day):
        said = words.listed([words.counted(past, "day", "days")])
        return Cell("", sure, status=Status(Kind.DUE, f"{said} past its end"), blank=True)
    return Cell(sure, f"since {words.day(one.starts_on)}" if one.starts_on else "")


def need_source(one: Need) -> Source:
    """Where a need comes from: the system, the file and the day, and nothing of what was said there."""
    of: Lineage = one.lineage
    rows: list[tuple[str, object]] = [("System", title_of(of.system))]
    if of.file:
        rows.append(("File", f"{of.file}, row {of.row}" if of.row is not None else of.file))
    if of.extracted_at:
        rows.append(("Extract", of.extracted_at))
    rows.append(("Known since", one.known_from))
    for label, day in (("From", one.starts_on), ("Until", one.ends_on)):
        if day:
            rows.append((label, day))
    note = "What to do is shown, and not why: the reason stays with those who recorded it."
    in_view = (
        f"{title_of(of.system)}, {words.day(of.extracted_at)}" if of.extracted_at else title_of(of.system)
    )
    return Source(in_view, rows=rows, note=note, about=one.says)


def door_lines(beside: Beside, day: datetime.date) -> list[str]:
    """The line under the identity bar: each thing to do once, those past their end saying so."""
    lines: dict[str, int] = {}
    sure = {one.says for one in beside.at_the_door if one.is_sure}
    for one in beside.at_the_door:
        if not one.is_sure and one.says in sure:
            continue
        past = one.days_past_its_end(day)
        lines[one.told] = min(past, lines.get(one.told, past))
    return [f"{said} ({past} days past its end)" if past else said for said, past in lines.items()]


def door_note(beside: Beside) -> str:
    """How sure the line is."""
    held = beside.at_the_door
    return "Not confirmed by anybody" if held and not any(one.is_confirmed for one in held) else ""


def _slots(beside: Beside) -> SlotsBlock:
    order = {slot: at for at, slot in enumerate(SLOTS)}
    slots = sorted(beside.slots, key=lambda one: order.get(one.slot, len(order)))
    rows = [_row(one, at) for at, one in enumerate(slots)]
    said = [f"{one.words}: let in {one.let_in}, no access {one.no_access}." for one in rows]
    note = _offered(beside.access)
    return SlotsBlock(
        spoken="Visits by time of day, oldest first. " + " ".join(said),
        slots=rows,
        height=35 * len(rows),
        note=note,
        source=source_of(beside.access, about="which half of the day suits")
        if note and beside.access
        else None,
    )


def _row(one: Slot, at: int) -> SlotRow:
    marks = [(190 + 22 * place, opened) for place, opened in enumerate(one.visits[-DOTS:])]
    return SlotRow(SLOTS.get(one.slot, one.slot), marks, one.let_in, one.no_access, 35 * at + 16)


OFFERED: Mapping[tuple[str, str], str] = {
    ("Y", "Y"): "either half of the day",
    ("Y", "N"): "mornings only",
    ("N", "Y"): "afternoons only",
    ("N", "N"): "neither half of the day",
}


def _offered(asked: Held | None) -> str:
    """Which half of the day was offered when something was last asked for."""
    if asked is None:
        return ""
    said = OFFERED.get((asked.text("access_am"), asked.text("access_pm")))
    day = asked.day("reported_at")
    return f"Offered at the last request{f', {words.day(day)}' if day else ''}: {said}." if said else ""
