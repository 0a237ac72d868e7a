"""Somebody's work in groups by when it is due, and in one sentence; the start page begins with it."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils import timezone

from rooftree.records.claims.held import Held
from rooftree.reference.accounts.rules import Role, Viewer
from rooftree.services.notes import work as work_queries
from rooftree.services.notes.reading import NoteShown
from rooftree.services.notes.rules import Due, Sought, View
from rooftree.services.notes.subjects import subjects
from rooftree.services.notes.work import Item, Line
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.parts import Link
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.notes.showing import TaskRow, subject_link, task_row

WRITES_NOTES = (Role.OFFICER, Role.PLANNER, Role.DATA_STEWARD)
"""As `may_see_people` of the accounts' rules says: a note on anything may name people."""
VIEWS = {
    View.MINE: "Yours",
    View.MENTIONS: "To look at",
    View.TEAM: "Your team’s",
    View.NOBODYS: "Nobody’s yet",
    View.GIVEN: "Given to others",
    View.DONE: "Done this week",
}
GROUPS: dict[Due | None, str] = {
    None: "You are asked to look",
    Due.OVERDUE: "Overdue",
    Due.TODAY: "Today",
    Due.WEEK: "This week",
    Due.LATER: "Later",
    Due.NO_DATE: "No date",
}
ON_START = (View.TEAM, View.NOBODYS, View.GIVEN, View.DONE)


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note that asks its reader to look, and what it is on."""

    note: NoteShown
    on: Link
    day: str


@dataclass(frozen=True, slots=True)
class Group:
    """The items of one time."""

    anchor: str
    title: str
    rows: Sequence[TaskRow | NoteRow]


@dataclass(frozen=True, slots=True)
class OwnWork:
    """The first of somebody's work, for the start page, and how much there is of each view."""

    lines: Sequence[Line]
    rows: Sequence[TaskRow | NoteRow]
    views: Sequence[Link]


def own_work(request: StaffRequest, *, most: int) -> OwnWork | None:
    """The first of the viewer's work; nothing for those who have no work list."""
    viewer, today = request.viewer, clock.today()
    if not viewer.has_role(*WRITES_NOTES):
        return None
    items, lines = work_queries.work_of(viewer, today=today, sought=Sought(), most=most)
    found = groups(items, viewer=viewer, today=today)
    counts = {view: len(work_queries.lines_of(viewer, view, today=today)) for view in ON_START}
    views = [
        Link(said, f"{reverse('work')}?view={view.value}", counts.get(view, len(lines)), view is View.MINE)
        for view, said in VIEWS.items()
        if view in ON_START or view is View.MINE
    ]
    return OwnWork(lines, [row for group in found for row in group.rows], views)


def finding(lines: Iterable[Line]) -> str:
    """ "Six things need you, two of them today": overdue ones are said first."""
    found = list(lines)
    if not found:
        return "Nothing needs you"
    needs = words.counted(len(found), "thing needs you", "things need you")
    late = sum(one.due is Due.OVERDUE for one in found)
    now = sum(one.due is Due.TODAY for one in found)
    parts = [f"{words.counted(late, 'is', 'are')} overdue"] if late else []
    parts += [f"{words.counted(now, 'is', 'are')} due today"] if now else []
    if len(found) == 1 and parts:
        needs = f"{needs}, and it is {'overdue' if late else 'due today'}"
        return needs[:1].upper() + needs[1:]
    said = f"{needs}: {' and '.join(parts)}" if parts else needs
    return said[:1].upper() + said[1:]


def groups(items: Iterable[Item], *, viewer: Viewer, today: datetime.date) -> list[Group]:
    """Items in order, under when they are due."""
    found = list(items)
    on = subjects([_subject(one) for one in found], viewer=viewer)
    made: list[Group] = []
    for title, members in groupby(found, key=_group):
        rows = [_row(one, on, viewer=viewer, today=today) for one in members]
        made.append(Group(f"when-{len(made)}", title, rows))
    return made


def _group(one: Item) -> str:
    if one.task and one.task.done_at:
        return "Done this week"
    return GROUPS[one.due]


def _row(
    one: Item, on: dict[tuple[str, str], Held], *, viewer: Viewer, today: datetime.date
) -> TaskRow | NoteRow:
    if one.task:
        return task_row(one.task, viewer=viewer, today=today, on=on)
    assert one.note
    key = _subject(one)
    written_on = timezone.localdate(one.note.written_at)
    return NoteRow(one.note, subject_link(*key, on.get(key)), words.since_today(written_on, today))


def _subject(one: Item) -> tuple[str, str]:
    of = one.task or one.note
    assert of
    return of.record_type, of.record_id
