"""What the answers say: precision by method and band, week by week, and how far reviewers agree."""

import datetime
from collections import Counter

from rooftree.records.matching.review.queries.log import DEFINITE, opinions
from rooftree.records.matching.review.rules import Agreement, may_review
from rooftree.records.matching.rules import EntityType
from rooftree.records.matching.sampling.models import MatchSample, MatchSampleAnswer
from rooftree.records.matching.sampling.rules import WEEKS, Measured, stands, weeks_from
from rooftree.reference.accounts.rules import Viewer


def measured(kind: EntityType, *, viewer: Viewer, today: datetime.date, weeks: int = WEEKS) -> list[Measured]:
    """What was drawn of links of one kind in the last weeks and how it was answered, by method and band."""
    if not may_review(viewer, kind):
        return []
    rows = MatchSample.objects.filter(entity_type=kind, week__gte=weeks_from(today, weeks))
    links: dict[tuple[str, str], int] = {}
    counted: dict[tuple[str, str], Counter[str]] = {}
    for one in rows.prefetch_related("answers").order_by("pk"):
        stratum = (one.method, one.band)
        links[stratum] = one.links
        counted.setdefault(stratum, Counter())[_stands(one)] += 1
    return [
        Measured(
            method=method,
            band=band,
            links=links[(method, band)],
            drawn=found.total(),
            same=found["same"],
            different=found["different"],
            unsaid=found["unsaid"],
        )
        for (method, band), found in sorted(counted.items())
    ]


def _stands(one: MatchSample) -> str:
    votes = sorted(one.answers.all(), key=lambda each: each.pk)
    return stands(votes[-1].outcome if votes else "", [each.answer for each in votes])


def agreement(*, viewer: Viewer) -> Agreement:
    """How often the second who gave a definite answer said the same as the first: of pairs that may be one,
    and of links that were checked."""
    kinds = [kind.value for kind in EntityType if may_review(viewer, kind)]
    rows = MatchSampleAnswer.objects.filter(sample__entity_type__in=kinds, answer__in=DEFINITE)
    said: dict[int, list[str]] = {}
    for sample, answer in rows.order_by("pk").values_list("sample_id", "answer"):
        said.setdefault(sample, []).append(answer)
    of_checks = [(each[0], each[1]) for each in said.values() if len(each) > 1]
    return Agreement.among([*opinions(viewer=viewer), *of_checks])
