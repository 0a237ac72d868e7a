"""The database's clock, set for as long as something is written."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def on(day: datetime.date) -> Iterator[None]:
    """What is written inside is known from midday of that day."""
    moment = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('rooftree.now', %s, false)", [moment.isoformat()])
        yield
        cursor.execute("SELECT set_config('rooftree.now', '', false)")
