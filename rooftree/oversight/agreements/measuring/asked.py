"""What a measure is asked, and what it answers."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from rooftree.oversight.agreements.rules.months import Month

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class Asked:
    """One requirement of one agreement in one month."""

    agreement: int
    organisation: uuid.UUID | None
    files: Sequence[tuple[str, str]]
    given: Mapping[str, Any]
    rule_id: str
    month: Month
    starts_on: datetime.date
    ends_on: datetime.date | None
    now: datetime.datetime
    today: datetime.date

    @property
    def days(self) -> tuple[datetime.date, datetime.date]:
        """The first and last day that count: those of the month in which the agreement holds."""
        last = min(self.month.last, self.today)
        return max(self.month.first, self.starts_on), min(last, self.ends_on) if self.ends_on else last

    @property
    def moments(self) -> tuple[datetime.datetime, datetime.datetime]:
        """From the first day's beginning until the last day's end, Europe/London."""
        first, last = self.days
        after = last + datetime.timedelta(days=1)
        return _midnight(first), _midnight(after)


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), LONDON)


@dataclass(frozen=True, slots=True)
class Short:
    """One record that fell short."""

    record_type: str
    record_id: str
    ref: str
    on: datetime.date | None
    says: str
    page: str = ""
    page_id: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """How many records were asked, and those that fell short; or why nothing can be said."""

    asked: int | None
    short: Sequence[Short] = ()
    says: str = ""

    @property
    def met(self) -> int | None:
        """How many met it."""
        return None if self.asked is None else self.asked - len(self.short)


def london_day(moment: datetime.datetime | None) -> datetime.date | None:
    """The day of a moment as people here write it."""
    return moment.astimezone(LONDON).date() if moment else None
