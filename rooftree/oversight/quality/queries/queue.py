"""The queue of exceptions: a page at a time the soonest to be mended first. Its counts are in `counts`."""

import base64
import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from rooftree.oversight.quality.models import QualityException
from rooftree.oversight.quality.queries.asked import Asked, rows
from rooftree.oversight.quality.queries.shown import ExceptionShown, shown
from rooftree.oversight.quality.rules.rights import MOST_AT_ONCE
from rooftree.oversight.quality.rules.states import State
from rooftree.reference.accounts.rules import Viewer

PAGE = 50


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the queue, and the mark of where the next page begins ("" when this is the last)."""

    rows: Sequence[ExceptionShown]
    after: str


def page(asked: Asked, *, viewer: Viewer, today: datetime.date, after: str = "", most: int = PAGE) -> Page:
    """The next rows in order: the soonest to be mended first; resolved ones, the latest first."""
    found = rows(asked, viewer=viewer, today=today).select_related("team", "assigned_to")
    mark = _read(after)
    if asked.state == State.RESOLVED:
        if mark:
            day, own = mark
            found = found.filter(Q(resolved_on__lt=day) | Q(resolved_on=day, id__gt=own))
        found = found.order_by("-resolved_on", "id")
    else:
        if mark:
            day, own = mark
            found = found.filter(due_on__gte=day).exclude(due_on=day, id__lte=own)
        found = found.order_by("due_on", "id")
    here = list(found[: most + 1])
    more = len(here) > most
    here = here[:most]
    return Page(shown(here, viewer=viewer, today=today), _mark(here[-1]) if more else "")


def ids(asked: Asked, *, viewer: Viewer, today: datetime.date) -> list[uuid.UUID]:
    """All that is asked for, in order, to be changed at once; no more than an action takes."""
    found = rows(asked, viewer=viewer, today=today).order_by("due_on", "id")
    return list(found.values_list("id", flat=True)[:MOST_AT_ONCE])


def _mark(row: QualityException) -> str:
    day = row.resolved_on or row.due_on
    return base64.urlsafe_b64encode(f"{day.isoformat()} {row.pk}".encode()).decode().rstrip("=")


def _read(mark: str) -> tuple[datetime.date, uuid.UUID] | None:
    """Where a page begins; a mark that is none begins at the beginning."""
    try:
        told = base64.urlsafe_b64decode(mark + "=" * (-len(mark) % 4)).decode().split(" ")
        return datetime.date.fromisoformat(told[0]), uuid.UUID(told[1])
    except (ValueError, IndexError):
        return None
