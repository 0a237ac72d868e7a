"""An officer says that a row is not theirs, and a data steward that it is; what parts it is `splitting`."""

from rooftree.records.matching.models import MatchDecision
from rooftree.records.matching.review.actions.acting import Acting, one_at_a_time
from rooftree.records.matching.review.actions.one_row import log_row, row_of, why_not_parted
from rooftree.records.matching.review.models import MatchRowProposal
from rooftree.records.matching.review.queries.doubted_rows import doubts_of_row
from rooftree.records.matching.review.rules import Answer, Outcome, may_propose, why_not_reason
from rooftree.reference.accounts.rules import not_allowed
from rooftree.reference.audit.actions import record
from rooftree.reference.refusals.rules import Reason, Refused
from rooftree.reference.typed_words.rules import cleaned


def doubt_row(reference_id: str, *, reason: str, acting: Acting) -> None:
    """Keeps one proposal to part a row. It decides nothing: a data steward does, who is shown the words."""
    reason = cleaned(reason)
    with one_at_a_time():
        row = row_of(reference_id)
        if not may_propose(acting.by, row.entity_type):
            raise Refused(not_allowed(acting.by, to="propose that a row is not theirs"))
        if reasons := why_not_reason(reason) or why_not_parted(row):
            raise Refused(*reasons)
        known = {"source_system": row.source_system, "source_key": row.source_key}
        MatchRowProposal.objects.create(
            entity_type=row.entity_type,
            entity_id=row.entity_id,
            reason=reason,
            proposed_by=acting.by.name,
            proposed_by_id=acting.by.user_id,
            proposed_at=acting.now,
            **known,
        )
        record(
            by=acting.by,
            now=acting.now,
            action="proposed that a row is not theirs",
            subject_type=row.entity_type,
            subject_id=str(row.entity_id),
            detail={**known, "reason": reason},
        )


def leave_row(reference_id: str, *, reason: str, acting: Acting) -> MatchDecision:
    """Says of a row that a colleague doubted that it is theirs: it stays, and no longer waits."""
    reason = cleaned(reason)
    with one_at_a_time():
        row = row_of(reference_id)
        acting.must_decide(row.entity_type)
        if reasons := why_not_reason(reason):
            raise Refused(*reasons)
        if not doubts_of_row(row.pk, viewer=acting.by):
            raise Refused(Reason("not-doubted", "Nobody holds this row not to be theirs, or it was decided."))
        return log_row(acting, row, Answer.THEIRS, outcome=Outcome.OPEN, reason=reason)
