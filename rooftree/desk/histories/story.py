"""A story put together from what was read: what happened and what changed, newest first, page by page."""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rooftree.desk.histories.changes import Change, changed
from rooftree.desk.histories.happenings import Kind, When
from rooftree.desk.histories.telling import Told, day_of, told
from rooftree.records.claims.held import LONDON, Held
from rooftree.records.claims.history import elsewhere, superseded
from rooftree.records.claims.queries import Want
from rooftree.reference.accounts.rules import Viewer

A_PAGE = 40


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. `record` has its source; `changes` are what changed of the record itself."""

    when: When
    kind: Kind
    title: str
    text: str
    record: Held
    leads: tuple[str, str] | None
    is_key: bool
    cursor: str
    changes: tuple[Change, ...] = ()

    @property
    def day(self) -> datetime.date:
        """The day of it, in London."""
        return day_of(self.when)


@dataclass(frozen=True, slots=True)
class Timeline:
    """One page of a story: `counts` is of all of it by kind, `earlier` the cursor of the next page."""

    entries: Sequence[Entry]
    counts: Mapping[Kind, int]
    kinds: Collection[Kind] = ()
    earlier: str = ""
    left: int = 0
    """How many entries come after this page."""
    since: datetime.date | None = None
    """The day of the very first of them."""
    persons: Mapping[str, Held] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many entries the whole story has."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Asked:
    """Which page of a story: the cursor it comes after, which kinds, and the last day that is told of."""

    before: str | None
    kinds: Collection[str]
    today: datetime.date


def story(
    records: dict[str, list[Held]],
    watched: Sequence[Want],
    names: Mapping[str, Held],
    *,
    viewer: Viewer,
    moment: datetime.datetime | None,
    asked: Asked,
) -> Timeline:
    """The page that was asked for, from what was read and what changed of the record itself."""
    past = superseded(*watched, viewer=viewer, moment=moment)
    entries = [
        *(_entry(one) for one in told(records, names=names)),
        *_changes(records, past, elsewhere(watched, past, records, viewer=viewer, moment=moment)),
    ]
    return _page([one for one in entries if one.day <= asked.today], asked, names)


def _page(entries: list[Entry], asked: Asked, names: Mapping[str, Held]) -> Timeline:
    kinds = frozenset(Kind(one) for one in asked.kinds if one in frozenset(Kind))
    counts = {kind: sum(one.kind is kind for one in entries) for kind in Kind}
    shown = sorted(
        (one for one in entries if not kinds or one.kind in kinds), key=lambda one: one.cursor, reverse=True
    )
    rest = [one for one in shown if not asked.before or one.cursor < asked.before]
    page = rest[:A_PAGE]
    left = len(rest) - len(page)
    return Timeline(
        entries=page,
        counts=counts,
        kinds=kinds,
        earlier=page[-1].cursor if left else "",
        left=left,
        since=shown[-1].day if shown else None,
        persons=names,
    )


def _entry(one: Told) -> Entry:
    return Entry(
        when=one.when,
        kind=one.kind,
        title=one.title,
        text=one.text,
        record=one.record,
        leads=one.leads,
        is_key=one.is_key,
        cursor=_cursor(one.when, one.record, one.column),
    )


def _cursor(when: When, record: Held, column: str) -> str:
    """Sorts as time does, a day without a time after the times of that day; no two entries share one."""
    at = when.astimezone(LONDON).strftime("%H%M%S") if isinstance(when, datetime.datetime) else "99"
    return f"{day_of(when):%Y%m%d}-{at}-{record.table}-{column}-{record.id}"


def _changes(
    records: Mapping[str, Sequence[Held]],
    past: Mapping[str, Sequence[Held]],
    elsewhere: Mapping[str, Sequence[Held]],
) -> Iterator[Entry]:
    """What each superseded version said that the next one does not."""
    for table, versions in past.items():
        current = {one.id: one for one in (*elsewhere.get(table, ()), *records.get(table, ()))}
        for id_, earlier in _by_id(versions).items():
            after = [*earlier[1:], *([current[id_]] if id_ in current else [])]
            for old, new in zip(earlier, after, strict=False):
                if entry := _change(old, new):
                    yield entry


def _change(old: Held, new: Held) -> Entry | None:
    changes = changed(old, new)
    ended = new.ended_on is not None and old.ended_on is None
    back = new.ended_on is None and old.ended_on is not None
    moved = dict(old.links) != dict(new.links)
    if not (changes or ended or back or moved):
        return None
    title = "Record changed"
    if ended or back:
        title = "No longer in the source" if ended else "In the source again"
    elif moved and not changes:
        title = "Tied to another record"
    return Entry(
        when=new.known_from,
        kind=Kind.RECORD,
        title=title,
        text="",
        record=new,
        leads=None,
        is_key=False,
        cursor=_cursor(new.known_from, new, "record"),
        changes=changes,
    )


def _by_id(versions: Iterable[Held]) -> dict[str, list[Held]]:
    found: dict[str, list[Held]] = {}
    for one in versions:
        found.setdefault(one.id, []).append(one)
    return found
