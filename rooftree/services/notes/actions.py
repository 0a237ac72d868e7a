"""Writing and changing notes, asking colleagues to look, and the life of a task."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Unpack

from django.db import transaction

from rooftree.reference.accounts.rules import Viewer, not_allowed
from rooftree.reference.audit.actions import record, record_reading
from rooftree.reference.refusals.rules import Reason, Refused
from rooftree.reference.typed_words.rules import cleaned
from rooftree.services.notes import asking, queries, rules
from rooftree.services.notes.models import Mention, Note, NoteVersion, Task, TaskStep
from rooftree.services.notes.reading import VersionShown, versions
from rooftree.services.notes.rules import Details, Marks, Step
from rooftree.services.notes.vocabulary import categories

DID = {
    Step.MADE: "made a task",
    Step.TAKEN: "took a task",
    Step.GIVEN: "gave a task",
    Step.DONE: "finished a task",
    Step.REOPENED: "reopened a task",
}


@transaction.atomic
def add_note(
    *,
    record_type: str,
    record_id: str,
    text: str,
    category: str,
    by: Viewer,
    now: datetime.datetime,
    **marks: Unpack[Marks],
) -> int:
    """A new note on a record; `pinned`, `sensitive` and `mentions` may be given. Returns its id."""
    asking.require(record_type, record_id, by, to="write notes on this record")
    text = cleaned(text)
    reasons = rules.why_note_is_refused(text, category)
    if reasons:
        raise Refused(*reasons)
    sensitive = marks.get("sensitive", False) or categories()[category].sensitive
    if sensitive and not rules.may_see_sensitive(by):
        raise Refused(not_allowed(by, to="write sensitive notes"))
    pinned = marks.get("pinned", False)
    row = Note.objects.create(
        record_type=record_type,
        record_id=record_id,
        category=category,
        is_sensitive=sensitive,
        written_at=now,
        written_by=by.name,
        writer_id=by.user_id,
        pinned_at=now if pinned else None,
        pinned_by=by.name if pinned else None,
    )
    NoteVersion.objects.create(note=row, number=1, text=text, written_at=now, written_by=by.name)
    told = _mention(row, text, marks.get("mentions", ()), by=by, now=now)
    _audit(row, "wrote a note", by=by, now=now, version=1, sensitive=sensitive, mentions=told)
    return row.pk


@transaction.atomic
def change_note(
    *, note_id: int, text: str, reason: str, by: Viewer, now: datetime.datetime, seen: int | None = None
) -> int:
    """New words for a note, with why; the old ones are kept. `seen` is the version its changer started from.

    Refused (`changed-since`) when somebody else has changed it meanwhile. Returns the version's number.
    """
    row = asking.note(note_id, by, to="change this note")
    if row.is_sensitive and not rules.may_see_sensitive(by):
        raise Refused(not_allowed(by, to="change sensitive notes"))
    text, reason = cleaned(text), cleaned(reason)
    reasons = rules.why_note_is_refused(text, row.category)
    reasons += rules.why_words_are_refused(reason, code="reason", what="why you change it")
    if seen is not None and seen != row.version:
        reasons += (asking.changed_since(row),)
    elif text == row.versions.get(number=row.version).text:
        reasons += (Reason("text", "The words are the same as before."),)
    if reasons:
        raise Refused(*reasons)
    row.version += 1
    row.save(update_fields=["version"])
    NoteVersion.objects.create(
        note=row, number=row.version, text=text, reason=reason, written_at=now, written_by=by.name
    )
    told = _mention(row, text, (), by=by, now=now)
    _audit(row, "changed a note", by=by, now=now, version=row.version, mentions=told)
    return row.version


@transaction.atomic
def pin(*, note_id: int, by: Viewer, now: datetime.datetime) -> None:
    """Puts a note first on its record."""
    row = asking.note(note_id, by, to="pin this note")
    if row.pinned_at is None:
        row.pinned_at, row.pinned_by = now, by.name
        row.save(update_fields=["pinned_at", "pinned_by"])
        _audit(row, "pinned a note", by=by, now=now)


@transaction.atomic
def unpin(*, note_id: int, by: Viewer, now: datetime.datetime) -> None:
    """Puts a note back in its place by date."""
    row = asking.note(note_id, by, to="unpin this note")
    if row.pinned_at is not None:
        row.pinned_at = row.pinned_by = None
        row.save(update_fields=["pinned_at", "pinned_by"])
        _audit(row, "unpinned a note", by=by, now=now)


@transaction.atomic
def open_sensitive(*, note_id: int, by: Viewer, now: datetime.datetime) -> list[VersionShown]:
    """Every version of a sensitive note, the newest first: a reading that leaves an audit row."""
    row = asking.note(note_id, by, to="open this note")
    if not rules.may_see_sensitive(by):
        raise Refused(not_allowed(by, to="open sensitive notes"))
    record_reading(
        by=by,
        now=now,
        subject_type=row.record_type,
        subject_id=row.record_id,
        part=f"sensitive note {row.pk}",
    )
    return versions(row.pk)


@transaction.atomic
def mark_seen(*, note_id: int, by: Viewer, now: datetime.datetime) -> bool:
    """The viewer has seen a note that mentions them; False when none did, or they had already."""
    row = asking.note(note_id, by, to="mark this note as seen")
    unseen = Mention.objects.filter(note=row, user_id=by.user_id or 0, seen_at=None)
    if not unseen.update(seen_at=now):
        return False
    _audit(row, "saw a note", by=by, now=now)
    return True


@transaction.atomic
def add_task(
    *,
    record_type: str,
    record_id: str,
    title: str,
    by: Viewer,
    now: datetime.datetime,
    **details: Unpack[Details],
) -> int:
    """Something to be done about a record; `Details` are what else it may say. Returns its id."""
    asking.require(record_type, record_id, by, to="make tasks on this record")
    kind, about = details.get("kind", "task"), details.get("about", "")
    about = {"why": about} if isinstance(about, str) else dict(about)
    about = {name: words for name, said in about.items() if (words := cleaned(said))}
    title = cleaned(title)
    if reasons := rules.why_task_is_refused(title, kind, about):
        raise Refused(*reasons)
    to = asking.colleague(details.get("assigned_to"), record_type, by=by)
    team = asking.team(details.get("team"))
    row = Task.objects.create(
        record_type=record_type,
        record_id=record_id,
        kind=kind,
        title=title,
        about=about,
        due_on=details.get("due_on"),
        made_at=now,
        made_by=by.name,
        assigned_to_id=to.user_id if to else None,
        team=team,
        giver_id=by.user_id if team or (to and to.user_id != by.user_id) else None,
    )
    _step(row, Step.MADE, by=by, now=now, to=to.name if to else team.name if team else "")
    return row.pk


@transaction.atomic
def take(*, task_id: int, by: Viewer, now: datetime.datetime) -> None:
    """Makes a task one's own. One that is somebody else's is given, not taken."""
    row = asking.task(task_id, by, to="take this task", undone=True)
    if row.assigned_to_id == by.user_id:
        return
    if row.assigned_to is not None:
        raise Refused(
            Reason("taken", f"{row.assigned_to.shown_name} has this task.", "Ask them to give it to you.")
        )
    row.assigned_to_id, row.giver_id = by.user_id, None
    row.save(update_fields=["assigned_to", "giver"])
    _step(row, Step.TAKEN, by=by, now=now)


@transaction.atomic
def give(
    *,
    task_id: int,
    to: int | None = None,
    team: int | None = None,
    by: Viewer,
    now: datetime.datetime,
    said: str = "",
) -> None:
    """Hands a task to a colleague or a team, who find it in their work; the giver sees what becomes of it."""
    row = asking.task(task_id, by, to="give this task to somebody", undone=True)
    colleague, group = asking.colleague(to, row.record_type, by=by), asking.team(team)
    if colleague is None and group is None:
        raise Refused(Reason("to", "Choose whom to give it to."))
    said = asking.words(said)
    row.assigned_to_id, row.team = to, group
    row.giver_id = by.user_id if to != by.user_id else None
    row.save(update_fields=["assigned_to", "team", "giver"])
    name = colleague.name if colleague else str(group)
    _step(row, Step.GIVEN, by=by, now=now, to=name, said=said)


@transaction.atomic
def done(*, task_id: int, by: Viewer, now: datetime.datetime, said: str = "") -> None:
    """A task is done. Said twice it is done once."""
    row = asking.task(task_id, by, to="finish this task")
    if row.done_at is not None:
        return
    said = asking.words(said)
    row.done_at, row.done_by = now, by.name
    row.save(update_fields=["done_at", "done_by"])
    _step(row, Step.DONE, by=by, now=now, said=said)


@transaction.atomic
def reopen(*, task_id: int, by: Viewer, now: datetime.datetime, reason: str = "") -> None:
    """A task that was called done is not."""
    row = asking.task(task_id, by, to="reopen this task")
    if row.done_at is None:
        return
    reason = asking.words(reason)
    row.done_at = row.done_by = None
    row.save(update_fields=["done_at", "done_by"])
    _step(row, Step.REOPENED, by=by, now=now, said=reason)


def _step(row: Task, step: Step, *, by: Viewer, now: datetime.datetime, to: str = "", said: str = "") -> None:
    TaskStep.objects.create(task=row, step=step.value, at=now, by=by.name, to=to, said=said)
    _audit(row, DID[step], by=by, now=now, **({"to": to} if to else {}))


def _mention(row: Note, text: str, chosen: Iterable[int], *, by: Viewer, now: datetime.datetime) -> list[int]:
    """Asks those to look whom the text names or its writer chose; returns who was asked."""
    able = {
        one.user_id: one for one in queries.colleagues(row.record_type, viewer=by, sensitive=row.is_sensitive)
    }
    named = rules.mentioned(text, queries.staff(viewer=by))
    if reasons := rules.why_mentions_are_refused(named.shared):
        raise Refused(*reasons)
    asked = dict.fromkeys([*named.users, *chosen])
    if unable := [one for one in asked if one not in able]:
        raise Refused(_may_not_read(row, unable, by=by))
    had = set(Mention.objects.filter(note=row).values_list("user_id", flat=True))
    new = [one for one in asked if one not in had and one != by.user_id]
    for one in new:
        Mention.objects.create(note=row, user_id=one, mentioned_at=now, mentioned_by=by.name)
    return new


def _may_not_read(row: Note, unable: Sequence[int], *, by: Viewer) -> Reason:
    """Who of those mentioned may not read the note, by name, and whether that is for its being sensitive."""
    names = [one.name for one in queries.staff(viewer=by) if one.user_id in unable]
    if len(names) < len(unable):
        says = "Somebody you mention may not read this note, or cannot sign in any more."
    else:
        what = "sensitive notes" if row.is_sensitive else "this note"
        says = f"{' and '.join(names)} may not read {what}."
    return Reason("mentions", says, "Mention only those whose role lets them read it.")


def _audit(
    row: Note | Task, did: str, *, by: Viewer, now: datetime.datetime, **detail: int | bool | str | list[int]
) -> None:
    """The trail tells of the record, so that its page can show it; the note or task is a detail."""
    detail = {"note" if isinstance(row, Note) else "task": row.pk} | detail
    record(
        by=by,
        now=now,
        action=did,
        subject_type=row.record_type,
        subject_id=row.record_id,
        detail=detail,
    )
