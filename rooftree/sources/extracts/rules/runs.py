"""What is said of runs that are going, or that ended without a word."""

from datetime import date, datetime

from rooftree.reference.refusals.rules import Reason

LOCK = 7_105_101_116_114_101
"""The advisory lock that the one run in a database holds (“Rooftree” in the fashion of a number)."""


def already_going(started_by: str | None, started_at: datetime | None) -> str:
    """Why a second run is refused."""
    if started_by is None or started_at is None:
        return "Another run has this moment been started."
    return f"A run is already going: {started_by} started it on {words(started_at)}."


def too_early(today: date, *, last_on: date) -> tuple[Reason, ...]:
    """Why a run for a day before the last is refused: what is known would end before it began."""
    if today >= last_on:
        return ()
    return (
        Reason(
            "before-the-last-run",
            f"The last run was for {last_on.day} {last_on:%B %Y}; this one would be for "
            f"{today.day} {today:%B %Y}, before it.",
            "Set ROOFTREE_TODAY to that day or a later one, or leave it out.",
        ),
    )


def died_says(*, published: bool) -> str:
    """What a run says whose process was killed, before or after its records were published."""
    ended = "The run's process ended without a word (killed, or the machine stopped)."
    return (
        f"{ended} It had published all its records." if published else f"{ended} Nothing half-done was kept."
    )


def words(moment: datetime) -> str:
    """A moment as a person says it."""
    return f"{moment.day} {moment:%B %Y at %H:%M}"
