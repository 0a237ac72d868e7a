"""The summary of a home, in the order in which an officer needs it."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from textwrap import shorten

from django.urls import reverse

from rooftree.desk.home import HomePage
from rooftree.desk.visits import in_force
from rooftree.records.claims.held import Held
from rooftree.reference.accounts.rules import Viewer, may_see_money, may_see_people
from rooftree.services.notes import queries as notes
from rooftree.services.notes.reading import NoteShown
from rooftree.web.components import words
from rooftree.web.components.parts import Fact, Kind, Link, Row, Status
from rooftree.web.staff.names import address_of, repair_links, tenancy_links
from rooftree.web.staff.sections import home as home_sections
from rooftree.web.staff.sections.visits import visits_due
from rooftree.web.staff.showing import standing
from rooftree.web.staff.showing.facts import source_of, worded
from rooftree.web.staff.showing.labels import label
from rooftree.web.staff.showing.sections import Block, EmptyBlock, FactsBlock, Section
from rooftree.web.staff.showing.tables import table

Href = Callable[[str], str]
LATEST = 3
LONGEST = 240
"""Of a note on the summary; the note itself has the rest."""


@dataclass(frozen=True, slots=True)
class RowsBlock:
    """Things in words, each leading to where it is seen."""

    rows: Sequence[Row]
    template: str = field(default="staff/blocks/rows.html")


def summary(page: HomePage, *, viewer: Viewer, now: datetime.datetime, href: Href) -> list[Section]:
    """Who lives there, the visits due beside what is needed, what is wrong, the tenancy, the latest notes.

    Pinned notes are what nobody may miss, so with them the notes come first.
    """
    found = []
    written = _notes(page, viewer=viewer)
    if any(one.is_pinned for one in written):
        found.append(_latest(written, href))
    if may_see_people(viewer):
        found.append(_people(page, href))
    found.append(visits_due(page, href=href))
    if waiting := home_sections.waiting(page, now):
        found.append(_open_repairs(waiting, now, href))
    found.append(_doubtful(page, now, href))
    if may_see_people(viewer):
        found.append(_tenancy(page, href, with_money=may_see_money(viewer)))
        if not any(one.is_pinned for one in written):
            found.append(_latest(written, href))
    return found


def _people(page: HomePage, href: Href) -> Section:
    blocks: list[Block] = [home_sections.lives_block(page)]
    before = len(page.lived_here)
    link = Link(f"Who lived here before: {before}", href("people")) if before else None
    return Section("people", home_sections.lives_here(page), blocks, link=link)


def _open_repairs(waiting: Sequence[Held], now: datetime.datetime, href: Href) -> Section:
    late = sum(standing.repair_status(one, now).kind is Kind.OVER for one in waiting)
    said = words.listed([words.counted(len(waiting), "repair is not done", "repairs are not done")])
    title = f"{said}, {words.counted(late, 'past its target', 'past their targets')}" if late else said
    block = table("Repairs that are not done", waiting, standing.repair(now), names=repair_links(waiting))
    return Section("open", title, [block], link=Link("All repairs and visits", href("repairs")))


def _doubtful(page: HomePage, now: datetime.datetime, href: Href) -> Section:
    rows = [*_certificates(page, href), *_overdue(page, now, href), *_differ(page, href), *_odd(page, href)]
    rows += _exceptions(page, href)
    if not rows:
        block: Block = EmptyBlock(
            "",
            "Certificates are in date, the systems agree, and who lives here fits the state of the home.",
        )
        return Section("doubtful", "Nothing is wrong or doubtful", [block])
    said = words.listed([words.counted(len(rows), "thing is", "things are")])
    return Section("doubtful", f"{said} wrong or doubtful", [RowsBlock(rows)])


def _certificates(page: HomePage, href: Href) -> list[Row]:
    rows = []
    places: list[tuple[str, Sequence[Held]]] = [("This home", page.records["certification"])]
    for place in page.blocks:
        above = [one for one in page.block_records["certification"] if one.link("block") == place.id]
        places.append((place.text("name") or address_of(place), above))
    for where, held in places:
        for one in in_force(held):
            status = standing.certificate_status(one, page.day)
            if status.kind is Kind.OVER:
                what = str(worded(one, "kind") or "Certificate")
                rows.append(
                    Row(what, href=href("certificates"), lines=(_said_of(where, one),), status=status)
                )
    return rows


def _said_of(where: str, one: Held) -> str:
    done = one.day("issued_on")
    return f"{where}. Last done {words.day(done)}." if done else f"{where}."


def _overdue(page: HomePage, now: datetime.datetime, href: Href) -> list[Row]:
    late = [
        one for one in home_sections.waiting(page, now) if standing.repair_status(one, now).kind is Kind.OVER
    ]
    return [
        Row(
            str(worded(one, "description") or one.text("job_ref") or "A repair"),
            href=href("repairs"),
            lines=(f"Its target was {words.day(one.day('target_at'))}.",),
            status=Status(Kind.OVER, "Past its target"),
        )
        for one in late
    ]


def _differ(page: HomePage, href: Href) -> list[Row]:
    return [
        Row(
            f"Systems disagree on {_within(label('unit', one.attribute))}",
            href=href("disagreements"),
            lines=(
                f"{words.counted(len(one.said), 'system', 'systems').capitalize()} say different things.",
            ),
            status=Status(Kind.DUE, "Doubtful"),
        )
        for one in page.differs
    ]


def _exceptions(page: HomePage, href: Href) -> list[Row]:
    """That rows about the home fall short of the recording standard; which, its own tab says."""
    count = page.counts.get("exceptions", 0)
    if not count:
        return []
    what = words.counted(count, "exception is", "exceptions are")
    line = "Rows about this home that fall short of the recording standard."
    return [
        Row(
            words.listed([f"{what} to be mended"]),
            href=href("exceptions"),
            lines=(line,),
            status=Status(Kind.YOU, "To be mended"),
        )
    ]


def _within(name: str) -> str:
    """What a fact is called within a sentence: "bedrooms", but "UPRN"."""
    return name if name.split()[0].isupper() else name.lower()


def _odd(page: HomePage, href: Href) -> list[Row]:
    """What does not fit together: a home said to be empty with somebody in it, or the other way round."""
    unit, rows = page.home, []
    status, lives = unit.text("status"), len(page.lives_here)
    doubt = Status(Kind.DUE, "Doubtful")
    if status == "void" and lives:
        rows.append(Row("Held as void, yet people live here", href=href("people"), lines=(), status=doubt))
    if status == "occupied" and not lives and page.records["tenancy"]:
        rows.append(Row("Held as occupied, yet no tenancy runs", href=href("tenancies"), status=doubt))
    if not unit.text("uprn"):
        line = "Without it, other bodies’ records cannot be laid beside ours."
        rows.append(Row("No UPRN is held", href=href("facts"), lines=(line,), status=doubt))
    for need in page.beside.at_the_door:
        if past := need.days_past_its_end(page.day):
            line = (
                f"{words.listed([words.counted(past, 'day', 'days')])} past its end, and still in its source."
            )
            rows.append(Row(f"At the door: {need.says}", href="#visits", lines=(line,), status=doubt))
    return rows


def _tenancy(page: HomePage, href: Href, *, with_money: bool) -> Section:
    tenancy = page.tenancy
    link = Link("Tenancies and rent", href("tenancies"))
    if tenancy is None:
        text = "Tenancies come from NEC each night. None runs on this day."
        return Section("tenancy", "No tenancy runs", [EmptyBlock("", text)], link=link)
    own = tenancy_links([tenancy])[tenancy.id]
    kind = worded(tenancy, "tenure") or worded(tenancy, "kind")
    facts = [
        Fact("Tenancy", own.words, href=own.href, source=source_of(tenancy, about="the tenancy")),
        Fact("Kind", kind, sub=_kind_beside(tenancy)),
        Fact("Began", tenancy.day("starts_on")),
    ]
    accounts = [one for one in page.records["rent_account"] if one.link("tenancy") == tenancy.id]
    if with_money:
        facts += [_balance(one) for one in accounts if not one.ended_on and not one.day("ends_on")]
    began = tenancy.day("starts_on")
    said = f"{kind or 'Tenancy'}{f', since {words.day(began)}' if began else ''}"
    return Section("tenancy", said, [FactsBlock(facts)], link=link)


def _notes(page: HomePage, *, viewer: Viewer) -> Sequence[NoteShown]:
    """The notes on the home, pinned first and then the newest, as they were on the day that is shown."""
    return notes.notes_on("unit", page.home.id, viewer=viewer, moment=page.moment)


def _latest(held: Sequence[NoteShown], href: Href) -> Section:
    """The first three; all of them, with what it takes to write one, are on their tab."""
    link = Link("All notes and tasks", href("notes"))
    if not held:
        text = "What colleagues should know of this home can be written on the tab of notes."
        return Section("notes", "No note yet", [EmptyBlock("", text)], link=link)
    rows = [
        Row(
            shorten(one.text or "", LONGEST, placeholder=" …") or "A sensitive note: open it to read it",
            href=reverse("note", args=[one.id]),
            lines=(_told(one),),
        )
        for one in held[:LATEST]
    ]
    title = words.listed([words.counted(len(held), "note", "notes")])
    return Section("notes", title, [RowsBlock(rows)], link=link)


def _told(one: NoteShown) -> str:
    """What a note is of, whose, and from when."""
    pinned = "Pinned. " if one.is_pinned else ""
    return f"{pinned}{one.category_words}. {one.written_by}, {words.day(one.written_at)}"


def _kind_beside(tenancy: Held) -> str:
    """The kind of tenancy, where it says more than its tenure."""
    tenure, kind = worded(tenancy, "tenure"), worded(tenancy, "kind")
    return str(kind) if tenure and kind and kind != tenure else ""


def _balance(account: Held) -> Fact:
    pence = account.whole("balance_pence")
    stands = None
    if pence:
        stands = Status(Kind.DUE, "Owed") if pence > 0 else Status(Kind.NONE, "In credit")
    day = account.day("balance_on")
    name = str(worded(account, "kind") or "Account")
    return Fact(
        f"{name}: balance",
        words.money(abs(pence)) if pence is not None else None,
        sub=f"on {words.day(day)}" if day else "",
        status=stands,
        source=source_of(account, about="the balance"),
    )
