"""Case notes and tasks on a record, and what waits for the reader. A sensitive note stays folded here."""

import datetime
from typing import Annotated, Any

from django.http import Http404
from ninja import Query, Router, Schema
from pydantic import AfterValidator, BaseModel, Field

from rooftree.api import clock, telling
from rooftree.api.asking import MOST, RecordId
from rooftree.api.reading import ApiRequest, reads
from rooftree.reference.accounts.rules import Scope
from rooftree.reference.audit.actions import record_reading
from rooftree.services.notes import queries
from rooftree.services.notes.reading import NoteShown, TaskShown
from rooftree.services.notes.rules import Sought, View
from rooftree.services.notes.vocabulary import record_types
from rooftree.services.notes.work import work_of

router = Router(tags=["Notes and tasks"])
BIGGEST_ID = 2**63 - 1


def _a_type(text: str) -> str:
    if text not in record_types():
        raise ValueError("there are no notes on such a record")
    return text


class NoteRead(BaseModel):
    """One case note, as it stands."""

    id: int
    type: str = Field(description="The table of the record it is on.", examples=["unit"])
    of: str = Field(description="The id of the record it is on.")
    category: str
    text: str | None = Field(
        description="Null when it is sensitive: those are opened on its page, one by one."
    )
    is_sensitive: bool
    is_pinned: bool
    written_at: datetime.datetime
    written_by: str
    version: int = Field(description="Notes are never changed silently: every version is kept.")
    changed_at: datetime.datetime
    changed_by: str


class TaskRead(BaseModel):
    """One task."""

    id: int
    type: str = Field(description="The table of the record it is about.", examples=["unit"])
    of: str = Field(description="The id of the record it is about.")
    kind: str
    title: str
    about: dict[str, str] = Field(description="Why, and for one to mend at its source: what is right.")
    due_on: datetime.date | None
    made_at: datetime.datetime
    made_by: str
    assigned_name: str = Field(description="Whose it is; empty when it is nobody's.")
    giver_name: str
    done_at: datetime.datetime | None
    done_by: str


class Notes(BaseModel):
    """The notes on one record: pinned first, then the newest."""

    items: list[NoteRead]


class Tasks(BaseModel):
    """Tasks, the soonest first."""

    items: list[TaskRead]


class OnRecord(Schema):
    """Which record."""

    type: Annotated[str, Field(max_length=60), AfterValidator(_a_type)] = Field(
        description="The table of a record.", examples=["unit"]
    )
    of: RecordId = Field(description="The id of the record.", min_length=1)


class TasksOnRecord(OnRecord):
    """Which tasks."""

    done: bool = Field(False, description="Those that are done, instead of those that are not.")


class WorkAsked(Schema):
    """Which part of one's work."""

    view: View = Field(View.MINE, description="One's own, nobody's, those given away, those done.")
    limit: int = Field(100, ge=1, le=MOST, description="How many, at most.")


@reads(router, "/notes", name="notes", answers=Notes, scope=Scope.PEOPLE)
def notes(request: ApiRequest, asked: Query[OnRecord]) -> dict[str, Any]:
    """List the notes on one record."""
    found = queries.notes_on(asked.type, asked.of, viewer=request.viewer)
    _read(request, asked.type, asked.of, "notes")
    return {"items": [_note(one) for one in found]}


@reads(router, "/notes/{int:note_id}", name="note", answers=NoteRead, scope=Scope.PEOPLE)
def note(request: ApiRequest, note_id: int) -> dict[str, Any]:
    """Read one note."""
    found = queries.note(note_id, viewer=request.viewer) if note_id <= BIGGEST_ID else None
    if found is None:
        raise Http404
    _read(request, found.record_type, found.record_id, f"note {note_id}")
    return _note(found)


@reads(router, "/tasks", name="tasks", answers=Tasks, scope=Scope.PEOPLE)
def tasks(request: ApiRequest, asked: Query[TasksOnRecord]) -> dict[str, Any]:
    """List what has to be done about one record."""
    found = queries.tasks_on(asked.type, asked.of, viewer=request.viewer, done=asked.done)
    _read(request, asked.type, asked.of, "tasks")
    return {"items": [_task(one) for one in found]}


@reads(router, "/tasks/{int:task_id}", name="task", answers=TaskRead, scope=Scope.PEOPLE)
def task(request: ApiRequest, task_id: int) -> dict[str, Any]:
    """Read one task."""
    found = queries.task(task_id, viewer=request.viewer) if task_id <= BIGGEST_ID else None
    if found is None:
        raise Http404
    _read(request, found.record_type, found.record_id, f"task {task_id}")
    return _task(found)


@reads(router, "/work", name="work", answers=Tasks, scope=Scope.PEOPLE)
def work(request: ApiRequest, asked: Query[WorkAsked]) -> dict[str, Any]:
    """List the tasks of the one who asks."""
    items, _ = work_of(request.viewer, today=clock.today(), sought=Sought(view=asked.view), most=asked.limit)
    return {"items": [_task(one.task) for one in items if one.task]}


def _read(request: ApiRequest, record_type: str, record_id: str, part: str) -> None:
    record_reading(
        by=request.viewer,
        now=clock.now(),
        subject_type=record_type,
        subject_id=record_id,
        part=telling.came_by(request, part),
    )


def _note(one: NoteShown) -> dict[str, Any]:
    names = NoteRead.model_fields.keys() - {"type", "of"}
    return {name: getattr(one, name) for name in names} | {"type": one.record_type, "of": one.record_id}


def _task(one: TaskShown) -> dict[str, Any]:
    names = TaskRead.model_fields.keys() - {"type", "of", "about"}
    told = {name: getattr(one, name) for name in names} | {"type": one.record_type, "of": one.record_id}
    return told | {"about": {name: str(said) for name, said in one.about.items()}}
