"""One requirement in one system: what it can hold, what it does hold, and what is lacking."""

import datetime
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rooftree.oversight.capability.rules.requirements import Requirement
from rooftree.reference.register.rules import called


class CanHold(StrEnum):
    """What somebody declares of a system."""

    YES = "yes"
    NOT_EXTRACTED = "not_extracted"
    PARTLY = "partly"
    NO = "no"


class Can(StrEnum):
    """Whether a system can hold a requirement, from its mapping first and what was declared second."""

    MAPPED = "mapped"
    YES = "yes"
    NOT_EXTRACTED = "not_extracted"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"
    """It should hold it, is not mapped, and nobody has said."""
    NOT_ASKED = "not_asked"
    """No declaration expects it of this system."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What a run counted; `stands_since` says which when tonight's could not."""

    run_id: int
    read_from: tuple[str, ...]
    asked: int | None
    held: int | None
    judged: int | None
    bad: int | None
    counted_run: int | None
    counted_on: datetime.date | None

    @property
    def is_former(self) -> bool:
        """Whether an earlier run counted it, because tonight's file did not come or was refused."""
        return self.counted_run is not None and self.counted_run != self.run_id

    @property
    def filled(self) -> float | None:
        """Per cent of the rows asked that hold it, never rounded up."""
        return share(self.held, self.asked)

    @property
    def format_ok(self) -> float | None:
        """Per cent of the values judged that every rule passes, never rounded up."""
        return share((self.judged or 0) - (self.bad or 0), self.judged)


def share(part: int | None, of: int | None) -> float | None:
    """Per cent with one decimal, rounded down: what is short of all is never said to be all."""
    return math.floor(1000 * part / of) / 10 if part is not None and of else None


@dataclass(frozen=True, slots=True)
class Declared:
    """What somebody said of it, and when it is to be looked at again."""

    can_hold: CanHold
    held_where: str
    note: str
    reviewed_on: datetime.date
    reviewed_by: str
    review_due_on: datetime.date


class GapKind(StrEnum):
    """What can be lacking."""

    NOWHERE = "nowhere"
    CANNOT = "cannot"
    NOT_EXTRACTED = "not_extracted"
    PARTLY = "partly"
    NOT_SAID = "not_said"
    NOTHING_CAME = "nothing_came"
    FILL = "fill"
    FORMAT = "format"
    CONTRADICTED = "contradicted"
    REVIEW = "review"


GAP_WORDS = {
    GapKind.NOWHERE: "Held in no system",
    GapKind.CANNOT: "Cannot be held",
    GapKind.NOT_EXTRACTED: "Not extracted",
    GapKind.PARTLY: "Held in part",
    GapKind.NOT_SAID: "Not mapped",
    GapKind.NOTHING_CAME: "Nothing received",
    GapKind.FILL: "Too few filled",
    GapKind.FORMAT: "Form not right",
    GapKind.CONTRADICTED: "Declaration contradicted",
    GapKind.REVIEW: "Review overdue",
}


