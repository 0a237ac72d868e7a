"""What the queue may be asked, and the rows of the ledger that answer it."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from rooftree.engine.checking.shapes import SET_ASIDE
from rooftree.oversight.quality.models import ExceptionTally, QualityException
from rooftree.oversight.quality.rules.rights import readable_tables
from rooftree.oversight.quality.rules.states import STANDING, State
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.standard.queries import contracts

MINE = "mine"
NOBODYS = "nobodys"


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
"""Narrowed by equality, in the ledger and in its counts alike."""


def tables_of(viewer: Viewer) -> frozenset[str]:
    """The tables whose exceptions this viewer may see."""
    return readable_tables(viewer, frozenset({*contracts(), SET_ASIDE}))


def condition(asked: Asked, *, today: datetime.date, leaving: str = "") -> Q:
    """What the ledger and its counts share; `leaving` out one narrowing, to count its choices."""
    where = Q()
    for name in SAME:
        value = getattr(asked, name)
        if value not in ("", None) and name != leaving:
            where &= Q(**{name: _typed(name, value)})
    if leaving != "state":
        where &= _state(asked.state)
    if asked.nobodys:
        where &= Q(team_id=None, assigned_to_id=None)
    if asked.overdue:
        where &= Q(due_on__lt=today)
    if asked.due_by:
        where &= Q(due_on__lte=asked.due_by)
    if asked.seen_before:
        where &= Q(first_seen_on__lt=asked.seen_before)
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


def rows(asked: Asked, *, viewer: Viewer, today: datetime.date) -> QuerySet[QualityException]:
    """The exceptions asked for that this viewer may see, in no order."""
    found = QualityException.objects.filter(condition(asked, today=today))
    found = found.filter(resolved_on__isnull=asked.state != State.RESOLVED)
    if asked.said_mended:
        found = found.filter(mended_at__isnull=False)
    return seen(found, viewer)


def tallied(
    asked: Asked, *, viewer: Viewer, today: datetime.date, leaving: str = ""
) -> QuerySet[ExceptionTally]:
    """The counts of what is asked for."""
    found = ExceptionTally.objects.filter(condition(asked, today=today, leaving=leaving))
    if asked.said_mended:
        found = found.filter(mended=True)
    return seen(found, viewer)


def seen(found: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
    """Narrowed to the viewer's tables; whoever sees every one is not asked table by table."""
    seen = tables_of(viewer)
    if not viewer.is_system and not viewer.is_signed_in:
        return found.none()
    hidden = {*contracts(), SET_ASIDE} - seen
    return found.exclude(table_name__in=sorted(hidden)) if hidden else found
