"""Two readings of the same records, compared: what was added, went or changed, and since when."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rooftree.desk.histories.changes import Change, changed
from rooftree.desk.home import Lives
from rooftree.records.claims.held import Held, Records, Said, Value, end_of
from rooftree.records.claims.history import versions
from rooftree.reference.accounts.rules import Viewer


class Did(StrEnum):
    """What became of a record between two days."""

    CHANGED = "changed"
    ADDED = "added"
    GONE = "gone"
    ENDED = "ended"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class FactChange:
    """One fact held differently: since when, and the version that brought what is held on the later day."""

    change: Change
    since: datetime.datetime
    record: Held


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One record that is not as it was: `since` when, and its facts that differ."""

    did: Did
    record: Held
    before: Held | None
    since: datetime.datetime | None
    facts: tuple[FactChange, ...] = ()
    moved: tuple[str, ...] = ()
    """The links that lead elsewhere now: "person", "unit"."""


@dataclass(frozen=True, slots=True)
class LivesChange:
    """Somebody believed to live here on one of the days only: a record changed, or else time passed."""

    person: Held | None
    member: Held
    came: bool
    because: RecordChange | None
    on: datetime.date | None
    """The day of the world on which they came or left, as it is recorded."""


@dataclass(frozen=True, slots=True)
class SaidChange:
    """What one system came to say otherwise of the same fact."""

    system: str
    key: str
    change: Change
    since: datetime.datetime
    said: Said


def changes(
    before: Records, after: Records, days: tuple[datetime.date, datetime.date], *, viewer: Viewer
) -> list[RecordChange]:
    """Records of either day that are not the same on both, each with its versions in between."""
    pairs: dict[tuple[str, str], list[Held | None]] = {}
    for at, records in enumerate((before, after)):
        for table, rows in records.items():
            for one in rows:
                pairs.setdefault((table, one.id), [None, None])[at] = one
    differ = {key: pair for key, pair in pairs.items() if not _same(*pair)}
    asked: dict[str, list[Held]] = {}
    for (table, _), pair in differ.items():
        asked.setdefault(table, []).append(next(one for one in pair if one))
    past = versions(asked, viewer=viewer, moment=end_of(days[1]))
    history: dict[str, list[Held]] = {}
    for rows in past.values():
        for one in rows:
            history.setdefault(one.id, []).append(one)
    found = [_change(old, new, history.get(id_, [])) for (_, id_), (old, new) in differ.items()]
    return sorted((one for one in found if one), key=lambda one: str(one.since or ""), reverse=True)


def _same(old: Held | None, new: Held | None) -> bool:
    if old is None or new is None:
        return False
    return old.known_from == new.known_from


def _change(old: Held | None, new: Held | None, past: Sequence[Held]) -> RecordChange | None:
    if new is None and old is not None:
        return RecordChange(Did.GONE, old, old, _left(old, past))
    if new is None:
        return None
    story = [one for one in past if one.known_from < new.known_from] + [new]
    if old is None:
        return RecordChange(
            Did.ADDED, new, None, _began(story, lambda one: dict(one.links) == dict(new.links))
        )
    facts = tuple(FactChange(change, *_since(story, change)) for change in changed(old, new))
    moved = tuple(name for name in {**old.links, **new.links} if old.link(name) != new.link(name))
    ended, was = new.ended_on is not None, old.ended_on is not None
    if not (facts or moved or ended != was):
        return None
    did = Did.CHANGED if ended == was else Did.ENDED if ended else Did.BACK
    return RecordChange(did, new, old, new.known_from, facts, moved)


def _since(story: Sequence[Held], change: Change) -> tuple[datetime.datetime, Held]:
    """The version from which on the later value was held without a break."""
    found = story[-1]
    for one in reversed(story):
        if one.facts.get(change.column) != change.after:
            break
        found = one
    return found.known_from, found


def _began(story: Sequence[Held], still: Callable[[Held], bool]) -> datetime.datetime:
    """Since when a record stood where it stands on the later day."""
    found = story[-1]
    for one in reversed(story):
        if not still(one):
            break
        found = one
    return found.known_from


def _left(old: Held, past: Sequence[Held]) -> datetime.datetime | None:
    """When a record ceased to stand where it stood on the earlier day."""
    until = None
    for one in past:
        if one.known_from >= old.known_from:
            if dict(one.links) != dict(old.links):
                break
            until = one.known_to
    return until


def lives_changes(
    before: Sequence[Lives], after: Sequence[Lives], changes: Mapping[str, RecordChange]
) -> list[LivesChange]:
    """Who was believed to live there on one of the days only, and whether we learnt it or time passed."""
    old, new = ({_who(one): one for one in side} for side in (before, after))
    found = []
    for came, ours, theirs in ((True, new, old), (False, old, new)):
        for key, one in ours.items():
            if key in theirs:
                continue
            tenancy = one.tenancy.id if one.tenancy else one.member.link("tenancy")
            because = changes.get(one.member.id) or changes.get(tenancy)
            column = "starts_on" if came else "ends_on"
            now = because.record if because else one.member
            days = [now.day(column), one.member.day(column), one.tenancy.day(column) if one.tenancy else None]
            day = next((day for day in days if day), None)
            found.append(LivesChange(one.person, one.member, came, because, day))
    return found


def _who(one: Lives) -> str:
    return one.person.id if one.person else one.member.id


def said_changes(before: Iterable[Said], after: Iterable[Said]) -> Iterable[SaidChange]:
    """What each source row says otherwise on the later day, newest first."""
    old = {(one.lineage.system, one.lineage.key): one for one in before}
    for one in sorted(after, key=lambda one: one.known_from, reverse=True):
        earlier = old.get((one.lineage.system, one.lineage.key))
        if earlier is None or earlier.known_from == one.known_from:
            continue
        for column in dict.fromkeys([*earlier.facts, *one.facts]):
            was, now = earlier.facts.get(column), one.facts.get(column)
            if was != now and not column.endswith("_source"):
                change = Change(column, _plain(was), _plain(now))
                yield SaidChange(one.lineage.system, one.lineage.key, change, one.known_from, one)


def _plain(value: object) -> Value:
    return value if isinstance(value, str | int | float | bool) else None
