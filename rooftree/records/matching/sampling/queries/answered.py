"""The drawn links behind a figure: those of a kind, a week, a method or a band that stand so."""

import datetime
from dataclasses import dataclass, replace

from rooftree.records.matching.review.rules import may_review
from rooftree.records.matching.rules import EntityType
from rooftree.records.matching.sampling.models import MatchSample
from rooftree.records.matching.sampling.queries.checks import Check, check_of
from rooftree.records.matching.sampling.queries.linked import linked_now
from rooftree.records.matching.sampling.queries.measured import stands_of
from rooftree.records.matching.sampling.rules import Stands, weeks_from
from rooftree.reference.accounts.rules import Viewer

SETTLED = (Stands.SAME, Stands.DIFFERENT)


@dataclass(frozen=True, slots=True)
class Like:
    """What drawn links are asked for; nothing said asks for all.

    How they were linked narrows only those that are settled: who is still to answer must not learn it.
    """

    kind: EntityType
    stands: Stands | None = None
    week: datetime.date | None = None
    method: str = ""
    band: str | None = None

    @property
    def obeyed(self) -> "Like":
        """What of it is done."""
        return self if self.stands in SETTLED else replace(self, method="", band=None)


@dataclass(frozen=True, slots=True)
class Answered:
    """One drawn link, and how it stands; how it was linked once that is settled."""

    check: Check
    stands: Stands
    method: str = ""
    weight: float | None = None


def checks_like(like: Like, *, viewer: Viewer, today: datetime.date) -> list[Answered]:
    """The drawn links of the last weeks that are so, the newest week first."""
    if not may_review(viewer, like.kind):
        return []
    like = like.obeyed
    rows = MatchSample.objects.filter(entity_type=like.kind, week__gte=weeks_from(today))
    if like.week:
        rows = rows.filter(week=like.week)
    if like.method:
        rows = rows.filter(method=like.method)
    if like.band is not None:
        rows = rows.filter(band=like.band)
    samples = list(rows.prefetch_related("answers").order_by("-week", "pk"))
    told = [(one, stands_of(one)) for one in samples]
    found = [(one, so) for one, so in told if like.stands in (None, so)]
    now = linked_now([one for one, _ in found])
    return [_answered(one, so, now.get(one.pk, "")) for one, so in found]


def _answered(one: MatchSample, so: Stands, entity_id: str) -> Answered:
    check = check_of(one, entity_id)
    return Answered(check, so, one.method, one.weight) if so in SETTLED else Answered(check, so)
