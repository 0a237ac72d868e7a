"""Notes and tasks on records, for others to read."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F, OuterRef, Prefetch, QuerySet, Subquery

from rooftree.records.claims.held import record_id as uuid_of
from rooftree.records.matching.queries import same_as
from rooftree.reference.accounts.rules import Role, Viewer
from rooftree.reference.asking import asked
from rooftree.services.notes.models import Mention, Note, NoteVersion, Task, TaskStep
from rooftree.services.notes.reading import (
    NoteShown,
    StepShown,
    TaskShown,
    VersionShown,
    note_shown,
    task_shown,
    versions,
)
from rooftree.services.notes.rules import Colleague, may_read_on, may_see_sensitive, readable_types
from rooftree.services.notes.subjects import known_under

OWN = f"SELECT id::text FROM ({same_as(own='$1', kind='$2')}) same"  # noqa: S608 - its own words only
ANY_WRITTEN = f"""
SELECT EXISTS (SELECT FROM note WHERE record_type = $2 AND record_id IN ({OWN})),
       EXISTS (SELECT FROM task WHERE record_type = $2 AND record_id IN ({OWN}))
"""  # noqa: S608 - its own words only
STAFF = """
SELECT id, coalesce(nullif(full_name, ''), email), email, role FROM user_account
WHERE is_active ORDER BY full_name, email
"""


@dataclass(frozen=True, slots=True)
class Written:
    """What stands on one record: notes, what has to be done, what has been."""

    notes: Sequence[NoteShown]
    tasks: Sequence[TaskShown]
    done: Sequence[TaskShown]


def staff(*, viewer: Viewer) -> list[Colleague]:
    """Everybody who can sign in, by name, for those who may read notes at all."""
    if not readable_types(viewer):
        return []
    return [Colleague(own, name, email, Role(role)) for own, name, email, role in asked(STAFF, [])]


def teams(*, viewer: Viewer) -> list[tuple[int, str]]:
    """The teams that a task can be given to, by name."""
    if not readable_types(viewer):
        return []
    return asked("SELECT id, name FROM team ORDER BY name", [])


def colleagues(record_type: str = "", *, viewer: Viewer, sensitive: bool = False) -> list[Colleague]:
    """Those who can be mentioned, or given a task, about such a record; by name."""
    return [one for one in staff(viewer=viewer) if _can_be_asked(one, record_type, sensitive=sensitive)]


def _can_be_asked(one: Colleague, record_type: str, *, sensitive: bool) -> bool:
    they = Viewer(user_id=one.user_id, name=one.name, role=one.role)
    may = may_read_on(record_type, they) if record_type else bool(readable_types(they))
    return may and (may_see_sensitive(they) or not sensitive)


def written_on(
    record_type: str,
    record_id: str,
    *,
    viewer: Viewer,
    done: bool = False,
    moment: datetime.datetime | None = None,
) -> Written:
    """Everything on one record and on those joined to it; with `done`, what was done too.

    As at a moment: the notes written by then in the words they had then, and no tasks.
    """
    any_note, any_task = _any_written(record_type, record_id) if may_read_on(record_type, viewer) else (0, 0)
    if not (any_note or any_task):
        return Written((), (), ())
    ids = list(known_under(record_type, [record_id]))
    wants_tasks = any_task and not moment
    return Written(
        notes=_notes(record_type, ids, viewer, moment) if any_note else (),
        tasks=_tasks(record_type, ids, done=False) if wants_tasks else (),
        done=_tasks(record_type, ids, done=True) if wants_tasks and done else (),
    )


def notes_on(
    record_type: str, record_id: str, *, viewer: Viewer, moment: datetime.datetime | None = None
) -> list[NoteShown]:
    """The notes on one record, those of records joined to it included: pinned first, then the newest.

    As at a moment: those written by then, in the words they had then.
    """
    if not may_read_on(record_type, viewer) or not _any_written(record_type, record_id)[0]:
        return []
    return _notes(record_type, list(known_under(record_type, [record_id])), viewer, moment)


def _any_written(record_type: str, record_id: str) -> tuple[bool, bool]:
    """Whether there is a note, and a task: on most records there is none, and every home's page asks."""
    if own := uuid_of(record_id):
        note, task = asked(ANY_WRITTEN, [own, record_type])[0]
        return note, task
    on = {"record_type": record_type, "record_id": record_id}
    return Note.objects.filter(**on).exists(), Task.objects.filter(**on).exists()


