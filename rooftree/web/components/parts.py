"""The shapes that templates take: what a page hands over, and nothing of how it looks.

The gallery (/components/) shows each in use; each template in templates/components says which it takes.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a status is meant; each has an icon and a colour, and is always said in words as well."""

    OK = "ok"
    """As it should be."""
    DUE = "due"
    """Time or doubt: due soon, stale, unconfirmed."""
    OVER = "over"
    """Overdue, failed, refused, unsafe."""
    YOU = "you"
    """A person must decide or act."""
    WAIT = "wait"
    """Waiting, not started."""
    NOW = "now"
    """Under way."""
    NONE = "none"
    """Ended, not held, not required."""


@dataclass(frozen=True, slots=True)
class Status:
    """One status: `Status(Kind.DUE, "18 November")`."""

    kind: Kind
    words: str


@dataclass(frozen=True, slots=True)
class Link:
    """One link, in a list of links: where, how many there, whether that is where you are."""

    words: str
    href: str
    count: int | None = None
    current: bool = False
    needs_you: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value came from. `summary` is in view ("NEC, 19 November 2026"), the rest is folded."""

    summary: str
    rows: Sequence[tuple[str, object]] = ()
    note: str = ""
    about: str = ""
    """What it is the source of, for those who hear the page: "date of birth"."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a summary list."""

    label: str
    value: object
    href: str = ""
    sub: str = ""
    status: Status | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a ledger: when, what, and how it stands."""

    title: str
    href: str = ""
    when: object = ""
    when_sub: object = ""
    lines: Sequence[object] = ()
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: its unit, what it means, the rows it counts, how it has gone."""

    label: str
    value: int | str
    unit: str = ""
    href: str = ""
    why: str = ""
    trend: Sequence[float] = ()
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What one system says of one fact."""

    value: object
    at: datetime.date | datetime.datetime | None = None
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One fact on which systems disagree; `said` is in the systems' order, None where one holds nothing."""

    fact: str
    said: Sequence[Said | None]
    why: str = ""
    next_step: str = ""
    link: Link | None = None
    """Where it can be sent to be mended."""
    sent: Sequence[Link] = ()
    """What was sent already: "Sent to Locata on 2 November 2026 by Priya Anand"."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a timeline."""

    when: object
    title: str
    when_sub: object = ""
    text: str = ""
    href: str = ""
    is_key: bool = False
    lines: Sequence[str] = ()
    """What changed, fact by fact."""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of something under way: what it is, how it stands, and the measured rest."""

    title: str
    status: Status
    detail: str = ""
    done: int | None = None
    out_of: int | None = None
