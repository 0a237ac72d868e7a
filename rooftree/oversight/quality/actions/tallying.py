"""How many exceptions stand that are alike: made anew by each check, kept true by whoever changes some."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection

COLUMNS = (
    "state, rule_id, table_name, source_system, dimension, severity, owner, area_code, contractor_id,"
    " team_id, assigned_to_id, due_on, first_seen_on"
)
TALLY = (
    f"INSERT INTO quality_exception_tally ({COLUMNS}, mended, count)"  # noqa: S608 - ours
    f" SELECT {COLUMNS}, mended_at IS NOT NULL, count(*)"
    f" FROM quality_exception WHERE resolved_on IS NULL GROUP BY {COLUMNS}, mended_at IS NOT NULL"
)
OF_SOME = (
    f"INSERT INTO quality_exception_tally ({COLUMNS}, mended, count)"  # noqa: S608 - ours
    f" SELECT {COLUMNS}, mended_at IS NOT NULL, %s * count(*)"
    f" FROM quality_exception WHERE id = ANY(%s) AND resolved_on IS NULL GROUP BY {COLUMNS},"
    " mended_at IS NOT NULL"
)


def tally() -> None:
    """Everything counted anew. Deleted, not truncated: pages go on reading the old counts meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM quality_exception_tally")
        cursor.execute(TALLY)
        cursor.execute("ANALYZE quality_exception_tally")


@contextmanager
def keeping_count(ids: Sequence[uuid.UUID]) -> Iterator[None]:
    """Around a change of these exceptions, in its transaction: taken away as they were, added as they are."""
    with connection.cursor() as cursor:
        cursor.execute(OF_SOME, [-1, list(ids)])
        yield
        cursor.execute(OF_SOME, [1, list(ids)])
