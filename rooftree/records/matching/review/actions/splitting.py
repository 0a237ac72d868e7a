"""Saying that one source row is not theirs with whom it was linked: the next run parts it from the rest."""

from rooftree.records.matching.models import EntityAlias, MatchDecision, Reference
from rooftree.records.matching.review.actions.acting import Acting, one_at_a_time
from rooftree.records.matching.review.actions.one_row import log_row, rest_of, row_of, why_not_parted
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
        row = row_of(reference_id)
        acting.must_decide(row.entity_type)
        if reasons := why_not_parted(row) or _why_joined(row):
            raise Refused(*reasons)
        rest = sorted(rest_of(row).values_list("source_system", "source_key"))
        seen = {"rest": [list(key) for key in rest]}
        return log_row(acting, row, Answer.NOT_THEIRS, outcome=Outcome.APART, reason=reason, seen=seen)


def _why_joined(row: Reference) -> list[Reason]:
    joins = EntityAlias.objects.filter(entity_type=row.entity_type, ended_at=None)
    if not (joins.filter(entity_id=row.entity_id) | joins.filter(alias_id=row.entity_id)).exists():
        return []
    mend = "Take that back first; then say which row is not theirs, if any still is."
    return [Reason("joined-by-hand", "Somebody joined this record to another.", mend)]
