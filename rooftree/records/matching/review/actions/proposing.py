"""Somebody who does not decide says what they hold of two: it goes to the queue with their words."""

from rooftree.records.matching.review.actions.acting import Acting, is_there, one_at_a_time
from rooftree.records.matching.review.actions.gathering import gather_about
from rooftree.records.matching.review.models import MatchProposal
from rooftree.records.matching.review.queries.in_force import OPEN, said_of_pairs, standings
from rooftree.records.matching.review.rules import SETTLED, may_propose, why_not_proposed
from rooftree.reference.accounts.rules import SYSTEM, not_allowed
from rooftree.reference.audit.actions import record
from rooftree.reference.refusals.rules import Reason, Refused
from rooftree.reference.typed_words.rules import cleaned


def propose(entity_type: str, ids: tuple[str, str], *, answer: str, reason: str, acting: Acting) -> None:
    """Keeps one proposal. It decides nothing: a data steward does, who is shown the words."""
    if not may_propose(acting.by, entity_type):
        raise Refused(not_allowed(acting.by, to="propose whether two records are one"))
    reason = cleaned(reason)
    if reasons := why_not_proposed(answer, reason):
        raise Refused(*reasons)
    with one_at_a_time():
        if ids[0] == ids[1] or not all(is_there(entity_type, own) for own in ids):
            raise Refused(Reason("no-such-record", "One of the two is not among our records."))
        decided = said_of_pairs(viewer=SYSTEM)
        pair = decided.pair(*ids)
        standing = standings(entity_type, [pair]).get(pair, OPEN)
        if pair[0] == pair[1] or pair in decided.apart or standing.outcome in SETTLED:
            raise Refused(
                Reason("settled", "This has been decided.", "Ask a data steward to take that back.")
            )
        MatchProposal.objects.create(
            entity_type=entity_type,
            first_id=pair[0],
            second_id=pair[1],
            answer=answer,
            reason=reason,
            proposed_by=acting.by.name,
            proposed_by_id=acting.by.user_id,
            proposed_at=acting.now,
        )
        gather_about(entity_type, pair, now=acting.now, today=acting.today)
        record(
            by=acting.by,
            now=acting.now,
            action="proposed who is one",
            subject_type=entity_type,
            subject_id=pair[0],
            detail={"answer": answer, "with": pair[1], "reason": reason},
        )
