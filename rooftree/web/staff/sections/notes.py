"""The section of notes and tasks, for the page of any record."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.urls import reverse

from rooftree.records.claims.held import end_of
from rooftree.services.notes import queries
from rooftree.services.notes.reading import NoteShown
from rooftree.services.notes.rules import may_read_on
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.parts import Link
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.asked_day import asked_day
from rooftree.web.staff.notes.forms import NoteForm, TaskForm
from rooftree.web.staff.notes.showing import TaskRow, task_rows
from rooftree.web.staff.showing.sections import EmptyBlock, Section

NEWEST = 5
"""Pinned notes, and then the newest, that a record's page shows; the page of all notes has the rest."""


@dataclass(frozen=True, slots=True)
class NotesBlock:
    """What is to be done, what was written, and two folded forms."""

    record_type: str
    record_id: str
    tasks: Sequence[TaskRow]
    notes: Sequence[NoteShown]
    note_form: NoteForm | None
    """Nothing on a page that shows another day."""
    task_form: TaskForm | None
    back: str
    """Where the forms lead when they have saved."""
    past: bool = False
    unfolded: str = ""
    """Which form stands open: "note" or "task"."""
    template: str = field(default="staff/notes_block.html")


def notes_section(record_type: str, record_id: str, *, request: StaffRequest) -> Section:
    """The newest notes and the open tasks on a record, with what it takes to write more."""
    title, viewer = "Notes and tasks", request.viewer
    if not may_read_on(record_type, viewer):
        text = "Notes may name people, so they are for those whose work is with people."
        return Section("notes", title, [EmptyBlock("Notes are not part of your role", text)], side="Notes")
    on = asked_day(request.GET, today=clock.today()).on
    written = queries.written_on(record_type, record_id, viewer=viewer, moment=end_of(on) if on else None)
    notes, tasks = written.notes, task_rows(written.tasks, viewer=viewer, today=clock.today())
    others = [] if on else queries.colleagues(record_type, viewer=viewer)
    teams = [] if on else queries.teams(viewer=viewer)
    shown = [one for at, one in enumerate(notes) if one.is_pinned or at < NEWEST]
    block = NotesBlock(
        record_type=record_type,
        record_id=record_id,
        tasks=tasks,
        notes=shown,
        note_form=None if on else NoteForm(viewer=viewer, others=others),
        task_form=None if on else TaskForm(viewer=viewer, others=others, teams=teams, today=clock.today()),
        past=on is not None,
        back=request.get_full_path() + "#notes",
    )
    said = words.listed(
        [words.counted(len(notes), "note", "notes"), words.counted(len(tasks), "open task", "open tasks")]
    )
    if on:
        said = f"{words.listed([words.counted(len(notes), 'note', 'notes')])}, as on {words.day(on)}"
    return Section(
        anchor="notes",
        title=title,
        blocks=[block],
        note=said,
        count=len(notes) + len(tasks),
        needs_you=any(one.is_mine for one in tasks),
        side="Notes",
        link=Link("All of them", reverse("notes-on", args=[record_type, record_id])),
    )
