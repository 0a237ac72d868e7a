"""What the answers say: precision by method and band, week by week, and how far reviewers agree."""

import datetime
from collections import Counter
from collections.abc import Sequence

from rooftree.records.matching.review.queries.log import DEFINITE, opinions
from rooftree.records.matching.review.rules import Agreement, may_review
from rooftree.records.matching.rules import EntityType
from rooftree.records.matching.sampling.models import MatchSample, MatchSampleAnswer
from rooftree.records.matching.sampling.rules import WEEKS, Measured, Stands, Week, stands, weeks_from
from rooftree.reference.accounts.rules import Viewer


def measured(kind: EntityType, *, viewer: Viewer, today: datetime.date, weeks: int = WEEKS) -> list[Measured]:
    """What was drawn of links of one kind in the last weeks and how it was answered, by method and band."""
    return _strata(_drawn(kind, viewer, today, weeks))


def by_week(kind: EntityType, *, viewer: Viewer, today: datetime.date, weeks: int = WEEKS) -> list[Week]:
    """The same for each of the last weeks in which any were drawn, the oldest first."""
    found: dict[datetime.date, list[MatchSample]] = {}
    for one in _drawn(kind, viewer, today, weeks):
        found.setdefault(one.week, []).append(one)
    return [Week(week, _strata(rows)) for week, rows in sorted(found.items())]


def _drawn(kind: EntityType, viewer: Viewer, today: datetime.date, weeks: int) -> list[MatchSample]:
    if not may_review(viewer, kind):
        return []
    rows = MatchSample.objects.filter(entity_type=kind, week__gte=weeks_from(today, weeks))
    return list(rows.prefetch_related("answers").order_by("pk"))


def _strata(rows: Sequence[MatchSample]) -> list[Measured]:
    links: dict[tuple[str, str], int] = {}
    counted: dict[tuple[str, str], Counter[str]] = {}
    for one in rows:
        stratum = (one.method, one.band)
        links[stratum] = one.links
        counted.setdefault(stratum, Counter())[stands_of(one)] += 1
    return [
        Measured(
            method=method,
            band=band,
            links=links[(method, band)],
            drawn=found.total(),
            same=found[Stands.SAME],
            different=found[Stands.DIFFERENT],
            unsaid=found[Stands.UNSAID],
        )
        for (method, band), found in sorted(counted.items())
    ]


def stands_of(one: MatchSample) -> Stands:
    """What is known of one drawn link by now; its answers are read already."""
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
