"""Who may read and write notes, what a note or task may hold, whom a text mentions. Spotlight R2 and R14."""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypedDict

from rooftree.records.claims.held import end_of, may_read
from rooftree.reference.accounts.rules import Role, Viewer, may_see_people, not_allowed
from rooftree.reference.refusals.rules import Reason
from rooftree.services.notes.vocabulary import categories, kinds, record_types

LONGEST_NOTE = 10_000
LONGEST_TITLE = 200
LONGEST_WORDS = 1_000
SENSITIVE = Role.OFFICER, Role.DATA_STEWARD
"""Planners book visits: what they need to know stands in the record, not in a sensitive note."""


class Step(StrEnum):
    """What can happen to a task."""

    MADE = "made"
    TAKEN = "taken"
    GIVEN = "given"
    DONE = "done"
    REOPENED = "reopened"


class Due(StrEnum):
    """When a task is due, as a list is grouped; the value stands in addresses."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"
    NO_DATE = "none"


def due(due_on: datetime.date | None, today: datetime.date) -> Due:
    """The group a task falls in. "This week" ends on Sunday."""
    if due_on is None:
        return Due.NO_DATE
    if due_on < today:
        return Due.OVERDUE
    if due_on == today:
        return Due.TODAY
    sunday = today + datetime.timedelta(days=6 - today.weekday())
    return Due.WEEK if due_on <= sunday else Due.LATER


def monday(today: datetime.date) -> datetime.datetime:
    """The moment this week began, in London."""
    return end_of(today - datetime.timedelta(days=today.weekday() + 1))


class View(StrEnum):
    """One view of somebody's work; the value stands in addresses."""

    MINE = "mine"
    MENTIONS = "mentions"
    TEAM = "team"
    NOBODYS = "nobodys"
    GIVEN = "given"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Sought:
    """Which part of somebody's work is looked for; what is empty narrows nothing."""

    view: View = View.MINE
    due: str = ""
    kind: str = ""
    record: str = ""


class Marks(TypedDict, total=False):
    """What a note may be besides its words: pinned, sensitive, and the users it asks to look."""

    pinned: bool
    sensitive: bool
    mentions: Sequence[int]


class Details(TypedDict, total=False):
    """What a task may say besides what must be done; `about` as words is why."""

    kind: str
    about: str | Mapping[str, str]
    assigned_to: int | None
    team: int | None
    due_on: datetime.date | None


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who can be mentioned or given a task."""

    user_id: int
    name: str
    email: str
    role: Role


def may_read_on(record_type: str, viewer: Viewer) -> bool:
    """A note on anything may name people, so it is for those who see people as well as the record itself."""
    if record_type not in record_types() or not may_see_people(viewer):
        return False
    return record_type == "disagreement" or may_read(record_type, viewer)


def may_see_sensitive(viewer: Viewer) -> bool:
    """Officers and data stewards open sensitive notes; each opening leaves a line in the audit trail."""
    return viewer.has_role(*SENSITIVE)


def readable_types(viewer: Viewer) -> list[str]:
    """The records whose notes and tasks this viewer may read."""
    return [code for code in record_types() if may_read_on(code, viewer)]


def refusal(record_type: str, viewer: Viewer, *, to: str) -> tuple[Reason, ...]:
    """Why this viewer may not write on such a record; empty when they may. `to` completes "you cannot…"."""
    return () if may_read_on(record_type, viewer) else (not_allowed(viewer, to=to),)


def why_note_is_refused(text: str, category: str) -> tuple[Reason, ...]:
    """Why a note cannot be kept as it is; the text is cleaned already."""
    reasons = list(why_words_are_refused(text, code="text", what="the note", most=LONGEST_NOTE))
    if category not in categories():
        reasons.append(Reason("category", "Choose what the note is about."))
    return tuple(reasons)


def why_task_is_refused(title: str, kind: str, about: Mapping[str, str]) -> tuple[Reason, ...]:
    """Why a task cannot be kept as it is."""
    reasons = list(why_words_are_refused(title, code="title", what="what must be done", most=LONGEST_TITLE))
    for name, said in about.items():
        reasons += _too_long(said, code=name, what=f"“{name.capitalize()}”", most=LONGEST_WORDS)
    if kind not in kinds():
        reasons.append(Reason("kind", "Choose what kind of task it is."))
    return tuple(reasons)


def why_words_are_refused(
    text: str, *, code: str, what: str, most: int = LONGEST_WORDS
) -> tuple[Reason, ...]:
    """Why some words cannot be kept: there are none, or too many."""
    if not text:
        return (Reason(code, f"Enter {what}."),)
    return tuple(_too_long(text, code=code, what=what[:1].upper() + what[1:], most=most))


def _too_long(text: str, *, code: str, what: str, most: int) -> list[Reason]:
    if len(text) <= most:
        return []
    says = f"{what} can have {most:,} characters; this has {len(text):,}."
    return [Reason(code, says, "Make it shorter, or write two.")]


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Whom the @ signs of a text name: users, names that two people share, and names of nobody."""

    users: tuple[int, ...] = ()
    shared: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def mentioned(text: str, colleagues: Iterable[Colleague]) -> Mentioned:
    """Whom a text mentions: @ and a full name, or a first name that only one colleague has."""
    names = _names(colleagues)
    users: list[int] = []
    shared: list[str] = []
    unknown: list[str] = []
    for at in re.finditer(r"(?<![\w@.])@(?=\w)", text):
        rest = text[at.end() : at.end() + 210]
        name = next((name for name in names if _begins(rest, name)), "")
        if not name:
            unknown.append(re.match(r"[\w.'’-]+", rest)[0])  # type: ignore[index]
        elif len(names[name]) > 1:
            shared.append(rest[: len(name)])
        else:
            users.append(names[name][0])
    return Mentioned(tuple(dict.fromkeys(users)), tuple(dict.fromkeys(shared)), tuple(dict.fromkeys(unknown)))


def _names(colleagues: Iterable[Colleague]) -> dict[str, list[int]]:
    """Every way to name somebody, the longest first so that "Ann Marie Hill" is not taken for "Ann"."""
    names: dict[str, list[int]] = {}
    for one in colleagues:
        full = " ".join(one.name.split()).casefold()
        for name in {full, full.split(" ")[0], one.email.partition("@")[0].casefold()} - {""}:
            names.setdefault(name, []).append(one.user_id)
    return dict(sorted(names.items(), key=lambda pair: -len(pair[0])))


def _begins(text: str, name: str) -> bool:
    found = text[: len(name)]
    after = text[len(name) : len(name) + 1]
    return " ".join(found.split()).casefold() == name and not (after.isalnum() or after == "_")


def why_mentions_are_refused(shared: Iterable[str]) -> tuple[Reason, ...]:
    """A name that two colleagues share names neither."""
    return tuple(
        Reason("text", f"More than one colleague is called {name}.", "Write the full name after the @.")
        for name in shared
    )
