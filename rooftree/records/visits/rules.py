"""When a visit is due, and which times of day worked at a home before."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

LOOKS_AHEAD = datetime.timedelta(days=90)
"""A gas check may be done two months early and keep its date; a third month is for planning."""
SOON = datetime.timedelta(days=30)
LET_IN = ("completed", "follow_on_needed", "arrived", "in_progress")
"""States that show that somebody opened the door."""
NO_ACCESS = "no_access"
REPAIR = "repair"
"""The kind of a visit for a repair; every other kind is that of the certificate."""
GONE = ("sold", "demolished", "disposed")
"""States of a home that nobody visits any more."""


@dataclass(frozen=True, slots=True)
class Slot:
    """How one time of day went at a home: each visit, oldest first, True where somebody opened the door."""

    slot: str
    visits: tuple[bool, ...] = field(default=())

    @property
    def let_in(self) -> int:
        """How often somebody opened."""
        return sum(self.visits)

    @property
    def no_access(self) -> int:
        """How often nobody did."""
        return len(self.visits) - self.let_in

    @property
    def works(self) -> bool:
        """More often than not somebody opened."""
        return self.let_in > self.no_access


def slots_of(visits: Iterable[tuple[str, str, datetime.datetime]]) -> list[Slot]:
    """How each time of day went, from visits as slot, state and moment; those that tell nothing left out."""
    told = sorted(
        (slot, at, state in LET_IN)
        for slot, state, at in visits
        if slot and (state in LET_IN or state == NO_ACCESS)
    )
    grouped = groupby(told, key=lambda one: one[0])
    return [Slot(slot, tuple(opened for _, _, opened in each)) for slot, each in grouped]


def best(slots: Sequence[Slot]) -> Slot | None:
    """The time of day that worked best: by share, then by how often; none when none worked."""
    working = [one for one in slots if one.works]
    return max(working, key=lambda one: (one.let_in / len(one.visits), one.let_in), default=None)


def month_of(day: datetime.date, *, ahead: int = 0) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of the month of a day, or of one some months ahead."""
    months = day.year * 12 + day.month - 1 + ahead
    first = datetime.date(months // 12, months % 12 + 1, 1)
    after = months + 1
    return first, datetime.date(after // 12, after % 12 + 1, 1) - datetime.timedelta(days=1)
