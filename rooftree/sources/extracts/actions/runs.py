"""A run from its start to its end: one at a time, its progress seen live.

The lock and the progress live on a connection of their own: the lock goes when the process goes, however it
goes, and pages see each step while publish still holds its transaction open on Django's connection.
"""

import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from types import TracebackType
from typing import Any, Self

from django.db import Error, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from rooftree.reference.accounts.rules import Viewer, may_start_runs, not_allowed
from rooftree.reference.audit.actions import record
from rooftree.reference.refusals.rules import Reason, Refused
from rooftree.sources.extracts.rules.runs import LOCK, already_going, died_says
from rooftree.sources.extracts.rules.states import RunOutcome, StepState

BETWEEN_WRITES = 0.25
"""Seconds: progress is for eyes, so a faster beat would only cost."""


def start(*, folder: str, business_on: date, by: Viewer, now: datetime, steps: Sequence[str]) -> "OpenRun":
    """Begins a run, or refuses it with who started the one that is going, and when."""
    if not may_start_runs(by):
        raise Refused(not_allowed(by, to="start a run"))
    own = connection.copy()
    try:
        _take_lock(own)
        _close_the_dead(own, now)
        with own.cursor() as cursor:
            cursor.execute(
                "INSERT INTO run (started_at, started_by, business_on, folder, says)"
                " VALUES (%s, %s, %s, %s, '') RETURNING id",
                (now, by.name, business_on, folder),
            )
            run_id: int = cursor.fetchone()[0]
            cursor.executemany(
                "INSERT INTO run_step (run_id, position, name, state, done, total, says)"
                " VALUES (%s, %s, %s, %s, 0, 0, '')",
                [(run_id, place, name, StepState.WAITS.value) for place, name in enumerate(steps, 1)],
            )
        record(by=by, now=now, action="started", subject_type="run", subject_id=run_id)
    except BaseException:
        own.close()
        raise
    return OpenRun(own, run_id, now)


def _take_lock(own: BaseDatabaseWrapper) -> None:
    with own.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", (LOCK,))
        if cursor.fetchone()[0]:
            return
        cursor.execute(
            "SELECT started_by, started_at FROM run WHERE ended_at IS NULL ORDER BY id DESC LIMIT 1"
        )
        started_by, started_at = cursor.fetchone() or (None, None)
    local = timezone.localtime(started_at) if started_at else None
    raise Refused(
        Reason("already-going", already_going(started_by, local), "Wait until it has ended, or stop it.")
    )


def _close_the_dead(own: BaseDatabaseWrapper, now: datetime) -> None:
    """The lock was free, so a run without an end belongs to a process that is gone."""
    with own.cursor() as cursor:
        cursor.execute(
            "UPDATE run SET ended_at = greatest(%s, started_at), outcome = %s,"
            " says = CASE WHEN published_state IS NULL THEN %s ELSE %s END"
            " WHERE ended_at IS NULL RETURNING id",
            (now, RunOutcome.DIED.value, died_says(published=False), died_says(published=True)),
        )
        for (run_id,) in cursor.fetchall():
            _close_steps(cursor, run_id, now, StepState.FAILED)


def _close_steps(cursor: Any, run_id: int, now: datetime, unfinished: StepState) -> None:
    cursor.execute(
        "UPDATE run_step SET state = %s, ended_at = %s WHERE run_id = %s AND state = %s",
        (unfinished.value, now, run_id, StepState.RUNS.value),
    )
    cursor.execute(
        "UPDATE run_step SET state = %s WHERE run_id = %s AND state = %s",
        (StepState.SKIPPED.value, run_id, StepState.WAITS.value),
    )


class OpenRun:
    """A run that is going. As a context manager it never stays without an end, whatever happens."""

    def __init__(self, own: BaseDatabaseWrapper, run_id: int, started_at: datetime) -> None:
        self.id = run_id
        self._own, self._started_at = own, started_at
        self._beginning = time.monotonic()
        self._written = 0.0
        self._ended = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._ended:
            return
        outcome = RunOutcome.FAILED
        if isinstance(error, KeyboardInterrupt):
            outcome = RunOutcome.STOPPED
        elif isinstance(error, Refused):
            outcome = RunOutcome.REFUSED
        try:
            self.finish(outcome=outcome, says=_story(outcome, error))
        except Error:
            self._finish_anew(outcome=outcome, says=_story(outcome, error))

    def _finish_anew(self, *, outcome: RunOutcome, says: str) -> None:
        """Ends on a connection of its own: who stops a run may hit it in the middle of a word to the other.

        Where the database is gone, the next run finds this one without an end and says so.
        """
        self._own.close()
        self._own = connection.copy()
        with suppress(Error):
            self.finish(outcome=outcome, says=says)
        self._own.close()

    def now(self) -> datetime:
        """The moment of the start that was given, and what has passed since."""
        return self._started_at + timedelta(seconds=time.monotonic() - self._beginning)

    def begin(self, step: str, *, total: int = 0) -> None:
        """A step begins."""
        self._set(step, {"state": StepState.RUNS.value, "started_at": self.now(), "total": total})

    def progress(self, step: str, *, done: int, total: int | None = None, says: str | None = None) -> None:
        """How far a step is; written a few times a second at most."""
        moment = time.monotonic()
        if moment - self._written < BETWEEN_WRITES:
            return
        self._written = moment
        self._set(step, {"done": done, "total": total, "says": says})

    def end(
        self,
        step: str,
        *,
        rows_in: int | None = None,
        rows_out: int | None = None,
        peak_memory: int | None = None,
        says: str | None = None,
        failed: bool = False,
    ) -> None:
        """A step is done, or could not be and the run goes on without it."""
        self._set(
            step,
            {
                "state": (StepState.FAILED if failed else StepState.DONE).value,
                "ended_at": self.now(),
                "rows_in": rows_in,
                "rows_out": rows_out,
                "peak_memory_bytes": peak_memory,
                "says": says,
            },
        )
        with self._own.cursor() as cursor:
            cursor.execute(
                "UPDATE run_step SET done = greatest(done, total) WHERE run_id = %s AND name = %s",
                (self.id, step),
            )

    def finish(self, *, outcome: RunOutcome, says: str = "", published_state: str | None = None) -> None:
        """The run has ended; the next may start."""
        now = self.now()
        with self._own.cursor() as cursor:
            cursor.execute(
                "UPDATE run SET ended_at = %s, outcome = %s, says = %s,"
                " published_state = coalesce(%s, published_state) WHERE id = %s",
                (now, outcome.value, says, published_state, self.id),
            )
            _close_steps(cursor, self.id, now, StepState.FAILED)
        self._ended = True
        self._own.close()

    def _set(self, step: str, values: Mapping[str, Any]) -> None:
        given = {name: value for name, value in values.items() if value is not None}
        if not given:
            return
        changes = ", ".join(f"{name} = %s" for name in given)  # names are ours, never a caller's
        with self._own.cursor() as cursor:
            cursor.execute(
                f"UPDATE run_step SET {changes} WHERE run_id = %s AND name = %s",  # noqa: S608
                (*given.values(), self.id, step),
            )


def _story(outcome: RunOutcome, error: BaseException | None) -> str:
    if outcome is RunOutcome.STOPPED:
        return "Somebody stopped the run. What was published before stays as it was."
    if isinstance(error, Refused):
        return " ".join(f"{reason.says} {reason.mend}".strip() for reason in error.reasons)
    if error is None:
        return "The run ended without saying how."
    return f"The run failed: {type(error).__name__}: {error}"[:2_000]
