"""A list as data: its columns and what each means, its filters, its order, and where its rows come from.

Pages (filters, chips, sorting, columns, saved views, bulk actions), exports and `rooftree export` all follow
from this one declaration; none of them knows a particular list.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from rooftree.records.claims.held import may_read
from rooftree.records.listing.offers import Pick, Ready, Work, WrittenOn, everybody
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.standard.quality.in_force import label

Row = Mapping[str, Any]
"""One row: `id` and a value for each column that was asked for, by the column's name."""
Names = Callable[..., Mapping[str, str]]
"""Reads the words of codes, such as the names of patches; takes `viewer=` and `moment=`, nothing for now."""


class Kind(StrEnum):
    """What a column holds, and so how it is worded, filtered and exported."""

    TEXT = "text"
    NAME = "name of a person"
    CODE = "code"
    DAY = "day"
    MOMENT = "moment"
    WHOLE = "whole number"
    NUMBER = "number"
    MONEY = "money, in pence"
    YES_NO = "yes or no"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. A viewer who may not read `of` never meets it: not shown, filtered, sorted or exported."""

    name: str
    """What addresses and files call it; stable, because saved views hold it."""
    label: str
    says: str
    """Its definition, for the data dictionary: what it means, and what an empty one means."""
    of: str = ""
    """Where it is read: a column of the list's own table, or through its links (`unit__postcode`)."""
    kind: Kind = Kind.TEXT
    codes: str = ""
    """The code list whose labels word it."""
    names: Names | None = None
    """Where no code list does: what says the words of each code."""
    shown: bool = True
    """Whether the page shows it until somebody chooses columns."""
    filters: bool = False
    """Whether rows can be narrowed by it: codes by value, days and numbers by range, text by equality."""
    full: bool = False
    """Whether every row has a value: then no filter offers those in which nothing is known."""
    searched: bool = False
    """Whether the text filter looks in it."""
    whole: bool = False
    """Whether the text must be the whole of it, as a reference in a table of millions is sought."""
    sorts: bool = False
    order: Sequence[Any] = ()
    """What it is ordered by, when that is not its own value; each an expression the database knows."""

    @property
    def path(self) -> str:
        """Where it is read."""
        return self.of or self.name

    @property
    def is_range(self) -> bool:
        """Whether it is narrowed from one value to another, rather than to one."""
        return self.kind in (Kind.DAY, Kind.MOMENT, Kind.WHOLE, Kind.NUMBER, Kind.MONEY)

    def worded(self, code: str | None, then: "Then") -> str:
        """What one of its codes means, in words; the code itself when nothing says."""
        if code is None:
            return ""
        if self.names is not None:
            return then.names_by(self.names).get(code, code)
        return label(self.codes, code) if self.codes else code


@dataclass(frozen=True, slots=True)
class Then:
    """What a condition may depend on: who asks, as known when (nothing for now), and when to judge by."""

    viewer: Viewer
    moment: datetime.datetime | None
    now: datetime.datetime
    """The moment asked for, or this one."""
    today: datetime.date
    """The day asked for, or today."""
    _names: dict[Names, Mapping[str, str]] = field(default_factory=dict, compare=False, repr=False)
    _read: dict[Callable[..., Any], Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, read: Callable[..., Any]) -> Any:
        """What a query answers, read once for a page; it takes `viewer=` alone."""
        if read not in self._read:
            self._read[read] = read(viewer=self.viewer)
        return self._read[read]

    def names_by(self, names: Names) -> Mapping[str, str]:
        """The words of codes, read once however many rows and choices are worded by them."""
        if names not in self._names:
            self._names[names] = names(viewer=self.viewer, moment=self.moment)
        return self._names[names]


@dataclass(frozen=True, slots=True)
class Tick:
    """A named condition that can be ticked: "Not done", "Systems disagree"."""

    name: str
    label: str
    where: Callable[[Then], Any]
    instead_of: str = ""
    """The list's own condition that it takes the place of: ended rows instead of live ones."""
    one: str = ""
    many: str = ""
    """What rows are called when only these are shown: "home has ended", "homes have ended"."""


@dataclass(frozen=True, slots=True)
class Attached:
    """Columns that are read for the rows in hand and cannot narrow or order the list: "Lives at"."""

    columns: tuple[Column, ...]
    needs: tuple[str, ...]
    """The tables whose reader a viewer must be."""
    read: Callable[[Sequence[str], Then], Mapping[str, Row]]
    """From the ids of rows, the values of these columns by id."""
    by: str = "id"
    """What of each row it is read by, when that is not the row's own id: its home."""
    may: Callable[[Viewer], bool] = everybody
    """Who may read them besides, where that is no matter of a table."""
    audited: str = ""
    """What the audit trail calls the reading of these columns, where each reading is to be noted."""

    def may_read(self, viewer: Viewer) -> bool:
        """Whether this viewer may read these columns."""
        return self.may(viewer) and all(may_read(table, viewer) for table in self.needs)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks of a list, checked against it: nothing in here is unknown to the list."""

    equals: Mapping[str, str] = field(default_factory=dict)
    at_least: Mapping[str, Any] = field(default_factory=dict)
    at_most: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""
    ticks: tuple[str, ...] = ()
    picks: Mapping[str, str] = field(default_factory=dict)
    only: Mapping[str, str] = field(default_factory=dict)
    """Narrowed to one record that another page leads from: the link's name and the id."""
    sort: str = ""
    descending: bool = False
    columns: tuple[str, ...] = ()
    ids: tuple[str, ...] | None = None
    """Only these rows (those that were chosen); all when nothing."""
    common: bool = False
    """That very many rows hold the text: they are met soonest by going through the list in its order."""


