"""The day a record is asked for: `?on=2026-03-01`, or the three boxes of "another day"."""

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.safestring import SafeString

from rooftree.web.components import words
from rooftree.web.components.forms import DayField, PlainForm
from rooftree.web.components.parts import Link

EARLIEST = datetime.date(1900, 1, 1)
DAYS_IN_LINE = 3


class DayForm(PlainForm):
    """Another day for a record."""

    day = DayField(label="Show what we knew on", required=False)

    def render(self, *given: Any, **named: Any) -> SafeString:
        """The empty form is the same on every record's page, and is drawn once."""
        return super().render(*given, **named) if self.is_bound else _empty(str(self.auto_id))

    __str__ = render
    __html__ = render


@lru_cache(maxsize=8)
def _empty(auto_id: str) -> SafeString:
    return PlainForm.render(DayForm(auto_id=auto_id))


@dataclass(frozen=True, slots=True)
class AskedDay:
    """The day asked for (nothing for today), and the form to ask for another."""

    on: datetime.date | None
    form: DayForm
    redirect: str = ""
    """Where three boxes filled in rightly lead: the same page with the day in its address."""


def asked_day(query: QueryDict, *, today: datetime.date) -> AskedDay:
    """What the address asks for. A day that is none, or has not come, is said at the form; today is shown."""
    if any(f"day_{box}" in query for box in range(3)):
        form = DayForm(query, auto_id="asat_%s")
        day = form.cleaned_data["day"] if form.is_valid() else None
        if day and (fault := day_fault(day, today)):
            form.add_error("day", fault)
        elif day:
            return AskedDay(None, form, redirect=f"?{urlencode({'on': day.isoformat()})}")
        return AskedDay(None, form)
    text = query.get("on", "")
    if not text:
        return AskedDay(None, DayForm(auto_id="asat_%s"))
    day = day_in(text)
    fault = "There is no such day in the calendar" if day is None else day_fault(day, today)
    if day is None or fault:
        return AskedDay(None, _faulty(text, fault))
    return AskedDay(day if day < today else None, DayForm(auto_id="asat_%s"))


def _faulty(text: str, fault: str) -> DayForm:
    """The form with what the address asked for in its boxes, where it was a day at all."""
    form = DayForm(boxes("day", text), auto_id="asat_%s")
    if form.is_valid():
        form.add_error("day", fault)
    return form


def boxes(name: str, text: str) -> dict[str, str]:
    """A day of an address as the three boxes of a field, whether or not the calendar has it."""
    found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text)
    return {f"{name}_{box}": part for box, part in enumerate(reversed(found.groups()))} if found else {}


def day_fault(day: datetime.date, today: datetime.date) -> str:
    """Why a day cannot be asked for; no text when it can."""
    if day > today:
        return "That day has not come yet"
    return "Nothing was known so long ago" if day < EARLIEST else ""


def day_in(text: str) -> datetime.date | None:
    """The day that an address names, if it names one."""
    try:
        return datetime.date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def day_links(
    asked: AskedDay,
    days: list[tuple[datetime.date | None, str]],
    today: datetime.date,
    *,
    since: datetime.date,
) -> list[Link]:
    """Today, and the days that matter on this record, newest first; none before `since`, the first known."""
    links = [Link("today", "?", current=asked.on is None)]
    seen: set[datetime.date] = set()
    for day, why in sorted(((d, w) for d, w in days if d), key=lambda one: one[0], reverse=True):
        if since <= day < today and day not in seen and len(seen) < DAYS_IN_LINE:
            seen.add(day)
            links.append(Link(f"{words.day(day)}, {why}", f"?on={day.isoformat()}", current=day == asked.on))
    return links
