"""What the queue may be asked, and the rows of the ledger that answer it."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from rooftree.engine.checking.shapes import SET_ASIDE
from rooftree.oversight.quality.models import CheckRun, ExceptionTally, QualityException
from rooftree.oversight.quality.rules.rights import readable_tables
from rooftree.oversight.quality.rules.states import STANDING, State
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.standard.queries import contracts


@dataclass(frozen=True, slots=True)
class Asked:
    """What narrows the queue; what is empty narrows nothing. With no state: what is to be mended."""

    state: str = ""
    rule_id: str = ""
    severity: str = ""
    dimension: str = ""
    table_name: str = ""
    source_system: str = ""
    owner: str = ""
    team_id: int | None = None
    assigned_to_id: int | None = None
    nobodys: bool = False
    """Only those that neither somebody nor a team has."""
    area_code: str = ""
    contractor_id: str = ""
    overdue: bool = False
    due_by: datetime.date | None = None
    seen_before: datetime.date | None = None
    """Only those that were first seen before this day: the old ones."""
    said_mended: bool = False


SAME = (
    "rule_id",
    "severity",
    "dimension",
    "table_name",
    "source_system",
    "owner",
    "team_id",
    "assigned_to_id",
    "area_code",
    "contractor_id",
)
"""Narrowed by equality."""


def tables_of(viewer: Viewer) -> frozenset[str]:
    """The tables whose exceptions this viewer may see."""
    return readable_tables(viewer, frozenset({*contracts(), SET_ASIDE}))


def condition(asked: Asked, *, leaving: str = "") -> Q:
    """Who, what and where, without days; `leaving` out one narrowing, to count its choices."""
    where = Q()
    for name in SAME:
        value = getattr(asked, name)
        if value not in ("", None) and name != leaving:
            where &= Q(**{name: _typed(name, value)})
    if leaving != "state":
        where &= _state(asked.state)
    if asked.nobodys and leaving not in ("team_id", "assigned_to_id"):
        where &= Q(team_id=None, assigned_to_id=None)
    return where


def _state(state: str) -> Q:
    return Q(state=state) if state in State.__members__.values() else Q(state__in=STANDING)


def _typed(name: str, value: Any) -> Any:
    if name != "contractor_id":
        return value
    try:
        return uuid.UUID(str(value))
    except ValueError:
        return uuid.UUID(int=0)


def rows(
    asked: Asked, *, viewer: Viewer, today: datetime.date, leaving: str = ""
) -> QuerySet[QualityException]:
    """The exceptions asked for that this viewer may see, in no order."""
    where = condition(asked, leaving=leaving)
    if asked.overdue:
        where &= Q(due_on__lt=today)
    if asked.due_by:
        where &= Q(due_on__lte=asked.due_by)
    if asked.seen_before:
        where &= Q(first_seen_on__lt=asked.seen_before)
    if asked.said_mended:
        where &= Q(mended_at__isnull=False)
    where &= Q(resolved_on__isnull=asked.state != State.RESOLVED)
    return seen(QualityException.objects.filter(where), viewer)


def is_tallied(asked: Asked, *, today: datetime.date) -> bool:
    """Whether the tally can count what is asked: it knows no contractor, and no day but that of its check."""
    if asked.contractor_id or asked.due_by or asked.seen_before or asked.said_mended:
        return False
    if asked.state == State.RESOLVED:
        return False
    return not asked.overdue or CheckRun.objects.filter(business_on=today).exists()


def tallied(asked: Asked, *, viewer: Viewer, leaving: str = "") -> QuerySet[ExceptionTally]:
    """The counts of what is asked for."""
    found = ExceptionTally.objects.filter(condition(asked, leaving=leaving))
    return seen(found.filter(late=True) if asked.overdue else found, viewer)


def seen(found: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
    """Narrowed to the viewer's tables; whoever sees every one is not asked table by table."""
    hidden = {*contracts(), SET_ASIDE} - tables_of(viewer)
    return found.exclude(table_name__in=sorted(hidden)) if hidden else found
