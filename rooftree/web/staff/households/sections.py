"""The sections of the tabs that say who lived where on a day."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.urls import reverse

from rooftree.desk.home import HomePage
from rooftree.desk.households import living
from rooftree.desk.households.living import AtHome, OfPerson
from rooftree.desk.households.telling import Told
from rooftree.desk.person import PersonPage
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.register.rules import called
from rooftree.services.notes import queries as notes
from rooftree.services.notes.reading import TaskShown
from rooftree.services.notes.rules import may_read_on
from rooftree.web import shown_day
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Link, Status
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.households import tables
from rooftree.web.staff.households.asked import AskBlock, Lived, day_links, lived_day
from rooftree.web.staff.names import short_address
from rooftree.web.staff.showing.layouts import LAYOUTS
from rooftree.web.staff.showing.sections import Block, EmptyBlock, Section
from rooftree.web.staff.showing.tables import table

Day = datetime.date
ATTRIBUTE = "who_lives_here"
"""What a task says is wrong, which no single fact of a home is."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is not right: in words, the papers it names, and how to have it mended."""

    title: str
    says: str
    status: Status
    papers: Sequence[Link]
    mend: Link | None
    sent: Sequence[Link]


@dataclass(frozen=True, slots=True)
class FindingsBlock:
    """What systems do not agree on, one after the other."""

    findings: Sequence[Row]
    template: str = field(default="staff/blocks/household_findings.html")


def of_home(page: HomePage, request: StaffRequest, *, today: Day) -> list[Section]:
    """Who lived here on the day that is asked, where systems disagree on it, and the households over time."""
    on = page.day if page.moment else None
    asked = lived_day(request.GET, today=today, on=on)
    home = living.at_home(
        page.home.id, viewer=request.viewer, today=today, on=on, day=asked.day, known=page.records
    )
    if home is None:
        return []
    found = [_on_the_day(home, asked, page.day)]
    if home.findings:
        found.append(_findings(home.findings, home, viewer=request.viewer, on=on))
    if periods := home.periods:
        blocks: list[Block] = [tables.over_time(periods, home)]
        title = words.listed([words.counted(len(periods), "household", "households")])
        found.append(Section("over-time", f"{title} over time", blocks))
    if said := _said(page, home):
        found.append(Section("spans", "Who says so, from when to when", said))
    return found


def _said(page: HomePage, home: AtHome) -> list[Block]:
    """Every entry behind all this, and the households as their systems hold them; both folded."""
    blocks: list[Block] = []
    if home.said.claims:
        blocks.append(tables.spans(home.said.claims, home, homes={}, rows=home.rows, day=home.now.day))
    if page.households:
        words_of = "How households are held"
        blocks.append(table(words_of, page.households, LAYOUTS["household"], folded=words_of))
    return blocks


def _on_the_day(home: AtHome, asked: Lived, shown: Day) -> Section:
    ask = AskBlock(asked.form, day_links(asked, home.periods, shown), ages(home), asked.on)
    blocks: list[Block] = [ask]
    if home.now.everybody:
        blocks.append(tables.who_lives("Who lives here, and who says so", home))
    else:
        blocks.append(_nobody(home))
    return Section("people", lives(home, is_past=asked.day is not None), blocks)


def lives(home: AtHome, *, is_past: bool = False) -> str:
    """ "Three people live here"; "One person lived here on 3 March 2026"."""
    count, day = len(home.now.lives), words.day(home.now.day)
    if not home.said.can_be_lived_in:
        return "Nobody lives here: it is not a home to live in"
    if not count:
        return f"Nobody is known to have lived here on {day}" if is_past else "Nobody is known to live here"
    if is_past:
        return f"{words.listed([words.counted(count, 'person', 'people')])} lived here on {day}"
    return words.listed([words.counted(count, "person lives here", "people live here")])


def ages(home: AtHome) -> str:
    """The ages on the day, and who is not counted."""
    said = [tables.ages_in_words(home.now.bands)]
    if home.now.told:
        count = words.counted(len(home.now.told), "more is told of", "more are told of")
        said.append(f"{words.listed([count])} and not counted: no tenancy or placement has them here.")
    return " ".join(one for one in said if one)


def _nobody(home: AtHome) -> EmptyBlock:
    empty = next((one for one in home.said.empties if one.on(home.now.day)), None)
    if empty:
        since = f" since {words.day(empty.from_on)}" if empty.from_on else ""
        return EmptyBlock("Empty", f"{called(empty.system)} has this home empty{since}.")
    if not home.said.tenancies:
        return EmptyBlock("Never let, as far as we know", "No tenancy of this home is held.")
    text = "People come from tenancies that run on the day, placements and applications. There is none."
    return EmptyBlock("Nobody", text)


