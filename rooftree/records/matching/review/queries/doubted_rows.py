"""Rows that colleagues hold not to be theirs with whom a run linked them, until a data steward decides."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from rooftree.records.matching.models import MatchDecision, Reference
from rooftree.records.matching.review.models import MatchRowProposal
from rooftree.records.matching.review.rules import may_review
from rooftree.records.matching.rules import EntityType
from rooftree.reference.accounts.rules import Viewer


@dataclass(frozen=True, slots=True)
class DoubtedRow:
    """What one colleague says of a row, and the reference by which it may be parted."""

    reference_id: str
    entity_type: str
    entity_id: str
    system: str
    key: str
    reason: str
    by: str
    at: datetime.datetime


def doubted_rows(*, viewer: Viewer) -> list[DoubtedRow]:
    """All that wait and that this viewer may read, the oldest first."""
    kinds = [kind.value for kind in EntityType if may_review(viewer, kind)]
    return _told(_waiting().filter(entity_type__in=kinds))


def doubts_of_row(reference_id: str | uuid.UUID, *, viewer: Viewer) -> list[DoubtedRow]:
    """What colleagues say of one row, as long as it waits."""
    row = Reference.objects.filter(pk=reference_id, ended_on=None).first()
    if row is None or not may_review(viewer, row.entity_type):
        return []
    return _told(_waiting().filter(entity_type=row.entity_type, **_key_of(row)))


def _key_of(row: Reference) -> dict[str, object]:
    return {"entity_id": row.entity_id, "source_system": row.source_system, "source_key": row.source_key}


def _waiting() -> QuerySet[MatchRowProposal]:
    """Proposals since which nothing was decided about their row, which is still where it was."""
    key = {name: OuterRef(name) for name in ("entity_type", "source_system", "source_key")}
    since = MatchDecision.objects.filter(**key, second_id=None, decided_at__gte=OuterRef("proposed_at"))
    there = Reference.objects.filter(**key, entity_id=OuterRef("entity_id"), ended_on=None)
    return MatchRowProposal.objects.filter(~Exists(since), Exists(there)).order_by("pk")


def _told(rows: Sequence[MatchRowProposal] | QuerySet[MatchRowProposal]) -> list[DoubtedRow]:
    said = list(rows)
    found = Reference.objects.filter(entity_id__in=[one.entity_id for one in said], ended_on=None)
    ids = {(one.entity_id, one.source_system, one.source_key): str(one.pk) for one in found}
    return [
        DoubtedRow(
            reference_id=ids[one.entity_id, one.source_system, one.source_key],
            entity_type=one.entity_type,
            entity_id=str(one.entity_id),
            system=one.source_system,
            key=one.source_key,
            reason=one.reason,
            by=one.proposed_by,
            at=one.proposed_at,
        )
        for one in said
    ]
