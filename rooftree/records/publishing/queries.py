"""What the next run and the runs page need to know of publishing."""

from dataclasses import dataclass
from datetime import datetime

from rooftree.records.matching.models import EntityAlias
from rooftree.records.publishing.models import HeldTable
from rooftree.records.publishing.rules import Decision, Decisions
from rooftree.reference.accounts.rules import Viewer, may_see_runs


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


def decisions(*, viewer: Viewer) -> Decisions:
    """What people decided about rows that would end; the latest word on each table counts."""
    if not may_see_runs(viewer):
        return Decisions()
    latest = {row.table: row for row in HeldTable.objects.order_by("id")}

    def decided(what: Decision) -> dict[str, int]:
        return {table: row.would_end for table, row in latest.items() if row.decision == what}

    return Decisions(end=decided(Decision.END), keep=decided(Decision.KEEP))


def aliases(*, viewer: Viewer) -> dict[str, str]:
    """Merges in force: each id that is now known as another."""
    if not may_see_runs(viewer):
        return {}
    rows = EntityAlias.objects.filter(ended_at__isnull=True).values_list("alias_id", "entity_id")
    return {str(alias): str(entity) for alias, entity in rows}