class Priority(StrEnum):
    """How pressing."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is lacking, in words."""

    kind: GapKind
    says: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One requirement in one system."""

    requirement: Requirement
    system: str
    expected: tuple[str, ...]
    """The systems that should hold the requirement, the system of record first."""
    figure: Figure | None
    declared: Declared | None

    @property
    def is_expected(self) -> bool:
        """Whether this system should hold it."""
        return self.system in self.expected

    @property
    def is_first(self) -> bool:
        """Whether this is the system of record for it."""
        return self.expected[:1] == (self.system,)

    @property
    def is_mapped(self) -> bool:
        """Whether its mapping read it from somewhere in the last run."""
        return self.figure is not None and bool(self.figure.read_from)

    @property
    def can(self) -> Can:
        """Whether this system can hold it."""
        if self.is_mapped:
            partly = self.declared is not None and self.declared.can_hold is CanHold.PARTLY
            return Can.PARTLY if partly else Can.MAPPED
        if self.declared is not None:
            return Can(self.declared.can_hold.value)
        return Can.UNKNOWN if self.is_expected else Can.NOT_ASKED

    def gaps(self, today: datetime.date) -> tuple[Gap, ...]:
        """What is lacking here, the gravest first."""
        return tuple(_gaps(self, today))


def _gaps(cell: Cell, today: datetime.date) -> Iterator[Gap]:
    said, name = cell.declared, called(cell.system)
    can = cell.can
    if can is Can.NO and cell.is_first:
        yield Gap(GapKind.CANNOT, f"{name} should hold it and cannot.")
    elif can is Can.NOT_EXTRACTED and said:
        yield Gap(
            GapKind.NOT_EXTRACTED, f"{name} can hold it in {said.held_where}; nothing of it is extracted."
        )
    elif can is Can.YES and said and not cell.is_mapped:
        yield Gap(GapKind.NOT_EXTRACTED, f"{name} holds it in {said.held_where}, which is not mapped.")
    elif can is Can.PARTLY and said:
        yield Gap(GapKind.PARTLY, f"{name} can hold only part of it: {said.note}")
    elif can is Can.UNKNOWN and cell.is_first:
        yield Gap(
            GapKind.NOT_SAID, f"{name} should hold it; it is not mapped, and nobody has said whether it can."
        )
    if cell.is_mapped and cell.figure:
        yield from _of_figure(cell, cell.figure)
    if said and said.can_hold is CanHold.NO and cell.figure and cell.figure.held:
        yield Gap(
            GapKind.CONTRADICTED, f"{name} is declared unable to hold it, and {cell.figure.held:,} rows do."
        )
    if said and said.review_due_on < today:
        yield Gap(GapKind.REVIEW, f"What {name} can hold was last reviewed on {_day(said.reviewed_on)}.")


def _of_figure(cell: Cell, figure: Figure) -> Iterator[Gap]:
    one = cell.requirement
    if not figure.asked:
        yield Gap(GapKind.NOTHING_CAME, f"It is mapped, and no row came from {called(cell.system)}.")
        return
    filled, sound = figure.filled, figure.format_ok
    if one.aim is not None and filled is not None and filled < one.aim:
        yield Gap(GapKind.FILL, f"{_percent(filled)} of {figure.asked:,} rows hold it; aim: {one.aim}%.")
    if sound is not None and sound < one.format_aim:
        yield Gap(
            GapKind.FORMAT,
            f"{_percent(sound)} of {figure.judged:,} values have the right form; aim: {one.format_aim}%.",
        )


def nowhere(one: Requirement, cells: Sequence[Cell]) -> Gap | None:
    """Whether no system holds a requirement, and none is said to be able to."""
    if any(cell.is_mapped or cell.can in (Can.YES, Can.NOT_EXTRACTED, Can.PARTLY) for cell in cells):
        return None
    says = one.not_in_standard or "No system’s extract fills it, and none is said to be able to hold it."
    return Gap(GapKind.NOWHERE, says)


def priority_of(kinds: Sequence[GapKind], *, is_first: bool) -> Priority:
    """How pressing a need is at first: what the system of record lacks comes before all else."""
    grave = set(kinds) - {GapKind.REVIEW, GapKind.CONTRADICTED}
    if GapKind.NOWHERE in grave or (grave and is_first):
        return Priority.HIGH
    return Priority.MEDIUM if grave else Priority.LOW


def review_due_on(reviewed_on: datetime.date, months: int) -> datetime.date:
    """So many months later; the last day of a month stays the last of a shorter one."""
    year, month = divmod(reviewed_on.month - 1 + months, 12)
    following = datetime.date(reviewed_on.year + year + month // 11, (month + 1) % 12 + 1, 1)
    last = (following - datetime.timedelta(days=1)).day
    return datetime.date(reviewed_on.year + year, month + 1, min(reviewed_on.day, last))


def _percent(value: float) -> str:
    return f"{value:g}%"


def _day(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"
