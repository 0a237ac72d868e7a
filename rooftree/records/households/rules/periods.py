"""The households of a home one after the other: from which day to which the same people lived there."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from rooftree.records.households.rules.claims import MAKES_A_HOME, HomeSaid
from rooftree.records.households.rules.living import Lives, household


@dataclass(frozen=True, slots=True)
class Period:
    """A time in which the same people lived at a home; nobody when it was empty. `until_on` is not in it."""

    from_on: datetime.date | None
    until_on: datetime.date | None
    lives: Sequence[Lives]
    came: Sequence[str] = ()
    went: Sequence[str] = ()
    """Ids of those who were not, and who were, in the household before."""


def over_time(said: HomeSaid, *, known_on: datetime.date) -> list[Period]:
    """The households up to a day, the latest first; the first one begins on a day only when one is told.

    Each entry is told as on its first day; those whom two systems list under two ids count once, as on a day.
    """
    days = _turns(said, known_on)
    periods: list[Period] = []
    before: frozenset[str] = frozenset()
    for at, day in enumerate(days):
        now = household(said, day, known_on=known_on)
        ids = frozenset(one.who.id for one in now.lives)
        if periods and ids == before:
            continue
        start = None if at == 0 and day == datetime.date.min else day
        if periods:
            periods[-1] = _ended(periods[-1], day)
        if ids or periods:
            came = [one.who.id for one in now.lives if one.who.id not in before]
            went = sorted(before - ids)
            periods.append(Period(start, None, now.lives, came, went))
        before = ids
    return periods[::-1]


def _ended(period: Period, day: datetime.date) -> Period:
    return Period(period.from_on, day, period.lives, period.came, period.went)


def _turns(said: HomeSaid, known_on: datetime.date) -> list[datetime.date]:
    """The days on which somebody may have come or gone."""
    turns: set[datetime.date] = set()
    for one in said.claims:
        if one.basis not in MAKES_A_HOME or one.is_over:
            continue
        turns.add(one.from_on or datetime.date.min)
        turns |= {day for day in (one.until_on, one.sure_until) if day}
        who = said.somebody(one.person_id)
        turns |= {day for day in (who.died_on, who.born_on) if day and (one.from_on or day) <= day}
    return sorted(day for day in turns if day <= known_on)
