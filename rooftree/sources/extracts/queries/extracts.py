"""One extract: what was received, how its headings differ, what was wrong; and the nights before."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rooftree.reference.accounts.rules import Viewer, may_see_extracts, may_see_runs
from rooftree.sources.extracts.models import Extract, ExtractProblem, ExtractSeen

NIGHTS = 14
MOST = 500


@dataclass(frozen=True, slots=True)
class ExtractShown:
    """One version of one file as received."""

    id: int
    system: str
    file: str
    received_name: str
    received_at: datetime
    extracted_at: datetime
    run_id: int
    sha256: str
    size_bytes: int
    rows: int | None
    state: str
    header: tuple[str, ...]
    header_drift: dict[str, Any]
    set_aside: int
    problem_count: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One kind of thing that is wrong in it; `row`, `column` and `value` are of the first."""

    stage: str
    kind: str
    row: int | None
    column: str
    value: str
    says: str
    mend: str
    count: int


@dataclass(frozen=True, slots=True)
class Night:
    """What one run made of a file."""

    run_id: int
    started_at: datetime
    state: str
    extract_id: int | None
    rows: int | None
    extracted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Met:
    """How one run found a file."""

    started_at: datetime
    state: str


def extract(extract_id: int, *, viewer: Viewer) -> ExtractShown | None:
    """One extract, for those who mend data."""
    row = Extract.objects.filter(pk=extract_id).first() if may_see_extracts(viewer) else None
    if row is None:
        return None
    return ExtractShown(
        id=row.pk,
        system=row.system,
        file=row.file,
        received_name=row.received_name,
        received_at=row.received_at,
        extracted_at=row.extracted_at,
        run_id=row.run_id,
        sha256=row.sha256,
        size_bytes=row.size_bytes,
        rows=row.rows,
        state=row.state,
        header=tuple(row.header),
        header_drift=dict(row.header_drift),
        set_aside=row.set_aside,
        problem_count=ExtractProblem.objects.filter(extract_id=row.pk).count(),
    )


def problems(
    extract_id: int, *, viewer: Viewer, stage: str = "", kind: str = "", limit: int = MOST
) -> list[Problem]:
    """What was wrong in an extract, the most frequent first."""
    if not may_see_extracts(viewer):
        return []
    rows = ExtractProblem.objects.filter(extract_id=extract_id)
    rows = rows.filter(stage=stage) if stage else rows
    rows = rows.filter(kind=kind) if kind else rows
    return [
        Problem(row.stage, row.kind, row.row, row.column, row.value, row.says, row.mend, row.count)
        for row in rows.order_by("-count", "id")[: min(limit, MOST)]
    ]


def states_by_night(*, viewer: Viewer, nights: int = NIGHTS) -> dict[tuple[str, str], list[Met]]:
    """What each of the last runs made of every file, the oldest run first."""
    if not may_see_runs(viewer):
        return {}
    runs = ExtractSeen.objects.order_by("-run_id").values_list("run_id", flat=True).distinct()[:nights]
    found: dict[tuple[str, str], list[Met]] = {}
    seen = ExtractSeen.objects.filter(run_id__in=list(runs)).select_related("run")
    for row in seen.order_by("run_id"):
        found.setdefault((row.system, row.file), []).append(Met(row.run.started_at, row.state))
    return found


def history_of_file(system: str, file: str, *, viewer: Viewer, nights: int = NIGHTS) -> list[Night]:
    """The last runs that met (or missed) this file, newest first."""
    if not may_see_runs(viewer):
        return []
    seen = ExtractSeen.objects.filter(system=system, file=file).select_related("run", "extract")
    return [
        Night(
            run_id=row.run_id,
            started_at=row.run.started_at,
            state=row.state,
            extract_id=row.extract_id,
            rows=row.extract.rows if row.extract else None,
            extracted_at=row.extract.extracted_at if row.extract else None,
        )
        for row in seen.order_by("-id")[:nights]
    ]