def _findings(findings: Sequence[Told], home: AtHome, *, viewer: Viewer, on: Day | None) -> Section:
    sent = sent_for(home.home.id, viewer=viewer) if on is None else None
    rows = [_row(one, home.home.id, sent) for one in findings]
    count = words.counted(len(rows), "thing", "things")
    title = f"{words.listed([count])} about this household {'is' if len(rows) == 1 else 'are'} not right"
    return Section("findings", title, [FindingsBlock(rows)], needs_you=True)


def sent_for(home_id: str, *, viewer: Viewer) -> list[TaskShown] | None:
    """What was sent to be mended about a home and is not done; None for one who may not send anything."""
    if not may_read_on("unit", viewer):
        return None
    return notes.open_mendings("unit", [home_id], viewer=viewer).get(home_id, [])


def _row(one: Told, home_id: str, tasks: Sequence[TaskShown] | None) -> Row:
    sent = [task for task in tasks or () if task.about.get("finding") == one.finding.key]
    mend = None
    if tasks is not None and not sent:
        mend = Link("Send to be mended", reverse("mend-household", args=[home_id, one.finding.key]))
    papers = [
        Link(f"{called_(name)}", shown_day.page_of(ROUTES[table], own))
        for table, own, name in one.papers
        if table in ROUTES
    ]
    return Row(one.title, one.says, Status(Kind.YOU, "Decide"), papers, mend, [_sent(each) for each in sent])


ROUTES = {"tenancy": "tenancy", "housing_application": "application"}


def called_(name: str) -> str:
    """What to call a paper in a link of its own."""
    return f"{name[:1].upper()}{name[1:]}"


def _sent(task: TaskShown) -> Link:
    system = called(task.about["system"]) if task.about.get("system") else "its source"
    return Link(
        f"Sent to {system} on {words.day(task.made_at)} by {task.made_by}", reverse("task", args=[task.id])
    )


def of_person(page: PersonPage, request: StaffRequest, *, today: Day, on: Day | None) -> list[Section]:
    """With whom somebody lived on the day that is asked, and what systems say of where they lived."""
    asked = lived_day(request.GET, today=today, on=on, label="With whom they lived on")
    of = living.of_person(
        page.person.id, page.known, viewer=request.viewer, today=today, on=on, day=asked.day
    )
    if of is None:
        return []
    found = _with(of, asked)
    for home in of.homes:
        if about := [one for one in home.findings if page.person.id in one.finding.people]:
            found.append(_findings(about, home, viewer=request.viewer, on=on))
    if of.claims:
        homes = {one.id: one for one in of.records.get("unit", ())}
        rows = {one.id: one for name in ("household_member", "address") for one in of.records.get(name, ())}
        spans = tables.spans(of.claims, None, homes=homes, rows=rows, day=of.day)
        found.append(Section("spans", "Where systems say that they lived", [spans]))
    return found


def _with(of: OfPerson, asked: Lived) -> list[Section]:
    """A section for each home where they live on the day; one that says so where there is none."""
    is_past = asked.day is not None
    living_at = [one for one in of.homes if any(each.who.id == of.person_id for each in one.now.lives)]
    days = sorted({day for one in of.claims for day in (one.from_on, one.until_on) if day and day <= of.day})
    links = [Link("today" if not asked.on else words.day(asked.on), asked.href(None), current=not is_past)]
    links += [Link(words.day(day), asked.href(day), current=day == asked.day) for day in days[:-5:-1]]
    ask = AskBlock(asked.form, links, "", asked.on)
    if not living_at:
        text = "No tenancy that runs on the day, and no placement, has them in its household."
        day = f" on {words.day(of.day)}" if is_past else " now"
        title = f"Not in a household of ours{day}"
        return [Section("household", title, [ask, EmptyBlock("In no home of ours, as far as we know", text)])]
    found = []
    for at, home in enumerate(living_at):
        others = len(home.now.lives) - 1
        alone = "Lived alone" if is_past else "Lives alone"
        many = (
            f"{'Lived' if is_past else 'Lives'} with {words.counted(others, 'other person', 'other people')}"
        )
        title = f"{many if others else alone} at {short_address(home.home)}"
        blocks: list[Block] = [AskBlock(asked.form, links, ages(home), asked.on)] if at == 0 else []
        blocks.append(tables.who_lives("Who lives there, and who says so", home))
        people = f"{reverse('home', args=[home.home.id])}people/"
        href = people + (asked.href(asked.day) if asked.href(asked.day) != "?" else "")
        anchor = "household" if at == 0 else f"household-{at + 1}"
        found.append(Section(anchor, title, blocks, link=Link("Everybody there, by every system", href)))
    return found
