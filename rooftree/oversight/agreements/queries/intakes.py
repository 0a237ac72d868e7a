"""Files that were sent, what was found in them, and their reports."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from rooftree.oversight.agreements.checking import reports
from rooftree.oversight.agreements.checking.reports import FINDINGS, LANDED
from rooftree.oversight.agreements.models import Intake
from rooftree.oversight.agreements.rules.intake import Finding, Grade, IntakeState, forget_on
from rooftree.oversight.agreements.rules.rights import may_take_in_files
from rooftree.reference.accounts.rules import Viewer


@dataclass(frozen=True, slots=True)
class IntakeShown:
    """One file that was sent, to be shown to those who mend data."""

    id: int
    agreement: int
    system: str
    file: str
    name: str
    sent_at: datetime.datetime
    sent_by: str
    sha256: str
    size: int
    rows: int | None
    state: IntakeState
    critical: int
    confirm: int
    rows_critical: int
    faults: Sequence[dict[str, Any]]
    causes: Sequence[dict[str, Any]]
    told: Sequence[str]
    decided_at: datetime.datetime | None
    decided_by: str
    placed_as: str
    has_report: bool
    forget_on: datetime.date


@dataclass(frozen=True, slots=True)
class FindingShown:
    """One finding with the cell that it is about."""

    finding: Finding
    cell: str


@dataclass(frozen=True, slots=True)
class Found:
    """A page of findings, and how many there are of that grade."""

    shown: Sequence[FindingShown]
    total: int


def intakes(agreement_id: int, *, viewer: Viewer, most: int = 50) -> list[IntakeShown]:
    """The files that were sent under an agreement, the newest first."""
    if not may_take_in_files(viewer):
        return []
    rows = Intake.objects.filter(agreement_id=agreement_id).order_by("-sent_at", "-id")
    return [_shown(row) for row in rows[:most]]


def intake(intake_id: int, *, viewer: Viewer) -> IntakeShown | None:
    """One of them."""
    row = Intake.objects.filter(pk=intake_id).first() if may_take_in_files(viewer) else None
    return _shown(row) if row else None


def found(intake_id: int, grade: Grade, *, viewer: Viewer, offset: int = 0, limit: int = 50) -> Found:
    """What was found of one grade, in the order of rows, with the cells as they were sent."""
    folder = _folder(intake_id, viewer)
    if folder is None:
        return Found((), 0)
    every = [one for one in reports.kept(folder / FINDINGS) if one.grade is grade]
    page = every[offset : offset + limit]
    rows = reports.cells_of(folder / LANDED, sorted({one.row for one in page}))
    shown = [FindingShown(one, str(rows.get(one.row, {}).get(one.column) or "")) for one in page]
    return Found(shown, len(every))


def report(intake_id: int, lines: Sequence[tuple[str, str]], *, viewer: Viewer) -> reports.Report | None:
    """What the error report is made of; nothing once it has been removed."""
    folder, row = _folder(intake_id, viewer), intake(intake_id, viewer=viewer)
    if folder is None or row is None:
        return None
    return reports.Report(
        landed=folder / LANDED,
        findings=reports.kept(folder / FINDINGS),
        lines=lines,
        causes=row.causes,
        told=row.told,
    )


def _folder(intake_id: int, viewer: Viewer) -> Path | None:
    if not may_take_in_files(viewer):
        return None
    name = Intake.objects.filter(pk=intake_id).values_list("folder", flat=True).first()
    folder = Path(settings.INTAKE) / name if name else None
    return folder if folder and (folder / FINDINGS).is_file() else None


def _shown(row: Intake) -> IntakeShown:
    return IntakeShown(
        id=row.pk,
        agreement=row.agreement_id,
        system=row.system,
        file=row.file,
        name=row.sent_name,
        sent_at=row.sent_at,
        sent_by=row.sent_by,
        sha256=row.sha256,
        size=row.size_bytes,
        rows=row.rows,
        state=IntakeState(row.state),
        critical=row.critical,
        confirm=row.confirm,
        rows_critical=row.rows_critical,
        faults=row.faults,
        causes=row.causes,
        told=row.told,
        decided_at=row.decided_at,
        decided_by=row.decided_by or "",
        placed_as=row.placed_as,
        has_report=bool(row.folder),
        forget_on=forget_on(row.sent_at, days=settings.ROOFTREE_INTAKE_DAYS),
    )
