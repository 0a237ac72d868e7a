"""Tonight's failing rows against the ledger, in a few statements over sets, inside the caller's transaction.

What changes is worked out in the database; which rows are gone is asked of tonight's files, through `Judge`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import connection

from rooftree.oversight.quality.actions import statements
from rooftree.oversight.quality.actions.staging import copy_in, copy_out

Judge = Callable[[Path, Path], None]
"""Reads id, rule, table, system and key of rows that no longer fail; writes each id with how that came."""
UNSEEN = "unseen"
"""How, of a row that was not asked at all: it is not in tonight's file, and that proves nothing."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which run, on which day, at which moment, in whose name."""

    run_id: int
    today: date
    now: datetime
    by: str


def merge(stamp: Stamp, *, judge: Judge, work: Path) -> dict[str, int]:
    """Brings the ledger to tonight; how many of what."""
    given: dict[str, Any] = {"run": stamp.run_id, "today": stamp.today, "now": stamp.now, "by": stamp.by}
    with connection.cursor() as cursor:

        def tell(statement: str) -> int:
            cursor.execute(statement, given)
            return int(cursor.rowcount)

        # Readers go on; whoever works on an exception waits a few seconds rather than be overwritten.
        tell("LOCK TABLE quality_exception IN SHARE ROW EXCLUSIVE MODE")
        tell(statements.SEEN_LAST)
        tell(statements.QUIET)
        tell(statements.MOVED)
        new = tell(statements.NEW)
        tell(statements.MOVE)
        for events in statements.MOVED_EVENTS:
            tell(events)
        _judged(judge, work)
        tell(statements.RESOLVED_EVENTS)
        resolved = tell(statements.RESOLVE)
        tell(statements.NOT_SEEN)
        tell(statements.WITHDRAW_EVENTS)
        withdrawn = tell(statements.WITHDRAW)
        tell(statements.LAPSE_EVENTS)
        tell(statements.LAPSE)
        return _counted(cursor, given, new) | {"resolved": resolved, "withdrawn": withdrawn}


def _judged(judge: Judge, work: Path) -> None:
    """Of the rows that failed before and not tonight: which passed, which are gone, which were not asked."""
    absent, judged = work / "absent.csv", work / "judged.csv"
    copy_out(statements.ABSENT, absent)
    with connection.cursor() as cursor:
        cursor.execute(statements.JUDGED)
    if absent.stat().st_size:
        judge(absent, judged)
        copy_in("judged", ("id", "how"), judged)
        judged.unlink()
    absent.unlink()


def _counted(cursor: Any, given: Mapping[str, Any], new: int) -> dict[str, int]:
    cursor.execute(statements.STANDING)
    standing, waived = cursor.fetchone()
    cursor.execute(statements.REOPENED, given)
    (reopened,) = cursor.fetchone()
    return {
        "new": new,
        "open": standing - new - reopened,
        "reopened": reopened,
        "waived": waived,
        "standing": standing,
    }