def tasks_on(record_type: str, record_id: str, *, viewer: Viewer, done: bool = False) -> list[TaskShown]:
    """What has to be done about one record, the soonest first; or what has been, the newest first."""
    if not may_read_on(record_type, viewer) or not _any_written(record_type, record_id)[1]:
        return []
    return _tasks(record_type, list(known_under(record_type, [record_id])), done=done)


def _notes(
    record_type: str, ids: Sequence[str], viewer: Viewer, moment: datetime.datetime | None = None
) -> list[NoteShown]:
    rows = _with_words(Note.objects.filter(record_type=record_type, record_id__in=ids), moment)
    rows = rows.order_by(F("pinned_at").desc(nulls_last=True), "-written_at", "-id")
    may_open = may_see_sensitive(viewer)
    return [note_shown(row, may_open=may_open) for row in rows]


def _tasks(record_type: str, ids: Sequence[str], *, done: bool) -> list[TaskShown]:
    rows = with_people(Task.objects.filter(record_type=record_type, record_id__in=ids))
    if done:
        rows = rows.filter(done_at__isnull=False).order_by("-done_at", "-id")
    else:
        rows = rows.filter(done_at=None).order_by(F("due_on").asc(nulls_last=True), "id")
    return [task_shown(row) for row in rows]


def note(note_id: int, *, viewer: Viewer) -> NoteShown | None:
    """One note, folded if it is sensitive (`actions.open_sensitive` opens it)."""
    row = _with_words(Note.objects.filter(pk=note_id)).first()
    if row is None or not may_read_on(row.record_type, viewer):
        return None
    return note_shown(row, may_open=may_see_sensitive(viewer))


def notes_by_ids(note_ids: Iterable[int], *, viewer: Viewer) -> dict[int, NoteShown]:
    """Some notes by their id, those that this viewer may read; sensitive ones folded."""
    rows = _with_words(Note.objects.filter(pk__in=list(note_ids), record_type__in=readable_types(viewer)))
    may_open = may_see_sensitive(viewer)
    return {row.pk: note_shown(row, may_open=may_open) for row in rows}


def versions_of(note_id: int, *, viewer: Viewer) -> list[VersionShown]:
    """Every version of a note, the newest first. Those of a sensitive one come with its opening."""
    row = Note.objects.filter(pk=note_id, is_sensitive=False).first()
    if row is None or not may_read_on(row.record_type, viewer):
        return []
    return versions(note_id)


def task(task_id: int, *, viewer: Viewer) -> TaskShown | None:
    """One task with everything that happened to it."""
    row = with_people(Task.objects.filter(pk=task_id)).first()
    if row is None or not may_read_on(row.record_type, viewer):
        return None
    steps = TaskStep.objects.filter(task_id=task_id).order_by("id")
    return task_shown(row, [StepShown(one.step, one.at, one.by, one.to, one.said) for one in steps])


def open_mendings(
    record_type: str, record_ids: Iterable[str], *, viewer: Viewer
) -> dict[str, list[TaskShown]]:
    """What is to be mended at its source on some records, by the id asked for.

    Each task's `about` says `system`, `attribute`, what is `right` and `why`, as far as they were given.
    """
    asked = list(dict.fromkeys(str(one) for one in record_ids))
    if not asked or not may_read_on(record_type, viewer):
        return {}
    ids = known_under(record_type, asked)
    rows = with_people(
        Task.objects.filter(record_type=record_type, record_id__in=ids, kind="mend_at_source", done_at=None)
    )
    found: dict[str, list[TaskShown]] = {}
    for row in rows.order_by(F("due_on").asc(nulls_last=True), "id"):
        found.setdefault(ids[row.record_id], []).append(task_shown(row))
    return found


def with_people(rows: QuerySet[Task]) -> QuerySet[Task]:
    """Tasks with the people they name."""
    return rows.select_related("assigned_to", "team", "giver")


def _with_words(rows: QuerySet[Note], moment: datetime.datetime | None = None) -> QuerySet[Note]:
    """Notes with the version that stands, or stood at a moment, by one join; and whom they ask to look."""
    number: F | Subquery = F("version")
    if moment is not None:
        then = NoteVersion.objects.filter(note_id=OuterRef("pk"), written_at__lt=moment)
        number = Subquery(then.order_by("-number").values("number")[:1])
    asked = Mention.objects.select_related("user").order_by("id")
    return (
        rows.filter(versions__number=number)
        .annotate(
            standing_number=F("versions__number"),
            standing_text=F("versions__text"),
            standing_at=F("versions__written_at"),
            standing_by=F("versions__written_by"),
        )
        .prefetch_related(Prefetch("mentions", queryset=asked, to_attr="asked"))
    )
