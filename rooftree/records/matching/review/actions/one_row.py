"""One source row that somebody decides on by itself: whose it is, and what the log says of it."""

from typing import Any

from django.db.models import QuerySet

from rooftree.records.matching.models import MatchDecision, Reference
from rooftree.records.matching.review.actions.acting import Acting, log
from rooftree.records.matching.review.rules import Answer, Outcome
from rooftree.reference.refusals.rules import Reason, Refused


def row_of(reference_id: str) -> Reference:
    """The row behind a reference; refused when no system has it any more."""
    row = Reference.objects.filter(pk=reference_id, ended_on=None).first()
    if row is None:
        raise Refused(Reason("no-such-row", "This row is no longer among those received."))
    return row


def rest_of(row: Reference) -> QuerySet[Reference]:
    """The other rows of its record."""
    own = {"entity_type": row.entity_type, "entity_id": row.entity_id}
    return Reference.objects.filter(**own, ended_on=None).exclude(pk=row.pk)


def why_not_parted(row: Reference) -> list[Reason]:
    """Why a row cannot be parted from its record, or need not."""
    if not rest_of(row).exists():
        return [Reason("only-row", "It is the only row of this record: there is nothing to part it from.")]
    of_row = MatchDecision.objects.filter(**_named(row), entity_type=row.entity_type, second_id=None)
    latest = of_row.order_by("-pk").first()
    if latest and latest.outcome == Outcome.APART:
        return [Reason("already-said", "That was said already; the next run parts it from the rest.")]
    return []


def log_row(
    acting: Acting, row: Reference, answer: Answer, *, outcome: Outcome, reason: str, **seen: Any
) -> MatchDecision:
    """The line of the log on a row, with how and by which model it was linked."""
    linked = {"method": row.method, "weight": row.weight, "model_version": row.model_version}
    facts = {**_named(row), **linked, "outcome": outcome.value, "reason": reason, **seen}
    return log(acting, row.entity_type, answer, **facts)


def _named(row: Reference) -> dict[str, Any]:
    return {
        "first_id": row.entity_id,
        "source_system": row.source_system,
        "source_key": row.source_key,
    }
