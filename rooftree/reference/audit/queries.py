"""Reading the audit trail."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rooftree.reference.audit.models import AuditEntry
from rooftree.reference.audit.rules import Reader

MOST = 500
"""More than this is an export, not a page."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the audit trail, to be shown."""

    at: datetime.datetime
    by_id: int | None
    by_name: str
    action: str
    subject_type: str
    subject_id: str
    detail: dict[str, Any]


def latest(*, viewer: Reader, limit: int = 100) -> list[Entry]:
    """The newest entries about anything; nothing for those who may not see the trail."""
    if not viewer.sees_audit:
        return []
    return _shown(AuditEntry.objects.order_by("-at", "-id")[: min(limit, MOST)])


def about(*, subject_type: str, subject_id: str | int, viewer: Reader, limit: int = 100) -> list[Entry]:
    """Who has done or read what of one record; for those who may read such records, newest first."""
    if not (viewer.sees_audit or viewer.sees_people):
        return []
    rows = AuditEntry.objects.filter(subject_type=subject_type, subject_id=str(subject_id))
    return _shown(rows.order_by("-at", "-id")[: min(limit, MOST)])


def recently_read_by(*, viewer: Reader, subject_types: Iterable[str], limit: int = 5) -> list[Entry]:
    """The records that this viewer opened last, each once: their own trail is theirs to see."""
    if viewer.user_id is None:
        return []
    rows = AuditEntry.objects.filter(
        by_id=viewer.user_id, action="read", subject_type__in=list(subject_types)
    )
    seen: dict[tuple[str, str], Entry] = {}
    for entry in _shown(rows.order_by("-at", "-id")[:MOST]):
        seen.setdefault((entry.subject_type, entry.subject_id), entry)
        if len(seen) == limit:
            break
    return list(seen.values())


def recently_sought_by(*, viewer: Reader, limit: int = 5) -> list[str]:
    """What this viewer typed into the search box last, each once: their own trail is theirs to see."""
    if viewer.user_id is None:
        return []
    rows = AuditEntry.objects.filter(by_id=viewer.user_id, action="searched").order_by("-at", "-id")
    sought = [str(detail.get("sought", "")) for detail in rows.values_list("detail", flat=True)[: limit * 10]]
    return [one for one in dict.fromkeys(sought) if one][:limit]


def _shown(rows: Iterable[AuditEntry]) -> list[Entry]:
    return [
        Entry(row.at, row.by_id, row.by_name, row.action, row.subject_type, row.subject_id, row.detail)
        for row in rows
    ]
