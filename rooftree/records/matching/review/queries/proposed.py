"""What colleagues proposed of two."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from rooftree.records.matching.review.models import MatchProposal
from rooftree.records.matching.review.rules import Answer, may_review
from rooftree.reference.accounts.rules import Viewer


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one colleague holds of two."""

    answer: Answer
    reason: str
    by: str
    at: datetime.datetime


def proposals(entity_type: str, ids: Sequence[str], *, viewer: Viewer) -> list[Proposal]:
    """All that was proposed of two, the newest first."""
    if not may_review(viewer, entity_type):
        return []
    rows = MatchProposal.objects.filter(entity_type=entity_type, first_id__in=ids, second_id__in=ids)
    return [
        Proposal(Answer(row.answer), row.reason, row.proposed_by, row.proposed_at)
        for row in rows.order_by("-pk")
    ]
