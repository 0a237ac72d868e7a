"""Improvement notices and their story."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rooftree.oversight.agreements.models import ImprovementNotice
from rooftree.oversight.agreements.rules.notices import NoticeState
from rooftree.oversight.agreements.rules.rights import may_see_agreements
from rooftree.reference.accounts.rules import Viewer


@dataclass(frozen=True, slots=True)
class Happened:
    """One step of a notice."""

    state: NoticeState
    at: datetime.datetime
    by: str
    said: str


@dataclass(frozen=True, slots=True)
class NoticeShown:
    """One notice, to be shown or printed."""

    id: int
    agreement: int
    state: NoticeState
    reasons: str
    asks: str
    reply_by: datetime.date
    breaches: Sequence[dict[str, Any]]
    made_at: datetime.datetime
    made_by: str
    events: Sequence[Happened]


def notices(agreement_id: int, *, viewer: Viewer) -> list[NoticeShown]:
    """The notices given under an agreement, the newest first."""
    if not may_see_agreements(viewer):
        return []
    rows = ImprovementNotice.objects.filter(agreement_id=agreement_id).prefetch_related("events")
    return [_shown(row) for row in rows.order_by("-made_at", "-id")]


def notice(notice_id: int, *, viewer: Viewer) -> NoticeShown | None:
    """One of them."""
    row = ImprovementNotice.objects.filter(pk=notice_id).first() if may_see_agreements(viewer) else None
    return _shown(row) if row else None


def _shown(row: ImprovementNotice) -> NoticeShown:
    events = sorted(row.events.all(), key=lambda one: one.pk)
    return NoticeShown(
        id=row.pk,
        agreement=row.agreement_id,
        state=NoticeState(row.state),
        reasons=row.reasons,
        asks=row.asks,
        reply_by=row.reply_by,
        breaches=row.breaches,
        made_at=row.made_at,
        made_by=row.made_by,
        events=[Happened(NoticeState(one.state), one.at, one.by, one.said) for one in events],
    )
