"""Saying that one source row is not theirs with whom it was linked: the next run parts it from the rest."""

from rooftree.records.matching.models import EntityAlias, MatchDecision, Reference
from rooftree.records.matching.review.actions.acting import Acting, log, one_at_a_time
from rooftree.records.matching.review.rules import Answer, Outcome, why_not_reason
from rooftree.reference.refusals.rules import Reason, Refused
from rooftree.reference.typed_words.rules import cleaned


def split(reference_id: str, *, reason: str, acting: Acting) -> MatchDecision:
    """Says of the row behind a reference that it is not theirs.

    The id stays with the part that has the tenancy's row; the run gives the other one of its own.
    """
    reason = cleaned(reason)
    if reasons := why_not_reason(reason):
        raise Refused(*reasons)
    with one_at_a_time():
        row = Reference.objects.filter(pk=reference_id, ended_on=None).first()
        if row is None:
            raise Refused(Reason("no-such-row", "This row is no longer among those received."))
        acting.must_decide(row.entity_type)
        rest = Reference.objects.filter(
            entity_type=row.entity_type, entity_id=row.entity_id, ended_on=None
        ).exclude(pk=row.pk)
        keys = sorted(rest.values_list("source_system", "source_key"))
        if reasons := _why_not(row, keys):
            raise Refused(*reasons)
        return log(
            acting,
            row.entity_type,
            Answer.NOT_THEIRS,
            first_id=row.entity_id,
            source_system=row.source_system,
            source_key=row.source_key,
            outcome=Outcome.APART.value,
            reason=reason,
            method=row.method,
            weight=row.weight,
            model_version=row.model_version,
            seen={"rest": [list(key) for key in keys]},
        )


def _why_not(row: Reference, rest: list[tuple[str, str]]) -> list[Reason]:
    if not rest:
        return [Reason("only-row", "It is the only row of this record: there is nothing to part it from.")]
    joins = EntityAlias.objects.filter(entity_type=row.entity_type, ended_at=None)
    if (joins.filter(entity_id=row.entity_id) | joins.filter(alias_id=row.entity_id)).exists():
        return [
            Reason(
                "joined-by-hand",
                "Somebody joined this record to another.",
                "Take that back first; then say which row is not theirs, if any still is.",
            )
        ]
    of_row = MatchDecision.objects.filter(
        entity_type=row.entity_type,
        first_id=row.entity_id,
        source_system=row.source_system,
        source_key=row.source_key,
    )
    latest = of_row.order_by("-pk").first()
    if latest and latest.outcome == Outcome.APART:
        return [Reason("already-said", "That was said already; the next run parts it from the rest.")]
    return []
