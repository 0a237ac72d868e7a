"""What each month reached, and the records that fell short."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from rooftree.oversight.agreements.models import AgreementScore, AgreementShortfall
from rooftree.oversight.agreements.rules.months import Month, Standing, share, standing
from rooftree.oversight.agreements.rules.rights import may_see_agreements
from rooftree.reference.accounts.rules import Viewer


@dataclass(frozen=True, slots=True)
class Scored:
    """The last word on one requirement in one month."""

    agreement: int
    requirement: str
    month: Month
    target: int
    asked: int | None
    met: int | None
    says: str
    run_id: int
    scored_on: datetime.date
    version: int
    standing: Standing

    @property
    def share(self) -> float | None:
        """Per cent that met it."""
        return share(self.asked or 0, self.met or 0)

    @property
    def short(self) -> int:
        """How many records fell short."""
        return (self.asked or 0) - (self.met or 0)


def scores(
    *, viewer: Viewer, today: datetime.date, agreement_id: int | None = None, since: Month | None = None
) -> list[Scored]:
    """The newest score of each requirement and month, the newest month first."""
    if not may_see_agreements(viewer):
        return []
    rows = AgreementScore.objects.all()
    rows = rows.filter(agreement_id=agreement_id) if agreement_id else rows
    rows = rows.filter(month__gte=since.first) if since else rows
    order = ("agreement_id", "requirement", "month")
    latest = rows.order_by(*order, "-run_id").distinct(*order)
    found = [_scored(row, today) for row in latest]
    return sorted(found, key=lambda one: (one.agreement, -one.month.first.toordinal(), one.requirement))


def shortfalls(
    agreement_id: int, requirement: str, month: Month, *, viewer: Viewer
) -> QuerySet[AgreementShortfall]:
    """The records that fell short in a month: those that still do, the latest first."""
    rows = AgreementShortfall.objects.filter(
        agreement_id=agreement_id, requirement=requirement, month=month.first, mended_run__isnull=True
    )
    return rows.order_by("-on", "ref", "id") if may_see_agreements(viewer) else rows.none()


def mended(agreement_id: int, *, viewer: Viewer) -> dict[tuple[str, datetime.date], int]:
    """How many records of each requirement and month fell short once and were put right."""
    if not may_see_agreements(viewer):
        return {}
    rows = AgreementShortfall.objects.filter(agreement_id=agreement_id, mended_run__isnull=False)
    counted = rows.values_list("requirement", "month").annotate(many=Count("id"))
    return {(key, month): many for key, month, many in counted.order_by()}


def months_of(found: Sequence[Scored]) -> list[Month]:
    """The months that there are scores of, the newest first."""
    return sorted({one.month for one in found}, key=lambda month: month.first, reverse=True)


def _scored(row: AgreementScore, today: datetime.date) -> Scored:
    month = Month(row.month)
    return Scored(
        agreement=row.agreement_id,
        requirement=row.requirement,
        month=month,
        target=row.target,
        asked=row.asked,
        met=row.met,
        says=row.says,
        run_id=row.run_id,
        scored_on=row.scored_on,
        version=row.version,
        standing=standing(row.asked, row.met, target=row.target, over=today > month.last),
    )
