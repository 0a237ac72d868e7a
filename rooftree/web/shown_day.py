"""The day that the page under way shows, so that its links to records lead to that day as well.

The address says it (`?on=2026-03-01`); the door notes it for the time of one request. Whoever makes a link to
a page that can be shown as at a day makes it here.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import lru_cache

from django.urls import reverse

from rooftree.web.staff.asked_day import day_fault, day_in

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NOBODY = "00000000-0000-4000-8000-000000000000"
_shown: ContextVar[date | None] = ContextVar("shown_day", default=None)


@contextmanager
def shown(on: str, *, today: date) -> Iterator[None]:
    """For as long as the page is made that was asked for with this `on`; without a past day it is today's."""
    day = day_in(on)
    past = day is not None and day != today and not day_fault(day, today)
    token = _shown.set(day if past else None)
    try:
        yield
    finally:
        _shown.reset(token)


def kept(href: str) -> str:
    """An address with the day that the page shows, where it shows one."""
    day = _shown.get()
    if day is None or not href:
        return href
    address, mark, fragment = href.partition("#")
    return f"{address}{'&' if '?' in address else '?'}on={day.isoformat()}{mark}{fragment}"


def page_of(route: str, *own: str) -> str:
    """Where a record's page is: home, person, tenancy, repair, block, application or case."""
    if len(own) != 1 or _ID.fullmatch(one := str(own[0])) is None:
        return kept(reverse(route, args=own))
    before, after = _around(route)
    return kept(f"{before}{one}{after}")


@lru_cache(maxsize=64)
def _around(route: str) -> tuple[str, str]:
    """What stands before and after a record's id in its address: a page has dozens, all alike."""
    before, _, after = reverse(route, args=[_NOBODY]).partition(_NOBODY)
    return before, after
