"""While somebody types, and when nothing fits: the nearest records and spellings, and what may be hidden."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rooftree.desk.freshness import SystemFreshness, by_system
from rooftree.desk.search.searching import KIND_OF, Results, hidden_kinds
from rooftree.records.claims.held import Held
from rooftree.records.finding.queries import dictionary, entries, loading, references
from rooftree.records.finding.rules.asked import sought
from rooftree.records.finding.rules.meaning import How, Meaning
from rooftree.records.people import queries as people
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.audit.queries import recently_read_by, recently_sought_by

SHORTEST = 3
"""Fewer letters suggest everything."""
MOST_SUGGESTED = 8
MOST_SPELLINGS = 3
MOST_WORDS_LEFT_OUT = 6
RECENT = 5


@dataclass(frozen=True, slots=True)
class Suggested:
    """One record that what has been typed so far may lead to."""

    kind: str
    record: Held
    sub: str


def suggestions(typed: str, *, viewer: Viewer, today: datetime.date) -> list[Suggested]:
    """The few that fit best so far; the last word may be unfinished."""
    asked = sought(typed, today=today)
    if len(asked.text) < SHORTEST or asked.nothing:
        return []
    found: list[tuple[str, str, str]] = []
    named = references.called(asked.references, viewer=viewer)
    named += references.reached_at(phone=asked.phone, email=asked.email, viewer=viewer)
    if asked.words or asked.born_on:
        meanings = dictionary.meanings(asked.words, viewer=viewer) if asked.words else []
        near = entries.found(meanings, viewer=viewer, least=How.INITIAL, born_on=asked.born_on)
        found = [(one.entity_type, one.id, "") for one in near[:MOST_SUGGESTED]]
    if not named and not found:
        named = references.beginning(asked.references, viewer=viewer)
    chosen = list(dict.fromkeys([*((one.table, one.id, one.reference) for one in named), *found]))
    return _suggested(chosen[:MOST_SUGGESTED], viewer=viewer, today=today)


def _suggested(
    chosen: Sequence[tuple[str, str, str]], *, viewer: Viewer, today: datetime.date
) -> list[Suggested]:
    wanted: dict[str, list[str]] = {}
    for table, one, _ in chosen:
        wanted.setdefault(table, []).append(one)
    known = loading.records(wanted, viewer=viewer)
    persons = wanted.get("person", [])
    lives = people.homes_of(persons, viewer=viewer, today=today) if persons else {}
    return [
        Suggested(KIND_OF[table], known[one], reference or _where(known[one], lives.get(one)))
        for table, one, reference in chosen
        if one in known
    ]


def _where(record: Held, lives: dict[str, Any] | None) -> str:
    if record.table != "person":
        return record.text("description")
    return str(lives["tenancy__unit__address_line"] or "") if lives else ""


@dataclass(frozen=True, slots=True)
class Instead:
    """What to search for instead, the word that is left out then, and how many fit."""

    typed: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class LookedFor:
    """A typed word that nobody and nothing is called, and the nearest that were looked for in its place."""

    typed: str
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Help:
    """What to make of nothing found."""

    looked_for: Sequence[LookedFor]
    without: Sequence[Instead]
    hidden: Sequence[str]
    stale: Sequence[SystemFreshness]


def help_with(results: Results, *, viewer: Viewer, now: datetime.datetime) -> Help:
    """What each word was taken for, what fits with a word less, what may be hidden or out of date."""
    return Help(
        looked_for=_looked_for(results),
        without=_without(results, viewer),
        hidden=hidden_kinds(viewer),
        stale=[one for one in by_system(viewer=viewer, now=now) if one.stale],
    )


def _looked_for(results: Results) -> list[LookedFor]:
    """Words that occur nowhere as they were typed, each with what it was taken for instead."""
    return [
        LookedFor(one.typed, tuple(each.word for each in one.occurs)[:MOST_SPELLINGS])
        for one in results.meanings
        if not one.is_known and not one.is_initial
    ]


def _without(results: Results, viewer: Viewer) -> list[Instead]:
    """With each word left out in turn, where something fits then."""
    meanings: Sequence[Meaning] = results.meanings
    if not 2 <= len(meanings) <= MOST_WORDS_LEFT_OUT:
        return []
    found = []
    for at, left_out in enumerate(meanings):
        others = [*meanings[:at], *meanings[at + 1 :]]
        fitting = entries.found(others, viewer=viewer, least=How.SLIP, moment=results.moment)
        if fitting:
            typed = " ".join(one.typed for one in others)
            found.append(Instead(typed, left_out.typed, len(fitting)))
    return found


@dataclass(frozen=True, slots=True)
class Recent:
    """What this viewer opened and searched for last: their own lines of the audit trail only."""

    opened: Sequence[tuple[str, Held]]
    sought: Sequence[str]


def recent(*, viewer: Viewer) -> Recent:
    """The last few of each."""
    lines = recently_read_by(viewer=viewer, subject_types=["person", "unit", "home"], limit=RECENT)
    tables = {"person": "person", "unit": "unit", "home": "unit"}
    wanted: dict[str, list[str]] = {}
    for line in lines:
        wanted.setdefault(tables[line.subject_type], []).append(line.subject_id)
    known = loading.records(wanted, viewer=viewer)
    opened = [
        (known[one.subject_id].table, known[one.subject_id]) for one in lines if one.subject_id in known
    ]
    return Recent(opened, recently_sought_by(viewer=viewer, limit=RECENT))
