"""Histories made by hand: what is written inside `known_on` is known from midday of that day."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def known_on(day: datetime.date) -> Iterator[None]:
    """The clock of the database's history stands at midday of this day."""
    moment = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('rooftree.now', %s, false)", [moment.isoformat()])
        yield
        cursor.execute("SELECT set_config('rooftree.now', '', false)")
