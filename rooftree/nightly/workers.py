"""Whether anybody does the background work."""

from django.db import connection

ALIVE = 60
"""Seconds within which a worker that lives has given a sign."""


def somebody_works() -> bool:
    """Whether a worker has lately given a sign of life."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM procrastinate_workers"
            " WHERE last_heartbeat > now() - make_interval(secs => %s))",
            (ALIVE,),
        )
        return bool(cursor.fetchone()[0])
