"""What a note or task is on, and how a task stands, in words."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from rooftree.records.claims.held import Held
from rooftree.reference.accounts.rules import Viewer
from rooftree.services.notes.reading import TaskShown
from rooftree.services.notes.rules import Due, due
from rooftree.services.notes.vocabulary import record_types
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Link, Status
from rooftree.web.staff.names import name_of, short_address

REFERENCES = ("tenancy_ref", "job_ref", "order_ref", "void_ref", "case_ref", "application_ref", "name")
"""By what a record without a name or an address is known, the first that it has."""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task in a list."""

    task: TaskShown
    status: Status
    when: object
    when_sub: str
    whose: str
    on: Link | None = None
    """What it is on, where the list is of more than one record."""
    is_mine: bool = False


def subject_link(record_type: str, record_id: str, held: Held | None) -> Link:
    """A record as a link: by address, name or reference, to its page or else to the notes on it."""
    known = record_types()[record_type]
    if held is None:
        said = known.words
    elif record_type in ("unit", "property"):
        said = short_address(held)
    elif record_type == "person":
        said = name_of(held)
    else:
        reference = next((one for name in REFERENCES if (one := held.text(name))), held.lineage.key)
        said = f"{known.words} {reference}".strip()
    if known.page and held is not None:
        return Link(said, reverse(known.page, args=[record_id]))
    return Link(said, reverse("notes-on", args=[record_type, record_id]))


def task_row(
    one: TaskShown, *, viewer: Viewer, today: datetime.date, on: Mapping[tuple[str, str], Held] | None = None
) -> TaskRow:
    """A task as a row; with `on`, it says what it is on."""
    link = None
    if on is not None:
        key = (one.record_type, one.record_id)
        link = subject_link(*key, on.get(key))
    return TaskRow(
        task=one,
        status=standing(one, today),
        when=_when(one, today),
        when_sub=_when_sub(one, today),
        whose=_whose(one, viewer),
        on=link,
        is_mine=one.assigned_to == viewer.user_id,
    )


def task_rows(found: Iterable[TaskShown], *, viewer: Viewer, today: datetime.date) -> list[TaskRow]:
    """The tasks on one record."""
    return [task_row(one, viewer=viewer, today=today) for one in found]


def standing(one: TaskShown, today: datetime.date) -> Status:
    """How a task stands: in words as well as colour."""
    if one.done_at is not None:
        return Status(Kind.OK, "Done")
    stands = due(one.due_on, today)
    if stands is Due.OVERDUE and one.due_on:
        days = (today - one.due_on).days
        return Status(Kind.OVER, f"{words.counted(days, 'day', 'days')} overdue".capitalize())
    if stands is Due.TODAY:
        return Status(Kind.DUE, "Due today")
    if one.assigned_to is None and one.team_id is None:
        return Status(Kind.YOU, "Nobody’s yet")
    if one.assigned_to is None:
        return Status(Kind.WAIT, "To be taken")
    return Status(Kind.WAIT, "To do")


def _when(one: TaskShown, today: datetime.date) -> str:
    if one.done_at is not None:
        return words.since_today(one.done_at, today)
    if one.due_on is None:
        return "No date"
    if one.due_on == today:
        return "Today"
    return f"{one.due_on:%A}" if due(one.due_on, today) is Due.WEEK else words.short_day(one.due_on)


def _when_sub(one: TaskShown, today: datetime.date) -> str:
    if one.done_at is not None:
        return f"by {one.done_by}"
    if one.due_on and due(one.due_on, today) is Due.WEEK:
        return words.short_day(one.due_on)
    return str(one.due_on.year) if one.due_on and one.due_on.year != today.year else ""


def _whose(one: TaskShown, viewer: Viewer) -> str:
    if one.assigned_to is None:
        return f"For {one.team_name}" if one.team_name else "Nobody’s yet"
    if one.assigned_to != viewer.user_id:
        return f"With {one.assigned_name}"
    if one.giver_name:
        return f"Yours, from {one.giver_name}"
    return "Yours"
