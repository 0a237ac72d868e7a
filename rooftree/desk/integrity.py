"""The data-integrity dashboard: how much of what the standard asks holds, and what to do about the rest."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rooftree.oversight.quality.queries import checks, recurring, scores
from rooftree.oversight.quality.queries.checks import CheckShown, NotSettled
from rooftree.oversight.quality.queries.pressing import Pressing, pressing
from rooftree.oversight.quality.queries.recurring import Recurring
from rooftree.oversight.quality.queries.scores import Score, Within
from rooftree.reference.accounts.rules import Viewer

NIGHTS = 30
BACK_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Integrity:
    """Everything that the dashboard takes."""

    checks: Sequence[CheckShown]
    """The last checks, the newest first."""
    work: Pressing
    dimensions: Sequence[Score]
    by: str
    parts: Sequence[Score]
    """The same figures by the side that was asked for."""
    nights: Sequence[tuple[datetime.date, int, int]]
    """Of each night: the day, rows asked, rows that fell short."""
    back: Sequence[Recurring]
    not_settled: Sequence[NotSettled]

    @property
    def latest(self) -> CheckShown | None:
        """The check that made the figures."""
        return self.checks[0] if self.checks else None


def integrity(by: str, *, within: Within, viewer: Viewer, today: datetime.date) -> Integrity:
    """The dashboard, its parts by one side, within a dimension or another part where that is asked for."""
    told = checks.recent(viewer=viewer, most=NIGHTS)
    return Integrity(
        checks=told,
        work=pressing(viewer=viewer, today=today),
        dimensions=scores.scores("dimension", viewer=viewer, within=replace(within, dimension="")),
        by=by,
        parts=scores.scores(by, viewer=viewer, within=within),
        nights=_nights(scores.over_time(viewer=viewer, within=within, most=NIGHTS)),
        back=recurring.recurring(viewer=viewer, today=today)[:BACK_SHOWN],
        not_settled=checks.not_settled(told[0].run_id, viewer=viewer) if told else (),
    )


def _nights(told: Sequence[Score]) -> list[tuple[datetime.date, int, int]]:
    """Each day once, by its last check."""
    runs: dict[int, tuple[datetime.date, int, int]] = {}
    for one in told:
        day, asked, short = runs.get(one.run_id, (one.business_on, 0, 0))
        runs[one.run_id] = (day, asked + one.counted, short + one.failed)
    days = {day: (day, asked, short) for day, asked, short in runs.values()}
    return list(days.values())
