"""What needs one person: their tasks, nobody's tasks, what they gave away, notes that ask them to look."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from rooftree.reference.accounts.rules import Viewer
from rooftree.services.notes.models import Mention, Task
from rooftree.services.notes.queries import notes_by_ids, with_people
from rooftree.services.notes.reading import NoteShown, TaskShown, task_shown
from rooftree.services.notes.rules import Due, Sought, View, due, monday, readable_types

RANK: dict[Due | None, int] = {
    Due.OVERDUE: 0,
    Due.TODAY: 1,
    None: 2,
    Due.WEEK: 3,
    Due.LATER: 4,
    Due.NO_DATE: 5,
}
"""A note to look at has no date: it comes after what must be done today."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the work list: a task, or a note that asks its reader to look."""

    due: Due | None
    """None for a note to look at."""
    task: TaskShown | None = None
    note: NoteShown | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """An item before it is read: enough to count, to group and to put in order."""

    id: int
    is_note: bool
    due: Due | None
    due_on: datetime.date | None
    kind: str
    record_type: str


def lines_of(viewer: Viewer, view: View, *, today: datetime.date) -> list[Line]:
    """Everything in one view of somebody's work: what is overdue or due today, notes to look at, the rest."""
    types = readable_types(viewer)
    if viewer.user_id is None or not types:
        return []
    found: list[Line] = []
    if view in (View.MINE, View.MENTIONS):
        found += [Line(pk, True, None, None, "note", table) for pk, table in _mentions(viewer.user_id, types)]
    if view is not View.MENTIONS:
        found += [
            Line(pk, False, due(due_on, today), due_on, kind, table)
            for pk, due_on, kind, table in _tasks(viewer.user_id, view, types, today).values_list(
                "id", "due_on", "kind", "record_type"
            )
        ]
    return found if view is View.DONE else sorted(found, key=lambda one: RANK[one.due])


def fitting(lines: Iterable[Line], sought: Sought) -> list[Line]:
    """Those that fit the filters."""
    return [
        one
        for one in lines
        if (not sought.due or one.due == sought.due)
        and (not sought.kind or one.kind == sought.kind)
        and (not sought.record or one.record_type == sought.record)
    ]


def items(lines: Sequence[Line], *, viewer: Viewer) -> list[Item]:
    """The lines of one page, read in full."""
    tasks = {
        row.pk: task_shown(row)
        for row in with_people(Task.objects.filter(pk__in=[one.id for one in lines if not one.is_note]))
    }
    notes = notes_by_ids([one.id for one in lines if one.is_note], viewer=viewer)
    return [
        Item(one.due, None if one.is_note else tasks[one.id], notes.get(one.id) if one.is_note else None)
        for one in lines
        if one.id in (notes if one.is_note else tasks)
    ]


def work_of(
    viewer: Viewer, *, today: datetime.date, sought: Sought, most: int | None = None
) -> tuple[list[Item], list[Line]]:
    """The first items of somebody's work and every line of it, for the counts."""
    lines = fitting(lines_of(viewer, sought.view, today=today), sought)
    return items(lines[:most], viewer=viewer), lines


def _mentions(user_id: int, types: Sequence[str]) -> QuerySet[Mention, tuple[int, str]]:
    rows = Mention.objects.filter(user_id=user_id, seen_at=None, note__record_type__in=types)
    return rows.order_by("mentioned_at", "id").values_list("note_id", "note__record_type")


def _tasks(user_id: int, view: View, types: Sequence[str], today: datetime.date) -> QuerySet[Task]:
    mine, rows = Q(assigned_to_id=user_id), Task.objects.filter(record_type__in=types)
    if view is View.DONE:
        return rows.filter(mine | Q(giver_id=user_id), done_at__gte=monday(today)).order_by("-done_at", "-id")
    where = {
        View.MINE: mine,
        View.TEAM: Q(team__members__user_id=user_id) & ~mine,
        View.NOBODYS: Q(assigned_to=None, team=None),
        View.GIVEN: Q(giver_id=user_id) & ~mine,
    }[view]
    return rows.filter(where, done_at=None).order_by(F("due_on").asc(nulls_last=True), "id")
