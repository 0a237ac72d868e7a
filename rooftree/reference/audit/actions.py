"""Writing the audit trail, inside the transaction of the thing it tells of, so that neither stands alone."""

import datetime
from collections.abc import Mapping

from rooftree.reference.audit.models import AuditEntry
from rooftree.reference.audit.rules import Actor

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
    entry = AuditEntry.objects.create(
        at=now,
        by_id=by.user_id,
        by_name=by.name,
        action=action,
        subject_type=subject_type,
        subject_id=str(subject_id),
        detail=dict(detail or {}),
    )
    return entry.pk


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
