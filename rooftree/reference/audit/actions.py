"""Writing the audit trail, inside the transaction of the thing it tells of, so that neither stands alone."""

import datetime
from collections.abc import Mapping

from psycopg.types.json import Jsonb

from rooftree.reference.asking import asked
from rooftree.reference.audit.rules import Actor

WRITE = """
INSERT INTO audit_entry (at, by_id, by_name, action, subject_type, subject_id, detail)
VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id
"""
"""Every page of a record leaves such a row."""
Plain = str | int | float | bool | None | list[str] | list[int]


def record(
    *,
    by: Actor,
    now: datetime.datetime,
    action: str,
    subject_type: str,
    subject_id: str | int = "",
    detail: Mapping[str, Plain] | None = None,
) -> int:
    """One row: `action` is a past-tense word ("added", "searched", "read"). Returns the row's id."""
    told = Jsonb(dict(detail or {}))
    rows = asked(WRITE, [now, by.user_id, by.name, action, subject_type, str(subject_id), told])
    return int(rows[0][0])


def record_search(*, by: Actor, now: datetime.datetime, sought: str, found: int) -> int:
    """Somebody looked for a person or a home: what they typed, and how many they were shown."""
    return record(
        by=by,
        now=now,
        action="searched",
        subject_type="records",
        detail={"sought": sought[:200], "found": found},
    )


def record_reading(
    *, by: Actor, now: datetime.datetime, subject_type: str, subject_id: str | int, part: str = "page"
) -> int:
    """Somebody opened a record about a person: which, and which part of it."""
    return record(
        by=by, now=now, action="read", subject_type=subject_type, subject_id=subject_id, detail={"part": part}
    )
