"""Needs of systems and their story, each beside what the figures say now."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max

from rooftree.oversight.capability.catalogue import catalogue
from rooftree.oversight.capability.models import SystemNeed
from rooftree.oversight.capability.queries.matrix import RowShown, matrix
from rooftree.oversight.capability.rules.cells import Gap, GapKind, Priority
from rooftree.oversight.capability.rules.needs import NeedState, NeedTerms, is_late, seems_met
from rooftree.oversight.capability.rules.rights import may_see_capability
from rooftree.reference.accounts.rules import Viewer


@dataclass(frozen=True, slots=True)
class NeedShown:
    """One need, to be shown."""

    id: int
    requirement: str
    title: str
    system: str
    terms: NeedTerms
    state: NeedState
    because: Sequence[Gap]
    """What it was raised for, in the words of that day."""
    still: Sequence[Gap]
    """What is lacking now."""
    seems_met: bool
    is_late: bool
    raised_run: int | None
    raised_at: datetime.datetime
    raised_by: str
    changed_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class Happened:
    """One step or change of a need."""

    what: str
    at: datetime.datetime
    by: str
    said: str


def needs(*, viewer: Viewer, today: datetime.date) -> list[NeedShown]:
    """Every need, open or closed, the newest first."""
    if not may_see_capability(viewer):
        return []
    rows = {row.requirement.id: row for row in matrix(viewer=viewer, today=today)}
    found = SystemNeed.objects.annotate(changed_at=Max("events__at")).order_by("-id")
    return [_shown(need, need.changed_at, rows.get(need.requirement), today) for need in found]


def need(need_id: int, *, viewer: Viewer, today: datetime.date) -> NeedShown | None:
    """One of them; nothing when there is none."""
    return next((one for one in needs(viewer=viewer, today=today) if one.id == need_id), None)


def events(need_id: int, *, viewer: Viewer) -> list[Happened]:
    """What happened to a need, in order."""
    if not may_see_capability(viewer):
        return []
    held = SystemNeed.objects.filter(pk=need_id).prefetch_related("events").first()
    rows = sorted(held.events.all(), key=lambda one: one.pk) if held else []
    return [Happened(row.what, row.at, row.by, row.said) for row in rows]


def _shown(
    row: SystemNeed, changed_at: datetime.datetime, at: RowShown | None, today: datetime.date
) -> NeedShown:
    state, still, is_fresh = NeedState(row.state), _still(row, at), _is_fresh(row, at)
    because = [Gap(GapKind(kind), says) for kind, says in row.because]
    known = catalogue().requirements.get(row.requirement)
    kinds = [gap.kind for gap in because]
    return NeedShown(
        id=row.pk,
        requirement=row.requirement,
        title=known.title if known else row.requirement,
        system=row.system,
        terms=NeedTerms(row.needed, row.owner, Priority(row.priority), row.due_on),
        state=state,
        because=because,
        still=still,
        seems_met=seems_met(state, kinds, [gap.kind for gap in still], is_fresh=is_fresh),
        is_late=is_late(state, row.due_on, today),
        raised_run=row.raised_run,
        raised_at=row.raised_at,
        raised_by=row.raised_by,
        changed_at=changed_at,
    )


def _still(row: SystemNeed, at: RowShown | None) -> Sequence[Gap]:
    if at is None:
        return ()
    if not row.system:
        return (at.nowhere,) if at.nowhere else ()
    cell = at.of(row.system)
    return cell.gaps if cell else ()


def _is_fresh(row: SystemNeed, at: RowShown | None) -> bool:
    """Whether the last run counted it itself, rather than leave a former figure standing."""
    if at is None:
        return False
    counted = [one.cell.figure for one in at.cells if not row.system or one.cell.system == row.system]
    known = [figure for figure in counted if figure is not None]
    return bool(known) and not any(figure.is_former for figure in known)
