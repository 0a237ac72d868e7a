"""What the next run and the runs page need to know of publishing."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rooftree.engine.tables import Engine
from rooftree.records.claims.held import may_read
from rooftree.records.publishing.models import HeldTable
from rooftree.records.publishing.rules import Decision, Decisions
from rooftree.records.publishing.state import WOULD_END, load
from rooftree.reference.accounts.rules import Viewer, may_see_runs
from rooftree.sources.extracts.models import Run


@dataclass(frozen=True)
class Held:
    """A table that waits for a person, or what was decided of it."""

    id: int
    run_id: int
    table: str
    would_end: int
    live: int
    held_at: datetime
    decided_by: str | None
    decision: str | None


def held(*, viewer: Viewer, run_id: int | None = None) -> list[Held]:
    """Tables held back, newest first: of one run, or every one still waiting."""
    if not may_see_runs(viewer):
        return []
    rows = HeldTable.objects.order_by("-id")
    rows = rows.filter(run_id=run_id) if run_id is not None else rows.filter(decided_at__isnull=True)
    return [
        Held(
            row.pk, row.run_id, row.table, row.would_end, row.live, row.held_at, row.decided_by, row.decision
        )
        for row in rows
    ]


@dataclass(frozen=True)
class WouldEnd:
    """One row that would end: our id, and who held it under which key."""

    id: str
    system: str
    key: str


def would_end(
    question: Held, *, viewer: Viewer, engine: Engine, root: Path, offset: int = 0, limit: int = 50
) -> list[WouldEnd]:
    """The rows a question is about, by system and key, from the states under `root`; none when gone."""
    if not (may_see_runs(viewer) and may_read(question.table, viewer)):
        return []
    run = Run.objects.filter(pk=question.run_id).first()
    state = load(root, run.published_state) if run else None
    files = state.files(root, f"{question.table}{WOULD_END}") if state else []
    if not files:
        return []
    rows = engine.parquet(files).order_by("source_system", "source_key", "id").limit(limit, offset=offset)
    return [
        WouldEnd(str(each["id"]), each["source_system"], each["source_key"])
        for each in engine.to_arrow(rows).to_pylist()
    ]


def decisions(*, viewer: Viewer) -> Decisions:
    """What people decided about rows that would end; the latest word on each table counts."""
    if not may_see_runs(viewer):
        return Decisions()
    latest = {row.table: row for row in HeldTable.objects.order_by("id")}

    def decided(what: Decision) -> dict[str, int]:
        return {table: row.would_end for table, row in latest.items() if row.decision == what}

    return Decisions(end=decided(Decision.END), keep=decided(Decision.KEEP))
