"""Every exception for `rooftree export exceptions`, streamed."""

import datetime
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, transaction

from rooftree.oversight.quality.queries.seeing import tables_of
from rooftree.reference.accounts.rules import Viewer

# Seen last: what was kept when it was last seen; else the last check that asked its rule of its system.
EVERY = """
SELECT e.id, e.rule_id, e.rule_version, e.dimension, e.severity, e.source_system, e.table_name, e.source_key,
    e.column_name, e.state, e.first_seen_on,
    coalesce(e.last_seen_on, greatest(e.first_seen_on, seen.on), e.first_seen_on),
    coalesce(nullif(concat_ws(', ', nullif(u.full_name, ''), t.name), ''), e.owner)
FROM quality_exception e
LEFT JOIN (
    SELECT q.rule_id, q.source_system, max(c.business_on) AS on
    FROM quality_rule_result q JOIN quality_check_run c ON c.run_id = q.check_run_id
    WHERE q.error = '' AND q.unsure = '' GROUP BY q.rule_id, q.source_system
) seen ON seen.rule_id = e.rule_id AND seen.source_system = e.source_system
LEFT JOIN team t ON t.id = e.team_id LEFT JOIN user_account u ON u.id = e.assigned_to_id
WHERE e.table_name = ANY(%s) ORDER BY e.rule_id, e.source_system, e.source_key, e.id
"""
AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Exported:
    """One exception, as the file has it."""

    exception_id: uuid.UUID
    rule_id: str
    rule_version: int
    dimension: str
    severity: str
    source_system: str
    entity: str
    entity_key: str
    column: str
    state: str
    first_seen: datetime.date
    last_seen: datetime.date
    owner: str


def every(*, viewer: Viewer) -> Iterator[Exported]:
    """Every exception that this viewer may see, resolved ones included."""
    tables = sorted(tables_of(viewer))
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(EVERY, [tables])
        while rows := cursor.fetchmany(AT_ONCE):
            for row in rows:
                yield Exported(*row)
