"""What one person says of a drawn link. It moves nothing: who is parted from whom is said on its own page."""

from django.db.models import QuerySet

from rooftree.records.matching.review.actions.acting import SOMEBODY_ELSE, Acting, one_at_a_time
from rooftree.records.matching.review.queries.stakes import stakes_of
from rooftree.records.matching.review.rules import (
    SETTLED,
    Answer,
    Outcome,
    outcome,
    why_not_said,
    why_not_yours,
)
from rooftree.records.matching.sampling.models import MatchSample, MatchSampleAnswer
from rooftree.records.matching.sampling.queries.linked import linked_now
from rooftree.records.matching.sampling.rules import needed
from rooftree.reference.audit.actions import record
from rooftree.reference.refusals.rules import Reason, Refused
from rooftree.reference.typed_words.rules import cleaned


def answer_check(sample_id: int, *, answer: str, reason: str, seen: int, acting: Acting) -> Outcome:
    """Records one answer about a drawn link; how its question stands after it.

    `seen` is how many answers it had when the page was opened.
    """
    with one_at_a_time():
        sample = MatchSample.objects.filter(pk=sample_id).first()
        if sample is None:
            raise Refused(Reason("no-such-check", "There is no such check."))
        acting.must_decide(sample.entity_type)
        reason = cleaned(reason)
        if reasons := why_not_said(answer, reason):
            raise Refused(*reasons)
        before = sample.answers.order_by("pk")
        reasons = _why_not(sample, before, seen, acting)
        if reasons:
            raise Refused(*reasons)
        own = str(sample.entity_id)
        stakes = stakes_of(sample.entity_type, {own}, today=acting.today)
        is_sensitive = stakes.is_sensitive(own, own) or any(one.is_sensitive for one in before)
        said = [*(one.answer for one in before), Answer(answer).value]
        two = needed(is_sensitive=is_sensitive, is_twice=sample.is_twice) == 2
        after = outcome(said, is_sensitive=two)
        _keep(sample, answer, after, reason, is_sensitive=is_sensitive, acting=acting)
    return after


def _why_not(
    sample: MatchSample, before: QuerySet[MatchSampleAnswer], seen: int, acting: Acting
) -> list[Reason]:
    if len(before) != seen:
        return [SOMEBODY_ELSE]
    stands = Outcome(before[len(before) - 1].outcome) if before else Outcome.OPEN
    if stands in SETTLED:
        return [Reason("settled", "This has been answered.")]
    if not linked_now([sample]):
        return [Reason("parted", "The two rows are no longer one: there is nothing to check.")]
    voters = [one.decided_by_id for one in before]
    return why_not_yours(stands, voters, acting.by, sample.entity_type)


def _keep(
    sample: MatchSample, answer: str, after: Outcome, reason: str, *, is_sensitive: bool, acting: Acting
) -> None:
    MatchSampleAnswer.objects.create(
        sample=sample,
        answer=answer,
        outcome=after.value,
        is_sensitive=is_sensitive,
        reason=reason,
        decided_by=acting.by.name,
        decided_by_id=acting.by.user_id,
        decided_at=acting.now,
    )
    record(
        by=acting.by,
        now=acting.now,
        action="checked a link",
        subject_type=sample.entity_type,
        subject_id=str(sample.entity_id),
        detail={"check": sample.pk, "answer": answer, "outcome": after.value, "reason": reason},
    )
