"""Rows as readers take them, and the ids under which one record's notes may stand."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rooftree.services.notes.models import Note, NoteVersion, Task
from rooftree.services.notes.vocabulary import categories, kinds


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody whom a note mentions, and when they marked it seen."""

    user_id: int
    name: str
    seen_at: datetime.datetime | None


@dataclass(frozen=True, slots=True)
class NoteShown:
    """One note as its reader may see it: `text` is None while a sensitive one is folded."""

    id: int
    record_type: str
    record_id: str
    category: str
    text: str | None
    is_sensitive: bool
    may_open: bool
    is_pinned: bool
    written_at: datetime.datetime
    written_by: str
    version: int
    changed_at: datetime.datetime
    changed_by: str
    mentions: Sequence[Asked] = ()

    def opened(self, text: str) -> "NoteShown":
        """The same note with its words, for one who has opened it."""
        return replace(self, text=text)

    @property
    def category_words(self) -> str:
        """What it is about, in words."""
        known = categories().get(self.category)
        return known.words if known else self.category


@dataclass(frozen=True, slots=True)
class VersionShown:
    """The words of a note at one time."""

    number: int
    text: str
    reason: str
    written_at: datetime.datetime
    written_by: str


@dataclass(frozen=True, slots=True)
class StepShown:
    """One thing that happened to a task."""

    step: str
    at: datetime.datetime
    by: str
    to: str
    said: str


@dataclass(frozen=True, slots=True)
class TaskShown:
    """One task: what must be done, why, by when, whose it is."""

    id: int
    record_type: str
    record_id: str
    kind: str
    title: str
    about: Mapping[str, str]
    due_on: datetime.date | None
    made_at: datetime.datetime
    made_by: str
    assigned_to: int | None
    assigned_name: str
    team_id: int | None
    team_name: str
    giver_id: int | None
    giver_name: str
    done_at: datetime.datetime | None
    done_by: str
    steps: Sequence[StepShown] = ()

    @property
    def kind_words(self) -> str:
        """What kind of task it is, in words."""
        return kinds().get(self.kind, self.kind)

    @property
    def why(self) -> str:
        """Why it must be done."""
        return self.about.get("why", "")


def note_shown(row: Note, *, may_open: bool) -> NoteShown:
    """A note with the words of its standing version annotated, and its mentions prefetched as `asked`."""
    return NoteShown(
        id=row.pk,
        record_type=row.record_type,
        record_id=row.record_id,
        category=row.category,
        text=None if row.is_sensitive else row.standing_text,  # type: ignore[attr-defined]
        is_sensitive=row.is_sensitive,
        may_open=may_open,
        is_pinned=row.pinned_at is not None,
        written_at=row.written_at,
        written_by=row.written_by,
        version=row.standing_number,  # type: ignore[attr-defined]
        changed_at=row.standing_at,  # type: ignore[attr-defined]
        changed_by=row.standing_by,  # type: ignore[attr-defined]
        mentions=[
            Asked(one.user_id, one.user.shown_name, one.seen_at)
            for one in row.asked  # type: ignore[attr-defined]
        ],
    )


def versions(note_id: int) -> list[VersionShown]:
    """Every version of a note, the newest first, for a caller who has asked whether the viewer may."""
    rows = NoteVersion.objects.filter(note_id=note_id).order_by("-number")
    return [VersionShown(row.number, row.text, row.reason, row.written_at, row.written_by) for row in rows]


def task_shown(row: Task, steps: Iterable[StepShown] = ()) -> TaskShown:
    """A task whose people are joined."""
    return TaskShown(
        id=row.pk,
        record_type=row.record_type,
        record_id=row.record_id,
        kind=row.kind,
        title=row.title,
        about=row.about,
        due_on=row.due_on,
        made_at=row.made_at,
        made_by=row.made_by,
        assigned_to=row.assigned_to_id,
        assigned_name=row.assigned_to.shown_name if row.assigned_to else "",
        team_id=row.team_id,
        team_name=row.team.name if row.team else "",
        giver_id=row.giver_id,
        giver_name=row.giver.shown_name if row.giver else "",
        done_at=row.done_at,
        done_by=row.done_by or "",
        steps=list(steps),
    )
