"""The checks themselves: when, against what, what each found, and which rules could not be asked."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from rooftree.oversight.quality.models import CheckRun, RuleResult
from rooftree.reference.accounts.rules import Viewer, may_see_runs


@dataclass(frozen=True, slots=True)
class CheckShown:
    """One night's check."""

    run_id: int
    business_on: datetime.date
    checked_at: datetime.datetime
    standard_version: str
    standard_digest: str
    rules: int
    errored: int
    asked: int
    failed: int
    new: int
    open: int
    resolved: int
    reopened: int
    waived: int
    withdrawn: int
    standing: int
    seconds: float
    says: str


@dataclass(frozen=True, slots=True)
class NotSettled:
    """A rule whose answer settled nothing in one check, for the rows of one system or of all, and why."""

    rule_id: str
    title: str
    source_system: str
    why: str
    is_error: bool


def latest(*, viewer: Viewer) -> CheckShown | None:
    """The last check; nothing before the first."""
    found = recent(viewer=viewer, most=1)
    return found[0] if found else None


def recent(*, viewer: Viewer, most: int = 30) -> list[CheckShown]:
    """The last checks, the newest first."""
    if not may_see_runs(viewer):
        return []
    rows = CheckRun.objects.order_by("-run_id")[:most]
    return [_shown(row) for row in rows]


def of_run(run_id: int, *, viewer: Viewer) -> CheckShown | None:
    """The check of one run; nothing where the run did not come to it."""
    if not may_see_runs(viewer):
        return None
    row = CheckRun.objects.filter(pk=run_id).first()
    return _shown(row) if row else None


def _shown(row: CheckRun) -> CheckShown:
    return CheckShown(**{name: getattr(row, name) for name in CheckShown.__slots__})


def not_settled(run_id: int, *, viewer: Viewer) -> Sequence[NotSettled]:
    """Which rules could not be asked in a check, or whose answer proved nothing; errors first."""
    if not may_see_runs(viewer):
        return []
    rows = RuleResult.objects.filter(check_run_id=run_id).exclude(error="", unsure="")
    told = [
        NotSettled(row.rule_id, row.title, row.source_system, row.error or row.unsure, bool(row.error))
        for row in rows.order_by("rule_id", "source_system")
    ]
    return sorted(told, key=lambda one: not one.is_error)
