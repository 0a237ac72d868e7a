"""Days as ordinals, and how each system writes them; cached, because the same days are written a million
times.
"""

from datetime import date
from functools import cache

OPEN_ENDED = "01-JAN-1900"
MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
WEEK = 7
YEAR = 365.25
FRIDAY = 4


@cache
def nec(day: int) -> str:
    """DD-MON-YYYY, as the loader wants it whatever the machine's language."""
    at = date.fromordinal(day)
    return f"{at.day:02d}-{MONTHS[at.month - 1]}-{at.year:04d}"


@cache
def british(day: int) -> str:
    at = date.fromordinal(day)
    return f"{at.day:02d}/{at.month:02d}/{at.year:04d}"


@cache
def dashed(day: int) -> str:
    return british(day).replace("/", "-")


@cache
def iso(day: int) -> str:
    return date.fromordinal(day).isoformat()


@cache
def clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def year(day: int) -> int:
    return date.fromordinal(day).year


def next_working(day: int) -> int:
    """The day itself, or the Monday after it; ordinal 1 was a Monday."""
    weekday = (day - 1) % WEEK
    return day if weekday <= FRIDAY else day + WEEK - weekday


def monday_of(day: int) -> int:
    return day - (day - 1) % WEEK


def swapped(day: int) -> int | None:
    """The same date with day and month the other way round, where that is a date."""
    at = date.fromordinal(day)
    return at.replace(day=at.month, month=at.day).toordinal() if at.day <= len(MONTHS) else None


def read_nec(text: str) -> int:
    day, month, year_text = text.split()[0].split("-")
    return date(int(year_text), MONTHS.index(month) + 1, int(day)).toordinal()


def read_british(text: str) -> int:
    day, month, year_text = text.split()[0].split("/")
    return date(int(year_text), int(month), int(day)).toordinal()
