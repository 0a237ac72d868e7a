"""The section of notes and tasks, for the page of any record."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.urls import reverse

from rooftree.services.notes import queries
from rooftree.services.notes.reading import NoteShown
from rooftree.services.notes.rules import may_read_on
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.parts import Link
from rooftree.web.requests import StaffRequest
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
    note_form: NoteForm
    task_form: TaskForm
    back: str
    """Where the forms lead when they have saved."""
    unfolded: str = ""
    """Which form stands open: "note" or "task"."""
    template: str = field(default="staff/notes_block.html")


def notes_section(record_type: str, record_id: str, *, request: StaffRequest) -> Section:
    """The newest notes and the open tasks on a record, with what it takes to write more."""
    title, viewer = "Notes and tasks", request.viewer
    if not may_read_on(record_type, viewer):
        text = "Notes may name people, so they are for those whose work is with people."
        return Section("notes", title, [EmptyBlock("Notes are not part of your role", text)], side="Notes")
    written = queries.written_on(record_type, record_id, viewer=viewer)
    notes, tasks = written.notes, task_rows(written.tasks, viewer=viewer, today=clock.today())
    others = queries.colleagues(record_type, viewer=viewer)
    shown = [one for at, one in enumerate(notes) if one.is_pinned or at < NEWEST]
    block = NotesBlock(
        record_type=record_type,
        record_id=record_id,
        tasks=tasks,
        notes=shown,
        note_form=NoteForm(viewer=viewer, others=others),
        task_form=TaskForm(viewer=viewer, others=others, today=clock.today()),
        back=request.get_full_path() + "#notes",
    )
    said = words.listed(
        [words.counted(len(notes), "note", "notes"), words.counted(len(tasks), "open task", "open tasks")]
    )
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
