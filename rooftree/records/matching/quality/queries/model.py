"""The model of matching in use, and how far the rows have moved since it was trained."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from rooftree.records.matching.models import MatchModel
from rooftree.records.matching.quality.rules import Moved, moved
from rooftree.reference.accounts.rules import Viewer, may_see_runs


@dataclass(frozen=True, slots=True)
class InUse:
    """A model: when it was trained, on how many rows, and each share then and now."""

    version: str
    trained_at: datetime.datetime
    trained_by_run: int
    rows: int
    rows_now: int | None
    moved: Sequence[Moved]


def model_in_use(*, viewer: Viewer) -> InUse | None:
    """The model in use; nothing before the first training."""
    row = MatchModel.objects.filter(is_in_use=True).first() if may_see_runs(viewer) else None
    if row is None:
        return None
    now = row.figures_latest.get("rows")
    return InUse(
        version=row.version,
        trained_at=row.trained_at,
        trained_by_run=row.trained_by_run,
        rows=row.rows,
        rows_now=now if isinstance(now, int) else None,
        moved=moved(row.figures, row.figures_latest),
    )
