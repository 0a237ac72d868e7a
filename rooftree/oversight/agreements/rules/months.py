"""How a month is judged: which months are looked at, the share that was reached, and what that means."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

MONTHS_BACK = 12
SETTLES_AFTER = 7
"""Days into the next month in which a month's figures still change: evidence that came late is let count."""


class Standing(StrEnum):
    """What a month says of one requirement."""

    KEPT = "kept"
    BREACHED = "breached"
    SO_FAR_KEPT = "so_far_kept"
    SO_FAR_BELOW = "so_far_below"
    """The month is not over, and the share is below what was agreed."""
    NOTHING_ASKED = "nothing_asked"
    UNMEASURED = "unmeasured"


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month by its first day."""

    first: datetime.date

    @property
    def last(self) -> datetime.date:
        """Its last day."""
        return self.after.first - datetime.timedelta(days=1)

    @property
    def after(self) -> "Month":
        """The next one."""
        return month_of(self.first + datetime.timedelta(days=31))

    @property
    def before(self) -> "Month":
        """The one before."""
        return month_of(self.first - datetime.timedelta(days=1))

    def settled(self, today: datetime.date) -> bool:
        """Whether its figures no longer change."""
        return today > self.last + datetime.timedelta(days=SETTLES_AFTER)


def month_of(day: datetime.date) -> Month:
    """The month that a day is in."""
    return Month(day.replace(day=1))


def to_score(
    today: datetime.date,
    *,
    starts_on: datetime.date,
    ends_on: datetime.date | None,
    scored: Collection[datetime.date] = (),
) -> list[Month]:
    """The months that a run looks at: the one that goes, those that have not settled, and those of the last
    year that no run has looked at (`scored` holds the first days of those that one has)."""
    found = [month_of(today)]
    for _ in range(MONTHS_BACK):
        found.append(found[-1].before)
    return [
        month
        for month in reversed(found)
        if (not month.settled(today) or month.first not in scored)
        and month.last >= starts_on
        and (ends_on is None or month.first <= ends_on)
    ]


def share(asked: int, met: int) -> float | None:
    """Per cent that met it, rounded down to a tenth: 94.96 is not 95."""
    return None if not asked else met * 1000 // asked / 10


def standing(asked: int | None, met: int | None, *, target: int, over: bool) -> Standing:
    """What the figures mean; `over` when the month is."""
    if asked is None or met is None:
        return Standing.UNMEASURED
    if not asked:
        return Standing.NOTHING_ASKED
    kept = met * 100 >= target * asked
    if over:
        return Standing.KEPT if kept else Standing.BREACHED
    return Standing.SO_FAR_KEPT if kept else Standing.SO_FAR_BELOW
