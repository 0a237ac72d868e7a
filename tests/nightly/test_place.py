"""The day and the moment that a run works at."""

from __future__ import annotations

from rooftree.nightly.place import business_moment
from tests.nights import FIRST, moment


def test_the_business_moment_is_now_on_the_business_day() -> None:
    now = moment(FIRST, 9)
    assert business_moment(now, None) == (now, FIRST)
    at, day = business_moment(now, FIRST.replace(day=20))
    assert (at.date(), at.hour, day) == (FIRST.replace(day=20), 9, FIRST.replace(day=20))
