"""Taking a decision back: one row more in the log, and where it had joined two, the end of the alias."""

from rooftree.records.matching.models import EntityAlias, MatchDecision
from rooftree.records.matching.review.actions.acting import Acting, log, one_at_a_time
from rooftree.records.matching.review.actions.gathering import gather_about
from rooftree.records.matching.review.queries.in_force import PAIR, ROW, ids_of_rows
from rooftree.records.matching.review.rules import SETTLED, Answer, Outcome, why_not_reason
from rooftree.reference.refusals.rules import Reason, Refused
from rooftree.reference.typed_words.rules import cleaned


def undo(decision_id: int, *, reason: str, acting: Acting) -> MatchDecision:
    """Takes back what one decision settled: the question is open again, and everything is as it was before.

    Other decisions stay, those made about the two since included. Gives the decision that was taken back.
    """
    reason = cleaned(reason)
    if reasons := why_not_reason(reason):
        raise Refused(*reasons)
    with one_at_a_time():
        row = MatchDecision.objects.filter(pk=decision_id).first()
        if row is None or row.outcome not in SETTLED or not _is_latest(row):
            raise Refused(
                Reason(
                    "not-in-force",
                    "This decision is not in force: it was taken back, or another followed.",
                    "Look at what was decided last.",
                )
            )
        acting.must_decide(row.entity_type)
        log(
            acting,
            row.entity_type,
            Answer.UNDONE,
            first_id=row.first_id,
            second_id=row.second_id,
            source_system=row.source_system,
            source_key=row.source_key,
            outcome=Outcome.OPEN.value,
            is_sensitive=row.is_sensitive,
            reason=reason,
            undoes=row,
        )
        if row.alias_id:
            EntityAlias.objects.filter(pk=row.alias_id, ended_at=None).update(
                ended_at=acting.now, ended_by=acting.by.name
            )
        if row.outcome == Outcome.APART:
            _together_again(row, reason, acting)
        ids = {str(own) for own in (row.first_id, row.second_id) if own}
        gather_about(row.entity_type, ids, now=acting.now, today=acting.today)
    return row


def _is_latest(row: MatchDecision) -> bool:
    by = ROW if row.second_id is None else PAIR
    same = {name: getattr(row, name) for name in by}
    return not MatchDecision.objects.filter(**same, pk__gt=row.pk).exists()


def _together_again(row: MatchDecision, reason: str, acting: Acting) -> None:
    """Where a run has parted the row from the rest, what it became is joined again: ids that are known never
    merge by themselves."""
    own = ids_of_rows(row.entity_type, [(row.source_system, row.source_key)])
    rest = ids_of_rows(row.entity_type, [(system, key) for system, key in row.seen["rest"]])
    if own == rest:
        return
    for other in sorted((own | rest) - {str(row.first_id)}):
        taken = EntityAlias.objects.filter(alias_id=other, ended_at=None).exists()
        if taken:
            continue
        alias = EntityAlias.objects.create(
            entity_type=row.entity_type,
            alias_id=other,
            entity_id=row.first_id,
            reason=reason,
            decided_by=acting.by.name,
            decided_at=acting.now,
        )
        first, second = sorted((other, str(row.first_id)))
        log(
            acting,
            row.entity_type,
            Answer.SAME,
            first_id=first,
            second_id=second,
            outcome=Outcome.SAME.value,
            reason=reason,
            alias=alias,
        )
