"""The run: land → standardise → match → publish → check. Until publish commits, all see last night's view."""

import os
import secrets
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from rooftree.engine.memory import PeakMemory
from rooftree.engine.tables import Engine, stopping_at_once
from rooftree.nightly.agreements import score_tonight
from rooftree.nightly.capability import measure_tonight
from rooftree.nightly.checking import Lost, Tonight, check_tonight
from rooftree.nightly.fingerprint import night_of
from rooftree.nightly.linking import Linking
from rooftree.nightly.links import households_tonight, links_tonight, queue_tonight
from rooftree.nightly.report import Report, StepReport
from rooftree.nightly.where import Place
from rooftree.oversight.quality.actions.merging import Stamp
from rooftree.records.matching.review.queries.in_force import said_of_pairs
from rooftree.records.publishing import state as states
from rooftree.records.publishing.actions import publishing
from rooftree.records.publishing.actions.publishing import Author, Material, Published
from rooftree.records.publishing.queries import decisions, held
from rooftree.records.publishing.rules import Together
from rooftree.records.stock.actions.reconciling import reconcile
from rooftree.reference.accounts.rules import SYSTEM, Viewer
from rooftree.reference.refusals.rules import Refused
from rooftree.reference.standard.quality.in_force import code_lists
from rooftree.sources.connectors.registry import load, writing_ended
from rooftree.sources.extracts.actions.landing import land
from rooftree.sources.extracts.actions.runs import OpenRun, start
from rooftree.sources.extracts.queries.lost import fed_together, lost_by_system
from rooftree.sources.extracts.queries.runs import latest_published_run
from rooftree.sources.extracts.queries.runs import run as run_shown
from rooftree.sources.extracts.rules.runs import too_early
from rooftree.sources.extracts.rules.states import FileState, RunOutcome
from rooftree.sources.standardising.actions import standardise
from rooftree.sources.standardising.rules import Standardised

STEPS = ("land", "standardise", "match", "publish", "check")
_CHANGES = ("inserted", "updated", "ended")
Tell = Callable[[str, int, int, str], None]
"""Told of progress: step, done, of how many, words."""


def run(*, extracts: Path, by: Viewer, now: datetime, today: date, place: Place, tell: Tell) -> Report:
    """The whole run on one folder of extracts; idempotent. Refused while another is going."""
    now = _after_the_last(now, today)
    roots = [os.getpid(), *([place.server_pid] if place.server_pid else [])]
    beginning = time.monotonic()
    with (
        PeakMemory(lambda: roots) as memory,
        start(folder=str(extracts), business_on=today, by=by, now=now, steps=STEPS) as opened,
        stopping_at_once(),
    ):
        night = Night(opened, place, today, Report(opened.id), memory, tell, by)
        says = night.go(extracts)
        opened.finish(outcome=RunOutcome.PUBLISHED, says=says, published_state=night.state_name)
        night.report.peak_memory_bytes = memory.highest
    night.report.seconds = time.monotonic() - beginning
    return night.report


def _after_the_last(now: datetime, today: date) -> datetime:
    """A run never tells history backwards: not on an earlier day, nor earlier on the same one."""
    last = latest_published_run(viewer=SYSTEM)
    if last is None:
        return now
    if reasons := too_early(today, last_on=last.business_on):
        raise Refused(*reasons)
    return max(now, (last.ended_at or last.started_at) + timedelta(seconds=1))


