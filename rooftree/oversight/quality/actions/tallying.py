"""How many exceptions stand that are alike: made anew by each check, kept true by whoever changes some."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection

COLUMNS = (
    "state, rule_id, table_name, source_system, dimension, severity, owner, area_code, team_id,"
    " assigned_to_id"
)
ON = "coalesce((SELECT max(business_on) FROM quality_check_run), current_date)"
TALLY = (
    f"INSERT INTO quality_exception_tally ({COLUMNS}, late, count)"  # noqa: S608 - ours
    f" SELECT {COLUMNS}, due_on < {ON}, %s * count(*) FROM quality_exception"
    " WHERE resolved_on IS NULL {} GROUP BY "
    f"{COLUMNS}, due_on < {ON}"
)


def tally() -> None:
    """Everything counted anew. Deleted, not truncated: pages go on reading the old counts meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM quality_exception_tally")
        cursor.execute(TALLY.format(""), [1])
        cursor.execute("ANALYZE quality_exception_tally")


@contextmanager
def keeping_count(ids: Sequence[uuid.UUID]) -> Iterator[None]:
    """Around a change of these exceptions, in its transaction: taken away as they were, added as they are."""
    of_some = TALLY.format("AND id = ANY(%s)")
    with connection.cursor() as cursor:
        cursor.execute(of_some, [-1, list(ids)])
        yield
        cursor.execute(of_some, [1, list(ids)])
