"""Numbers, money, days and moments as pages write them."""

import datetime
import re
from collections.abc import Sequence
from functools import lru_cache

from django.utils import timezone

NBSP = "\u00a0"
NOT_KNOWN = "Not known"


@lru_cache(maxsize=8192)
def day(value: datetime.date | datetime.datetime | None) -> str:
    """21 November 2026; the day never parts from its month."""
    when = _local(value)
    return f"{when.day}{NBSP}{when:%B %Y}" if when else NOT_KNOWN


def short_day(value: datetime.date | datetime.datetime | None) -> str:
    """21 November, where the year is plain from what is beside it."""
    when = _local(value)
    return f"{when.day}{NBSP}{when:%B}" if when else NOT_KNOWN


@lru_cache(maxsize=8192)
def clock(value: datetime.datetime | datetime.time | None) -> str:
    """2:41am; 2pm; midday; midnight."""
    if isinstance(value, datetime.datetime):
        value = timezone.localtime(value).time() if timezone.is_aware(value) else value.time()
    if value is None:
        return NOT_KNOWN
    if value.minute == 0 and value.hour in (0, 12):
        return "midday" if value.hour else "midnight"
    hour, half = value.hour % 12 or 12, "am" if value.hour < 12 else "pm"
    return f"{hour}:{value.minute:02d}{half}" if value.minute else f"{hour}{half}"


def moment(value: datetime.datetime | None) -> str:
    """2:41am, 21 November 2026."""
    return f"{clock(value)}, {day(value)}" if value else NOT_KNOWN


def since_today(value: datetime.date | datetime.datetime | None, today: datetime.date) -> str:
    """Today, 1:32am; Yesterday, 11pm; 18 November, 1:32am; with the year when it is another one."""
    when = _local(value)
    if when is None:
        return NOT_KNOWN
    on = when.date() if isinstance(when, datetime.datetime) else when
    near = {0: "Today", 1: "Yesterday"}.get((today - on).days)
    words = near or (short_day(when) if on.year == today.year else day(when))
    return f"{words}, {clock(when)}" if isinstance(when, datetime.datetime) else words


def money(pence: int | None) -> str:
    """£1,234.56 from pence; less than nothing has its sign in front of the pound."""
    if pence is None:
        return NOT_KNOWN
    pounds, rest = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}£{pounds:,}.{rest:02d}"


def balance(pence: int | None) -> str:
    """What an account stands at, with whose it is: "£245.19 owed"; "£78.62 in credit"; "£0.00"."""
    if not pence:
        return money(pence)
    return f"{money(abs(pence))}{NBSP}{'owed' if pence > 0 else 'in credit'}"


def number(value: float | None) -> str:
    """1,234; one decimal place where there is a fraction."""
    if value is None:
        return NOT_KNOWN
    return f"{value:,}" if isinstance(value, int) else f"{value:,.1f}"


def lasted(seconds: float | datetime.timedelta | None) -> str:
    """How long something took: 4 seconds; 2 minutes 5 seconds; 1 hour 3 minutes."""
    if seconds is None:
        return NOT_KNOWN
    if isinstance(seconds, datetime.timedelta):
        seconds = seconds.total_seconds()
    if seconds < 1:
        return "less than a second"
    whole = int(seconds)
    parts = [(whole // 3600, "hour"), (whole % 3600 // 60, "minute"), (whole % 60, "second")]
    said = [f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count]
    return " ".join(said[:2])


def shown(value: object) -> object:
    """Anything, as a page writes it: days as above, yes and no in words, nothing as "Not known"."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if value is None or value == "":
        return NOT_KNOWN
    if isinstance(value, datetime.datetime):
        return moment(value)
    if isinstance(value, datetime.date):
        return day(value)
    return value


def _local(value: datetime.date | datetime.datetime | None) -> datetime.date | datetime.datetime | None:
    if isinstance(value, datetime.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


IN_CAPITALS = re.compile(r"\b(?:wc|tv|led|rcd|epc|uprn|dpc|pvc|upvc)\b")


def sentence(text: str) -> str:
    """What a system writes in capitals, in sentence case: "WC will not flush"."""
    if not text.isupper():
        return text
    said = IN_CAPITALS.sub(lambda found: found[0].upper(), text.lower())
    return said[:1].upper() + said[1:]


SMALL = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def counted(count: int, one: str, many: str) -> str:
    """One person; four people; 1,204 homes: small counts in words."""
    said = SMALL[count].lower() if 0 <= count < len(SMALL) else f"{count:,}"
    return f"{said} {one if count == 1 else many}"


def listed(said: Sequence[str]) -> str:
    """a; a and b; a, b and c. Begins with a capital."""
    line = said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
    return line[:1].upper() + line[1:]