@dataclass
class Night:
    """One run while it goes."""

    opened: OpenRun
    place: Place
    today: date
    report: Report
    memory: PeakMemory
    tell: Tell
    by: Viewer
    state_name: str = ""

    def go(self, extracts: Path) -> str:
        """All steps on one folder of extracts; what the run says of itself."""
        systems = load(self.place.mappings)
        engine = Engine(spill=self.place.landing / "spill", memory=self.place.memory)
        try:
            with self._step("land") as step:
                landed = land(
                    folder=extracts,
                    systems=systems,
                    landing=self.place.landing,
                    run=self.opened.id,
                    now=self.opened.now(),
                    say=lambda words: self._say("land", words),
                    accept_older=self.place.accept_older,
                )
                step.rows_out = sum(file.rows for file in landed)
                received = run_shown(self.opened.id, viewer=SYSTEM)
                files = received.files if received else ()
                self.report.refused = [
                    f"{file.system}/{file.file}" for file in files if file.state == FileState.REFUSED
                ]
                self.report.stale = [f"{file.system}/{file.file}" for file in landed if file.stale]
                step.says = f"{len(landed)} files in use, {len(self.report.refused)} refused"
            with self._step("standardise") as step:
                step.rows_in = sum(file.rows for file in landed)
                tables = standardise(
                    landed=landed,
                    systems=systems,
                    home=self.place.landing,
                    engine=engine,
                    nino_key=self.place.nino_key,
                    say=lambda words: self._say("standardise", words),
                )
                step.rows_out = sum(file.rows for file in tables.files)
                problems = sum(each.count for each in tables.problems)
                step.says = f"{problems:,} values or rows with a problem, each told with its mend"
                step.says += "".join(f". {each}" for each in writing_ended(systems, code_lists(), self.today))
            lost, together = lost_by_system(landed, systems, viewer=SYSTEM), fed_together(systems)
            says = self.records(engine, tables, frozenset(table for _, table in lost), together)
            return f"{says} {self.check(engine, tables, lost, together)}"
        finally:
            engine.close()

    def records(
        self,
        engine: Engine,
        tables: Standardised,
        unsure: frozenset[str],
        together: Together | None = None,
    ) -> str:
        """Match and publish canonical tables; `unsure` are those of which a file is lost, `together` says
        which tables the same files feed."""
        previous = latest_published_run(viewer=SYSTEM)
        self.state_name = previous.published_state or "" if previous else ""
        before = states.load(self.place.published, self.state_name)
        said = said_of_pairs(viewer=SYSTEM)
        decided = decisions(viewer=SYSTEM)
        fingerprint = night_of(tables, said.words(), decided.keep, unsure)
        linking = Linking(self.place, self.opened, self.today)
        if before and before.fingerprint == fingerprint and not decided.end and not linking.is_due:
            return self._nothing_new()
        files: dict[str, list[Path]] = {}
        for file in tables.files:
            files.setdefault(file.table, []).append(file.path)
        # Never a name that another database's run, or a run before a restored backup, has used.
        folder = f"{self.opened.id:06d}-{secrets.token_hex(4)}"
        with self._step("match") as step:
            linked = linking.match(engine, files, folder=folder, before=before, said=said)
            step.rows_in = step.rows_out = linked.rows
            step.says = f"{len(linked.doubts):,} pairs to decide"
        with self._step("publish") as step:
            material = Material(engine, files, linked, before, fingerprint, decided, unsure, together or {})
            published = self._publish(material, folder)
            self._reconcile()
            step.rows_in = sum(file.rows for file in tables.files)
            step.rows_out = sum(sum(counts.values()) for counts in self.report.changes.values())
            step.says = self._words(published)
        return step.says

    def check(self, engine: Engine, tables: Standardised, lost: Lost, together: Together) -> str:
        """Holds what was received to the standard. Whatever comes of it, what was published stays."""
        place = self.place
        tonight = Tonight(
            tables, lost, together, place.landing, self.state_name, place.nino_key, place.memory
        )
        stamp = Stamp(self.opened.id, self.today, self.opened.now(), "the nightly check")
        with self._step("check") as step:
            step.rows_in = sum(file.rows for file in tables.files)
            tell = partial(self._say, "check")
            told = check_tonight(engine, tonight, stamp=stamp, tell=tell)
            told.write(self.report, step)
            step.says += score_tonight(stamp, tell=tell)
            step.says += measure_tonight(engine, tonight, place.mappings, told, stamp=stamp, tell=tell)
            step.says += links_tonight(stamp, self.report.changes, tell=tell)
            step.says += households_tonight(today=self.today, count=partial(self._count, "check"))
        return step.says

    def _publish(self, material: Material, folder: str) -> Published:
        published = publishing.publish(
            material,
            root=self.place.published,
            folder=folder,
            today=self.today,
            author=Author(self.by.name, "nightly run", self.opened.id, self.opened.now()),
            say=lambda table, done, of: self._count("publish", table.replace("_", " "), done, of),
        )
        self.state_name = published.state
        self.report.held = [f"{held.table}: {held.would_end:,} of {held.live:,}" for held in published.held]
        for each in published.differences:
            if not each.nothing:
                self.report.changes[each.table] = {
                    "new": each.inserted,
                    "changed": each.updated,
                    "ended": each.ended,
                }
        return published

    def _reconcile(self) -> None:
        self._say("publish", "holding the lists of homes beside each other")
        reconcile(run_id=self.opened.id, business_on=self.today, now=self.opened.now())
        queue_tonight(now=self.opened.now(), today=self.today)

    def _nothing_new(self) -> str:
        for name in ("match", "publish"):
            with self._step(name):
                self._say(name, "nothing new: the same extracts, mappings and decisions as last time")
                if name == "publish":
                    self._reconcile()
        self.report.held = [
            f"{each.table}: {each.would_end:,} of {each.live:,}" for each in held(viewer=SYSTEM)
        ]
        said = "Nothing new was received; what was published stays as it is."
        return said + self._waiting()

    def _waiting(self) -> str:
        if not self.report.held:
            return ""
        return " Waiting for a person: " + "; ".join(self.report.held) + " rows would end."

    def _words(self, published: Published) -> str:
        sums = [sum(getattr(each, what) for each in published.differences) for what in _CHANGES]
        return (
            f"{sums[0]:,} new, {sums[1]:,} changed, {sums[2]:,} ended."
            + self._waiting()
            + _doubted(published.doubtful)
        )

    @contextmanager
    def _step(self, name: str) -> Iterator[StepReport]:
        report = StepReport(name)
        self.report.steps.append(report)
        self.memory.since_last()
        self.opened.begin(name)
        beginning = time.monotonic()
        yield report
        report.seconds = round(time.monotonic() - beginning, 3)
        report.peak_memory_bytes = self.memory.since_last()
        self.opened.end(
            name,
            rows_in=report.rows_in,
            rows_out=report.rows_out,
            peak_memory=report.peak_memory_bytes,
            says=report.says or None,
            failed=report.failed,
        )

    def _say(self, step: str, words: str) -> None:
        self.tell(step, 0, 0, words)
        self.opened.progress(step, done=0, says=words)

    def _count(self, step: str, words: str, done: int, of: int) -> None:
        self.tell(step, done, of, words)
        self.opened.progress(step, done=done, total=of, says=words)


def _doubted(tables: Collection[str]) -> str:
    if not tables:
        return ""
    named = ", ".join(table.replace("_", " ") for table in tables)
    return f" Until that is decided, nothing ends that the same files feed: {named}."
