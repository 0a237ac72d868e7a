"""What runs counted of matching: the last run's figures, and how one has gone."""

import datetime
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import TruncWeek

from rooftree.records.matching.models import MatchDecision
from rooftree.records.matching.quality.models import MatchFigure
from rooftree.records.matching.review.rules import SETTLED, may_review
from rooftree.records.matching.rules import EntityType
from rooftree.reference.accounts.rules import Viewer, may_see_runs

Place = tuple[str, str, str]
"""A figure's name, kind and part."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many, and of how many where it is a share."""

    count: int
    of: int | None = None

    @property
    def percent(self) -> float | None:
        """The share of a hundred; nothing of nothing."""
        return 100 * self.count / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Night:
    """One run's figure, with the day that it was for."""

    run_id: int
    on: datetime.date
    counted: Counted


def last_counting(*, viewer: Viewer, before: int | None = None) -> datetime.datetime | None:
    """When the last run began that counted."""
    if not may_see_runs(viewer):
        return None
    rows = MatchFigure.objects.select_related("run").order_by("-run_id")
    row = (rows.filter(run_id__lt=before) if before is not None else rows).first()
    return row.run.started_at if row else None


def figures(*, viewer: Viewer) -> dict[Place, Counted]:
    """All that the last run counted, of kinds that this viewer may read."""
    kinds = _kinds(viewer)
    rows = MatchFigure.objects.filter(entity_type__in=kinds)
    last = rows.order_by("-run_id").values_list("run_id", flat=True).first()
    found = rows.filter(run_id=last) if last else rows.none()
    return {(row.name, row.entity_type, row.part): Counted(row.count, row.of) for row in found}


def nights(name: str, kind: str, part: str = "", *, viewer: Viewer, most: int = 90) -> list[Night]:
    """One figure run by run, the oldest first."""
    if kind not in _kinds(viewer):
        return []
    rows = MatchFigure.objects.filter(name=name, entity_type=kind, part=part).select_related("run")
    return [
        Night(row.run_id, row.run.business_on, Counted(row.count, row.of))
        for row in reversed(rows.order_by("-run_id")[:most])
    ]


def decided_by_week(*, viewer: Viewer, since: datetime.date) -> list[tuple[datetime.date, int]]:
    """How many decisions were made in each week, by its Monday, the oldest first."""
    rows = MatchDecision.objects.filter(
        entity_type__in=_kinds(viewer), outcome__in=SETTLED, decided_at__date__gte=since
    )
    told = rows.annotate(week=TruncWeek("decided_at")).values("week").annotate(many=Count("pk"))
    return [(row["week"].date(), row["many"]) for row in told.order_by("week")]


def _kinds(viewer: Viewer) -> list[str]:
    return [kind.value for kind in EntityType if may_review(viewer, kind)]
