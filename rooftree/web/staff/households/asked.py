"""The day for which a household is asked: `?lived=2026-03-03`, or the three boxes beside "Who lived here on".

It is not the day of "as known": that one says what we knew, this one whom we think lived there.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import QueryDict

from rooftree.records.households.rules.periods import Period
from rooftree.web.components import words
from rooftree.web.components.forms import DayField, PlainForm
from rooftree.web.components.parts import Link
from rooftree.web.staff.asked_day import boxes, day_fault

LINKS = 4
"""So many days are offered on which a household changed, the latest."""


class LivedForm(PlainForm):
    """The day of which a household is asked."""

    lived = DayField(label="Who lived here on", required=False)


@dataclass(frozen=True, slots=True)
class Lived:
    """The day asked for (nothing for the day of the page), the form, and the day of "as known" to keep."""

    day: datetime.date | None
    form: LivedForm
    on: datetime.date | None = None

    def href(self, day: datetime.date | None) -> str:
        """This tab for a day, as known on the same one."""
        said = {"on": self.on, "lived": day}
        return f"?{urlencode({name: one.isoformat() for name, one in said.items() if one})}"


def lived_day(
    query: QueryDict, *, today: datetime.date, on: datetime.date | None, label: str = "Who lived here on"
) -> Lived:
    """What the address asks for. A day that is none, or has not come, is said at the form."""
    boxed = any(f"lived_{box}" in query for box in range(3))
    data = query if boxed else _boxes(query.get("lived", ""))
    form = LivedForm(data, auto_id="lived_%s") if data else LivedForm(auto_id="lived_%s")
    form.fields["lived"].label = label
    if not data or not form.is_valid():
        return Lived(None, form, on)
    day = form.cleaned_data["lived"]
    if day and (fault := day_fault(day, today)):
        form.add_error("lived", fault)
        return Lived(None, form, on)
    return Lived(day, form, on)


def _boxes(text: str) -> dict[str, str]:
    """The day of an address as the form's boxes; what is not written as one stands in the first."""
    return boxes("lived", text) or ({"lived_0": text[:20]} if text else {})


@dataclass(frozen=True, slots=True)
class AskBlock:
    """The form, the days on which the household changed, and what the day's household is, in a sentence."""

    form: LivedForm
    days: Sequence[Link]
    says: str
    keep: datetime.date | None
    template: str = field(default="staff/blocks/lived_day.html")


def day_links(asked: Lived, periods: Sequence[Period], shown: datetime.date) -> list[Link]:
    """The day of the page, and the days on which somebody came or went."""
    changed = [one.from_on for one in periods if one.from_on][:LINKS]
    first = words.day(asked.on) if asked.on else "today"
    links = [Link(first, asked.href(None), current=asked.day is None)]
    return links + [
        Link(words.day(day), asked.href(day), current=asked.day == day)
        for day in changed
        if day != (asked.on or None) and (asked.day is not None or day != shown)
    ]
