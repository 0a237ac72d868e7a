"""Tables that were held back: remembering them, and what a person decides."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from rooftree.records.publishing.models import HeldTable
from rooftree.records.publishing.rules import Decision, Ending
from rooftree.reference.accounts.rules import Viewer, may_start_runs, not_allowed
from rooftree.reference.audit.actions import record
from rooftree.reference.refusals.rules import Reason, Refused


def hold(endings: Sequence[Ending], *, kept: Collection[str], run_id: int, now: datetime) -> None:
    """Leaves only what still stands: the questions of this run, and decisions to keep that it went by.

    A permission to end is for one night, and a question goes when its rows are back. Called in publish's
    transaction, so that neither a question nor a permission outlives a run that failed. The audit keeps all.
    """
    HeldTable.objects.exclude(table__in=kept, decision=Decision.KEEP).delete()
    for ending in endings:
        HeldTable.objects.create(
            run_id=run_id, table=ending.table, would_end=ending.would_end, live=ending.live, held_at=now
        )


def decide(held_id: int, *, decision: Decision, by: Viewer, now: datetime) -> None:
    """A person says whether the rows may end with the next run, or stay."""
    if not may_start_runs(by):
        raise Refused(not_allowed(by, to="decide about rows that would end"))
    with transaction.atomic():
        row = HeldTable.objects.select_for_update().filter(pk=held_id).first()
        if row is None or row.decided_at is not None:
            raise Refused(
                Reason(
                    "already-decided",
                    "This question has been decided or replaced.",
                    "Look at the newest run.",
                )
            )
        row.decision, row.decided_by, row.decided_at = decision.value, by.name, now
        row.save(update_fields=["decision", "decided_by", "decided_at"])
        record(
            by=by,
            now=now,
            action=f"decided to {decision.value} rows",
            subject_type="held_table",
            subject_id=held_id,
            detail={"table": row.table, "would_end": row.would_end, "live": row.live},
        )
