"""The tabs of a record: each is an address of its own, so that it can be linked to, printed and opened anew.

A page says its tabs as data, the summary first with no name; `tab_links` makes them the list at the side.
The template staff/tabbed.html draws that list, and tabs.js swaps one tab for another without a jump.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from rooftree.web.components.parts import Link


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: its part of the address ("" is the summary), what it is called, how much is in it."""

    name: str
    words: str
    count: int | None = None
    needs_you: bool = False


def tab_href(base: str, name: str, *, on: datetime.date | None = None) -> str:
    """The address of a tab: `base` ends with a stroke; the day asked for is kept."""
    query = f"?{urlencode({'on': on.isoformat()})}" if on else ""
    return f"{base}{name}/{query}" if name else f"{base}{query}"


def tab_links(tabs: Sequence[Tab], *, base: str, current: str, on: datetime.date | None = None) -> list[Link]:
    """The tabs as links, the current one marked, the day asked for kept across them."""
    return [
        Link(
            one.words,
            tab_href(base, one.name, on=on),
            count=one.count,
            current=one.name == current,
            needs_you=one.needs_you and bool(one.count),
        )
        for one in tabs
    ]


def tab_named(tabs: Sequence[Tab], name: str) -> Tab | None:
    """The tab that an address names, where this viewer has it."""
    return next((one for one in tabs if one.name == name), None)
