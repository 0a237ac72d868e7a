"""How many exceptions press: of the whole ledger as a viewer may see it, and of those that are their own."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from rooftree.oversight.quality.models import CheckRun, ExceptionTally, QualityException
from rooftree.oversight.quality.queries.seeing import seen
from rooftree.oversight.quality.rules.states import STANDING, State
from rooftree.reference.accounts.rules import Viewer, may_work_on_exceptions


@dataclass(frozen=True, slots=True)
class Pressing:
    """How many are to be mended, and which of them press."""

    standing: int
    critical: int
    nobodys: int
    waived: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Own:
    """How many the viewer is to mend, and how many of those are overdue."""

    standing: int
    overdue: int


def pressing(*, viewer: Viewer, today: datetime.date) -> Pressing:
    """What presses, by the counts that the last check left and work has kept true since."""
    mend = Q(state__in=STANDING)
    told = seen(ExceptionTally.objects.all(), viewer).aggregate(
        standing=Sum("count", filter=mend),
        critical=Sum("count", filter=mend & Q(severity="critical")),
        nobodys=Sum("count", filter=mend & Q(team_id=None, assigned_to_id=None)),
        waived=Sum("count", filter=Q(state=State.WAIVED)),
        overdue=Sum("count", filter=mend & Q(late=True)),
    )
    if not CheckRun.objects.filter(business_on=today).exists():
        told["overdue"] = _overdue(viewer, today)
    return Pressing(**{name: int(many or 0) for name, many in told.items()})


def _overdue(viewer: Viewer, today: datetime.date) -> int:
    """Past their day by now: the tally knows it of the day of its check alone."""
    late = QualityException.objects.filter(resolved_on=None, state__in=STANDING, due_on__lt=today)
    return seen(late, viewer).count()


def own(*, viewer: Viewer, today: datetime.date) -> Own | None:
    """What was given to the viewer; nothing for those who do not work on exceptions."""
    if not may_work_on_exceptions(viewer):
        return None
    mine = QualityException.objects.filter(assigned_to_id=viewer.user_id, resolved_on__isnull=True)
    told = seen(mine.filter(state__in=STANDING), viewer).aggregate(
        standing=Count("id"), overdue=Count("id", filter=Q(due_on__lt=today))
    )
    return Own(**told)