NOT_KNOWN = "not-known"
"""The filter value that finds rows in which nothing is known."""


class Rows(Protocol):
    """Where a list's rows come from: `table.Table` for one table, `memory.Memory` for what desk works out."""

    def may_read(self, column: Column, viewer: Viewer) -> bool:
        """Whether this viewer may read this column at all."""

    def page(self, wanted: "List", asked: Asked, then: Then, *, skip: int, most: int) -> list[Row]:
        """A few rows in order."""

    def every(self, wanted: "List", asked: Asked, then: Then) -> Iterator[Row]:
        """All rows in order, streamed; inside a transaction."""

    def count(self, wanted: "List", asked: Asked, then: Then, *, most: int) -> int:
        """How many rows, counted no further than `most`."""

    def choices(self, wanted: "List", column: Column, then: Then) -> Sequence[tuple[str, int | None]]:
        """The values that a filter offers, with how many of each where that is quick to say."""


@dataclass(frozen=True, slots=True)
class List:
    """One list. `columns[0]` is what a row is called by and is always shown."""

    name: str
    title: str
    """ "Homes"."""
    says: str
    """What a row of it is: for the about page of every export."""
    one: str
    many: str
    columns: tuple[Column, ...]
    rows: Rows
    ticks: tuple[Tick, ...] = ()
    own: Mapping[str, Callable[[Then], Any]] = field(default_factory=dict)
    """Conditions that hold until a tick takes their place: `{"live": …}`."""
    picks: tuple[Pick, ...] = ()
    ready: tuple[Ready, ...] = ()
    work: tuple[Work, ...] = ()
    only: tuple[str, ...] = ()
    """Links by which another page may narrow it: ("unit",)."""
    attached: tuple[Attached, ...] = ()
    sort: str = ""
    """The column it is ordered by until somebody chooses."""
    descending: bool = False
    record_type: str = ""
    """What notes, tasks and the audit trail call a row: "unit"; nothing when a row is no record."""
    written_on: WrittenOn | None = None
    counted_to: int = 0
    """How far it is counted until something is asked of it, where rows take long to find; 0 as any list."""
    begins: str = ""
    """What the row of views calls the list with nothing asked, where that is not all of it."""
    says_to: Callable[[Viewer], str] | None = None
    """What the page says above the list, where a reader must know it."""
    nav: str = ""
    """The menu's entry that its page belongs to, when that is not the list itself."""
    past: bool = True
    """Whether it can be shown as known on an earlier day."""
    also: tuple[str, ...] = ()
    """Further paths that a page needs of each row to draw it, under their own names."""

    def readable(self, viewer: Viewer) -> tuple[Column, ...]:
        """The columns of this list that a viewer may read, in order; none when not the list itself."""
        if not self.rows.may_read(self.columns[0], viewer):
            return ()
        own = [column for column in self.columns if self.rows.may_read(column, viewer)]
        for one in self.attached:
            if one.may_read(viewer):
                own += one.columns
        return tuple(own)

    def falls(self, column: Column) -> bool:
        """Whether a column's order begins with the greatest: days do, but for the list's own order."""
        if column.name == self.sort:
            return self.descending
        return column.kind in (Kind.DAY, Kind.MOMENT)

    def column(self, name: str) -> Column | None:
        """The column of that name."""
        return next((column for column in self.all_columns if column.name == name), None)

    def tick(self, name: str) -> Tick | None:
        """The named condition."""
        return next((tick for tick in self.ticks if tick.name == name), None)

    def pick(self, name: str) -> Pick | None:
        """The named condition with values."""
        return next((pick for pick in self.picks if pick.name == name), None)

    def audited(self, asked: Asked, viewer: Viewer) -> list[str]:
        """What of that which is asked and shown the audit trail must name."""
        shown = [
            one.audited
            for one in self.attached
            if one.may_read(viewer) and any(column.name in asked.columns for column in one.columns)
        ]
        sought = [pick.audited for name in asked.picks if (pick := self.pick(name))]
        return list(dict.fromkeys(one for one in (*shown, *sought) if one))

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """Its own columns, then those that are attached."""
        return (*self.columns, *(column for one in self.attached for column in one.columns))
