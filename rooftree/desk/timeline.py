"""What happened at a home or to a person, newest first, and how the record itself changed.

Two kinds of time meet here: a repair was reported on a day of the world's; a fact of the record changed on
the night that we learnt it, and from which extract. As at a moment, only what was known by then is told.
Everything is read in a few statements however long the story is.
"""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rooftree.desk.histories.changes import Change, changed
from rooftree.desk.histories.happenings import Kind, When
from rooftree.desk.histories.telling import Told, day_of, told
from rooftree.desk.person import known_of
from rooftree.records.claims.held import LONDON, Held, Records, ids_of
from rooftree.records.claims.history import elsewhere, following, superseded
from rooftree.records.claims.queries import Want, held
from rooftree.records.contacts import queries as contacts
from rooftree.records.homes import queries as homes
from rooftree.records.people import queries as people
from rooftree.records.repairs import queries as repairs
from rooftree.records.tenancies import queries as tenancies
from rooftree.reference.accounts.rules import Viewer

A_PAGE = 40
MOST = 500
"""Repairs and requests read for one story, the newest; no home has had so many."""


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


def timeline_of_home(
    unit_id: str,
    *,
    viewer: Viewer,
    moment: datetime.datetime | None = None,
    before: str | None = None,
    kinds: Collection[str] = (),
    today: datetime.date,
) -> Timeline:
    """What happened at a home: tenancies, people, repairs, visits, checks, voids, and the record itself."""
    wants = [
        *tenancies.wants_of_home(unit_id),
        *repairs.wants_of_homes([unit_id], most=MOST),
        *contacts.wants_of_home(unit_id),
    ]
    own = homes.of_home(unit_id, viewer=viewer, moment=moment)
    records: dict[str, list[Held]] = {
        name: list(own[name]) for name in ("unit", "certification", "survey", "hazard_report")
    }
    _add(records, held(*wants, viewer=viewer, moment=moment))
    tenancy_ids = list(
        dict.fromkeys([*_ids(records, "tenancy"), *ids_of(records["tenancy_unit"], "tenancy")])
    )
    further = [
        *tenancies.wants_of_tenancies(tenancy_ids, void_ids=_ids(records, "void")),
        *people.wants_of_households(tenancy_ids=tenancy_ids),
        *repairs.wants_of_visits(_ids(records, "work_order")),
    ]
    _add(records, held(*further, viewer=viewer, moment=moment))
    hanging = [
        *tenancies.wants_of_arrears(_ids(records, "rent_account")),
        *repairs.wants_of_messages(_ids(records, "appointment")),
        *people.wants_by_ids(ids_of(records["household_member"], "person")),
    ]
    found = held(*hanging, viewer=viewer, moment=moment)
    names = {one.id: one for one in found["person"]}
    for table in ("arrears_action", "notification"):
        records[table] = found[table]
    watched = following(
        [*homes.wants_by_ids([unit_id]), *wants, *further],
        records,
        tables=("unit", "tenancy", "household_member"),
    )
    asked = _Asked(before, kinds, today)
    return _told(records, watched, names, viewer=viewer, moment=moment, asked=asked)


def timeline_of_person(
    person_id: str,
    *,
    viewer: Viewer,
    moment: datetime.datetime | None = None,
    before: str | None = None,
    kinds: Collection[str] = (),
    today: datetime.date,
    known: Records | None = None,
) -> Timeline:
    """What happened to somebody: homes, households, repairs where they lived, help asked for, the record.

    `known` is what `desk.person.known_of` read, when a page has it already.
    """
    of = known if known is not None else known_of(person_id, viewer=viewer, moment=moment)
    records = {table: list(rows) for table, rows in of.items()}
    tenancy_ids = ids_of(
        [one for one in records["household_member"] if one.link("person") == person_id], "tenancy"
    )
    lived = _lived(records, person_id)
    records["work_order"] = [one for one in records["work_order"] if _then(one, lived)]
    _add(records, repairs.visits(_ids(records, "work_order"), viewer=viewer, moment=moment))
    _add(records, repairs.messages(_ids(records, "appointment"), viewer=viewer, moment=moment))
    wants = [
        *people.wants_of_person(person_id),
        *tenancies.wants_of_tenancies(tenancy_ids),
        *people.wants_of_households(tenancy_ids=tenancy_ids),
    ]
    tables = ("person", "communication", "person_name", "tenancy", "household_member")
    names = {one.id: one for one in records["person"]}
    records["person"] = [one for one in records["person"] if one.id == person_id]
    watched = following(wants, records, tables=tables)
    asked = _Asked(before, kinds, today)
    return _told(records, watched, names, viewer=viewer, moment=moment, asked=asked)


@dataclass(frozen=True, slots=True)
class _Asked:
    before: str | None
    kinds: Collection[str]
    today: datetime.date


def _told(
    records: dict[str, list[Held]],
    watched: Sequence[Want],
    names: Mapping[str, Held],
    *,
    viewer: Viewer,
    moment: datetime.datetime | None,
    asked: _Asked,
) -> Timeline:
    """The page that was asked for, from what was read and what changed of the record itself."""
    past = superseded(*watched, viewer=viewer, moment=moment)
    entries = [
        *(_entry(one) for one in told(records, names=names)),
        *_changes(records, past, elsewhere(watched, past, records, viewer=viewer, moment=moment)),
    ]
    return _page([one for one in entries if one.day <= asked.today], asked, names)


def _page(entries: list[Entry], asked: _Asked, names: Mapping[str, Held]) -> Timeline:
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


def _lived(records: Mapping[str, Sequence[Held]], person_id: str) -> dict[str, list[tuple[Held, Held]]]:
    """The homes somebody lived in: for each, their place in the household and the tenancy."""
    of = {one.id: one for one in records["tenancy"]}
    found: dict[str, list[tuple[Held, Held]]] = {}
    for member in records["household_member"]:
        tenancy = of.get(member.link("tenancy"))
        if tenancy and member.link("person") == person_id and tenancy.link("unit"):
            found.setdefault(tenancy.link("unit"), []).append((member, tenancy))
    return found


def _then(order: Held, lived: Mapping[str, Sequence[tuple[Held, Held]]]) -> bool:
    """Whether a repair was reported while somebody lived in that home."""
    day = order.day("reported_at") or order.day("raised_at")
    return day is None or any(
        member.runs_on(day) and tenancy.runs_on(day) for member, tenancy in lived.get(order.link("unit"), ())
    )


def _ids(records: Mapping[str, Sequence[Held]], table: str) -> list[str]:
    return [one.id for one in records.get(table, ())]


def _add(records: dict[str, list[Held]], found: Mapping[str, Sequence[Held]]) -> None:
    """Each record once."""
    for table, rows in found.items():
        known = {one.id for one in records.setdefault(table, [])}
        records[table] += [one for one in rows if one.id not in known]
