"""What the check of one run found, as the run's page says it, each figure with the way to its rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from rooftree.oversight.quality.queries import checks
from rooftree.oversight.quality.queries.checks import CheckShown
from rooftree.reference.accounts.rules import Viewer
from rooftree.web.components import words
from rooftree.web.components.parts import Figure, Row
from rooftree.web.staff.quality.recurring import unsettled
from rooftree.web.staff.quality.words import queue


@dataclass(frozen=True, slots=True)
class CheckOfRun:
    """The check: its finding, its figures, and the rules that could not be asked."""

    check: CheckShown
    title: str
    figures: Sequence[Figure]
    unsettled: Sequence[Row]


def check_of(run_id: int, *, viewer: Viewer) -> CheckOfRun | None:
    """The check of a run; nothing where the run did not come to it."""
    check = checks.of_run(run_id, viewer=viewer)
    if check is None:
        return None
    latest = checks.latest(viewer=viewer)
    is_latest = latest is not None and latest.run_id == run_id
    rows = words.counted(check.failed, "row falls", "rows fall")
    return CheckOfRun(
        check,
        words.listed([f"{rows} short of the recording standard"]),
        _figures(check, is_latest=is_latest),
        unsettled(checks.not_settled(run_id, viewer=viewer)),
    )


def _figures(check: CheckShown, *, is_latest: bool) -> list[Figure]:
    """Each with its rows: of the latest check by state, of an earlier one by its day."""
    day = check.business_on.isoformat()
    new = queue(stands="new") if is_latest else queue(stands="all", first_seen_from=day, first_seen_to=day)
    resolved = f"{reverse('exceptions-resolved')}?resolved_from={day}&resolved_to={day}"
    back = queue(stands="reopened") if is_latest else ""
    return [
        Figure("New", check.new, href=new, why="Found for the first time"),
        Figure("Came back", check.reopened, href=back, why="Resolved before, and found again"),
        Figure("Resolved", check.resolved, href=resolved, why="Asked again, and hold; or the row is gone"),
        Figure(
            "Waived",
            check.waived,
            href=queue(stands="waived") if is_latest else "",
            why="May stay for a time",
        ),
        Figure("Stood after it", check.standing, href=queue() if is_latest else "", why="To be mended then"),
    ]
