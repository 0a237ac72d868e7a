"""How old somebody is on a day, and the bands in which a household is counted."""

import datetime
from collections.abc import Iterable
from enum import StrEnum

from rooftree.records.households.rules.claims import Claim, Somebody

ADULT = 18


class Band(StrEnum):
    """An age band; the value is how pages and answers name it."""

    UNDER_10 = "under 10"
    TO_17 = "10 to 17"
    TO_64 = "18 to 64"
    OVER_64 = "65 and over"
    NOT_KNOWN = "age not known"


UPPER = ((10, Band.UNDER_10), (ADULT, Band.TO_17), (65, Band.TO_64))


def years(born_on: datetime.date, day: datetime.date) -> int:
    """Whole years on a day; of somebody born on 29 February, a year more from 1 March."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def age_on(
    who: Somebody, claims: Iterable[Claim], day: datetime.date, *, known_on: datetime.date
) -> int | None:
    """How old somebody is on a day: by the day of birth, else by the age a system stated when it did.

    A day of birth that has not come by the day it is told on is none. An age that was stated years ago is
    counted on from then, and may be a year short.
    """
    if who.born_on and who.born_on <= known_on:
        return years(who.born_on, day)
    for one in claims:
        if one.age_stated is not None and one.age_stated_on:
            return max(0, one.age_stated + years(one.age_stated_on, day))
    return None


def band_of(age: int | None) -> Band:
    """The band of an age."""
    if age is None:
        return Band.NOT_KNOWN
    return next((band for below, band in UPPER if age < below), Band.OVER_64)


def counted(ages: Iterable[int | None]) -> dict[Band, int]:
    """How many in each band, the youngest first; bands without anybody too."""
    found = dict.fromkeys(Band, 0)
    for one in ages:
        found[band_of(one)] += 1
    return found
