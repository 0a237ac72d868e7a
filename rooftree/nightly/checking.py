"""The step `check`: all that was received, held to the standard in force; the ledger says what is new.

It comes after publish, and is done every night: where nothing new arrived, days have passed all the same.
"""

import logging
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rooftree.engine.checking.running.shut_in import Limits
from rooftree.engine.checking.shapes import SET_ASIDE
from rooftree.engine.tables import Engine
from rooftree.engine.typed.keys import digest
from rooftree.nightly.last_night import LastNight, keep
from rooftree.nightly.plans import plan_of
from rooftree.nightly.report import Report, StepReport
from rooftree.oversight.quality.actions.checking import Checked, Night, check
from rooftree.oversight.quality.actions.merging import Stamp
from rooftree.oversight.quality.rules.doubts import Doubts
from rooftree.records.publishing import state as states
from rooftree.records.publishing.queries import held
from rooftree.records.publishing.rules import Together
from rooftree.reference.accounts.rules import SYSTEM
from rooftree.reference.standard.quality.queries import standard_in_force
from rooftree.sources.standardising.rules import Standardised

log = logging.getLogger("rooftree.nightly")
Lost = frozenset[tuple[str, str]]
"""Systems and tables of which a file that once came is not at hand."""


@dataclass(frozen=True)
class Tonight:
    """What was received, what of it is lost, which tables the same files feed, and the published state."""

    tables: Standardised
    lost: Lost
    together: Together
    landing: Path
    state_name: str
    nino_key: str
    memory: str


@dataclass(frozen=True)
class Told:
    """What became of the check: what it did, or why it could not be done."""

    checked: Checked | None
    failure: str = ""

    def write(self, report: Report, step: StepReport) -> None:
        """Into the report of the run and of the step."""
        if self.checked is None:
            report.check_failed = step.says = self.failure
            step.failed = True
            return
        step.rows_out, step.says = self.checked.failing, self.checked.says
        step.exceptions = report.exceptions = dict(self.checked.counts)
        report.rules_not_asked = dict(self.checked.errors)


def check_tonight(engine: Engine, tonight: Tonight, *, stamp: Stamp, tell: Callable[[str], None]) -> Told:
    """Every rule in force asked of everything received, and the ledger brought to it.

    The night is published by now, so a failure is told and ends nothing: the ledger is as it was.
    """
    try:
        return Told(_check(engine, tonight, stamp, tell))
    except Exception as failure:
        log.exception("The check of run %s failed", stamp.run_id)
        told = f"{type(failure).__name__}: {failure}"[:500]
        return Told(None, f"The check failed, so exceptions stay as the last check left them: {told}")


def _check(engine: Engine, tonight: Tonight, stamp: Stamp, tell: Callable[[str], None]) -> Checked:
    standard = standard_in_force()
    spill = tonight.landing / "spill"
    spill.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=spill) as work:
        night = Night(
            engine=engine,
            files=tonight.tables.files,
            work=Path(work),
            links=_links(tonight),
            set_aside=tonight.tables.problem_files,
            doubts=_doubts(tonight),
        )
        keep(tonight.landing, LastNight(stamp.run_id, stamp.today, night.received))
        return check(
            night,
            standard=standard,
            plan=plan_of(standard, tonight.landing / "plans", today=stamp.today),
            stamp=stamp,
            limits=Limits(spill=Path(work), memory=tonight.memory),
            salt=digest(tonight.nino_key, "exceptions"),
            tell=tell,
        )


def _links(tonight: Tonight) -> Path | None:
    root = tonight.landing / "published"
    state = states.load(root, tonight.state_name)
    return root / state.links if state else None


def _doubts(tonight: Tonight) -> Doubts:
    """What is not as of tonight; of rows that no table holds it is said system by system."""
    stale = {(file.system, file.table) for file in tonight.tables.files if file.stale}
    late = {system for system, _ in stale | tonight.lost}
    waiting = {one.table for one in held(viewer=SYSTEM)}
    fed = {
        other
        for tables in tonight.together.values()
        for table, others in tables.items()
        if table in waiting
        for other in others
    }
    return Doubts(
        stale=frozenset(stale | {(system, SET_ASIDE) for system in late}),
        lost=tonight.lost,
        held=frozenset(waiting | fed),
    )
