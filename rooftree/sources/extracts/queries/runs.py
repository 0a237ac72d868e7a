"""Runs: which there were, how far the one that is going is, and what it made of each file."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from rooftree.reference.accounts.rules import Viewer, may_see_runs
from rooftree.sources.extracts.models import ExtractSeen, Run, RunStep
from rooftree.sources.extracts.rules.runs import LOCK, died_says
from rooftree.sources.extracts.rules.states import RunOutcome


@dataclass(frozen=True, slots=True)
class StepShown:
    """One step of a run."""

    position: int
    name: str
    state: str
    done: int
    total: int
    rows_in: int | None
    rows_out: int | None
    started_at: datetime | None
    ended_at: datetime | None
    peak_memory_bytes: int | None
    says: str

    @property
    def seconds(self) -> float | None:
        """How long it took."""
        if self.started_at is None or self.ended_at is None:
            return None
        return (self.ended_at - self.started_at).total_seconds()

    @property
    def percent(self) -> int | None:
        """How far it is, where that is known."""
        return min(100, self.done * 100 // self.total) if self.total else None


@dataclass(frozen=True, slots=True)
class FileOfRun:
    """What a run made of one file."""

    system: str
    file: str
    state: str
    extract_id: int | None
    rows: int | None
    received_name: str


@dataclass(frozen=True, slots=True)
class RunShown:
    """One run; steps and files only where one run was asked for."""

    id: int
    started_at: datetime
    started_by: str
    business_on: date
    folder: str
    ended_at: datetime | None
    outcome: str | None
    says: str
    published_state: str | None
    steps: tuple[StepShown, ...] = ()
    files: tuple[FileOfRun, ...] = ()

    @property
    def is_going(self) -> bool:
        """Not ended, and its process is alive."""
        return self.outcome is None


def runs(*, viewer: Viewer, limit: int = 50) -> list[RunShown]:
    """The newest runs."""
    if not may_see_runs(viewer):
        return []
    alive = _lock_is_held()
    return [_shown(row, alive=alive) for row in Run.objects.order_by("-id")[:limit]]


def run(run_id: int, *, viewer: Viewer) -> RunShown | None:
    """One run with its steps and files."""
    row = Run.objects.filter(pk=run_id).first() if may_see_runs(viewer) else None
    if row is None:
        return None
    steps = tuple(_step(step) for step in RunStep.objects.filter(run_id=run_id).order_by("position"))
    seen = ExtractSeen.objects.filter(run_id=run_id).select_related("extract").order_by("system", "file")
    return _shown(row, alive=_lock_is_held(), steps=steps, files=tuple(_file(each) for each in seen))


def latest_published_run(*, viewer: Viewer) -> RunShown | None:
    """The run whose data is what pages show.

    Told by the state that it left, written with the records themselves: a process that was killed a moment
    later has published all the same.
    """
    if not may_see_runs(viewer):
        return None
    row = Run.objects.filter(published_state__isnull=False).order_by("-id").first()
    return _shown(row, alive=False) if row else None


def _lock_is_held() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            " AND (classid::bigint << 32) | objid::bigint = %s)",
            (LOCK,),
        )
        return bool(cursor.fetchone()[0])


def _shown(
    row: Run, *, alive: bool, steps: tuple[StepShown, ...] = (), files: tuple[FileOfRun, ...] = ()
) -> RunShown:
    died = row.outcome is None and not alive
    return RunShown(
        id=row.pk,
        started_at=row.started_at,
        started_by=row.started_by,
        business_on=row.business_on,
        folder=row.folder,
        ended_at=row.ended_at,
        outcome=RunOutcome.DIED.value if died else row.outcome,
        says=died_says(published=bool(row.published_state)) if died else row.says,
        published_state=row.published_state,
        steps=steps,
        files=files,
    )


def _step(row: RunStep) -> StepShown:
    return StepShown(
        position=row.position,
        name=row.name,
        state=row.state,
        done=row.done,
        total=row.total,
        rows_in=row.rows_in,
        rows_out=row.rows_out,
        started_at=row.started_at,
        ended_at=row.ended_at,
        peak_memory_bytes=row.peak_memory_bytes,
        says=row.says,
    )


def _file(seen: ExtractSeen) -> FileOfRun:
    extract = seen.extract
    return FileOfRun(
        system=seen.system,
        file=seen.file,
        state=seen.state,
        extract_id=extract.pk if extract else None,
        rows=extract.rows if extract else None,
        received_name=extract.received_name if extract else "",
    )
