"""A statement in words of ours, asked with its values: what every page of a record asks, and cheaply.

Django words a statement anew each time, which for the small questions of a page takes five times as long as
their answer. The server keeps these prepared (`config/database`), so values are numbered, `$1` and on.
"""

import time
from collections.abc import Sequence
from typing import Any

import psycopg
from django.db import connection


def asked(sql: str, values: Sequence[Any]) -> list[Any]:
    """The rows, as tuples; told to whoever counts statements, as Django's own are. One round trip."""
    connection.ensure_connection()
    began = time.monotonic()
    with connection.wrap_database_errors, psycopg.RawCursor(connection.connection) as cursor:
        found = cursor.execute(sql, values).fetchall()
    if connection.queries_logged:
        connection.queries_log.append({"sql": sql, "time": f"{time.monotonic() - began:.3f}"})
    return found
