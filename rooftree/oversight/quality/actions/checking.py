"""One night's check: every rule asked of everything received, and the ledger brought to what was found.

The ledger, the results and the scores change in one transaction or not at all.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from rooftree.engine.checking.plan import Plan
from rooftree.engine.checking.running.received import Received
from rooftree.engine.checking.running.run import run_plan
from rooftree.engine.checking.running.shut_in import Limits
from rooftree.engine.checking.shapes import SET_ASIDE
from rooftree.engine.tables import Engine
from rooftree.oversight.quality.actions import linking, merging, scoring, staging, tallying
from rooftree.oversight.quality.actions.judging import Judging
from rooftree.oversight.quality.actions.merging import Stamp
from rooftree.oversight.quality.actions.recording import record
from rooftree.oversight.quality.models import CheckRun
from rooftree.oversight.quality.rules.bearings import Asking, Terms, asking
from rooftree.oversight.quality.rules.doubts import Doubts
from rooftree.reference.register.queries import register
from rooftree.reference.standard.quality.queries import severities
from rooftree.reference.standard.quality.rules import Standard
from rooftree.reference.standard.queries import contracts
from rooftree.sources.standardising.rules import CanonicalFile


@dataclass(frozen=True)
class Night:
    """What is checked, with what, and what of it is not as of tonight."""

    engine: Engine
    files: Sequence[CanonicalFile]
    work: Path
    """A folder for files that are soon gone."""
    links: Path | None = None
    set_aside: Sequence[Path] = ()
    doubts: Doubts = field(default_factory=Doubts)

    @property
    def received(self) -> Received:
        """The files as the engine wants them."""
        tables: dict[str, list[Path]] = {}
        for file in self.files:
            tables.setdefault(file.table, []).append(file.path)
        return Received(tables, self.links, tuple(self.set_aside))


def terms() -> Terms:
    """The stewards of the information assets, and the days that each severity may take."""
    held = register()
    stewards = {table: asset.steward for asset in held.assets.values() for table in asset.tables}
    days = {severity.value: each.due_days for severity, each in severities().items()}
    titles = {name: contract.title for name, contract in contracts().items()}
    # Of rows that no table holds, whoever says which row is whose.
    return Terms(stewards | {SET_ASIDE: stewards.get("reference", "")}, days, titles)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check did to the ledger: how many new, open, resolved, reopened, waived, withdrawn, standing."""

    counts: Mapping[str, int]
    asked: int
    failing: int
    errors: Mapping[str, str]
    """Rules that could not be asked, with why."""
    says: str


def check(
    night: Night,
    *,
    standard: Standard,
    plan: Plan,
    stamp: Stamp,
    limits: Limits,
    salt: str,
    tell: Callable[[str], None],
) -> Checked:
    """Asks every rule in force, and merges what was found."""
    beginning = time.monotonic()
    failing = night.work / "failing.parquet"
    outcome = run_plan(
        plan, night.received, out=failing, today=stamp.today, limits=limits, salt=salt, tell=tell
    )
    asked = asking(standard.active, plan, night.files, outcome.rules, night.doubts, terms())
    tell("the ledger")
    try:
        return keep(failing, night, asked=asked, standard=standard, stamp=stamp, since=beginning)
    finally:
        failing.unlink(missing_ok=True)


@transaction.atomic
def keep(
    failing: Path, night: Night, *, asked: Sequence[Asking], standard: Standard, stamp: Stamp, since: float
) -> Checked:
    """Merges failing rows into the ledger; all of it, or the ledger stays as the night before left it."""
    staging.stage(failing, engine=night.engine, files=night.files, work=night.work)
    linking.link()
    staging.keep("rules", staging.RULES, [_rule(one) for one in asked])
    with connection.cursor() as cursor:
        cursor.execute(TEAMS)
    bearings = [row for one in asked for row in _bearings(one)]
    staging.keep("bearing", staging.BEARINGS, bearings)
    failed = _failed()
    judging = Judging(
        night.engine, night.files, night.doubts.held, [one.rule.id for one in asked if one.is_set_aside]
    )
    counts = merging.merge(stamp, judge=judging, work=night.work)
    row = record(stamp, standard, asked, failed=failed, counts=counts)
    tallying.tally()
    scoring.score(row)
    staging.clear()
    says = words(counts, [one for one in asked if one.error])
    seconds = round(time.monotonic() - since, 3)
    CheckRun.objects.filter(pk=row.pk).update(says=says, seconds=seconds)
    return Checked(
        counts, row.asked, row.failed, {one.rule.id: one.error for one in asked if one.error}, says
    )


TEAMS = "UPDATE rules SET team_id = t.id FROM team t WHERE lower(t.name) = lower(rules.owner)"
"""A team that is called as the role is gets the role's exceptions."""


def _rule(one: Asking) -> dict[str, Any]:
    rule = one.rule
    return {
        "rule_id": rule.id,
        "version": rule.version,
        "column_name": rule.check.column,
        "dimension": rule.dimension.value,
        "severity": rule.severity.value,
        "owner": one.owner,
        "due_days": one.due_days,
        "systems": list(rule.check.systems),
        "team_id": None,
    }


def _bearings(one: Asking) -> list[dict[str, Any]]:
    return [
        {"rule_id": one.rule.id, "source_system": system, "resolves": each.resolves, "raises": each.raises}
        for system, each in one.bearings.items()
    ]


def _failed() -> dict[tuple[str, str], int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rule_id, source_system, count(*) FROM staged GROUP BY 1, 2")
        return {(rule_id, system): count for rule_id, system, count in cursor.fetchall()}


def words(counts: Mapping[str, int], errors: Sequence[Asking]) -> str:
    """What the check did, in a sentence."""
    many = "exception" if counts["new"] == 1 else "exceptions"
    told = [
        f"{counts['new']:,} new {many}",
        *(f"{counts[name]:,} {name}" for name in ("resolved", "reopened")),
    ]
    told.append(f"{counts['standing']:,} to be mended in all")
    if counts["withdrawn"]:
        told.append(f"{counts['withdrawn']:,} closed because their rule was withdrawn")
    says = ", ".join(told) + "."
    if errors:
        named = ", ".join(one.rule.id for one in errors[:3]) + (" and others" if len(errors) > 3 else "")
        many = f"{len(errors)} rules" if len(errors) > 1 else "1 rule"
        says += f" {many} could not be asked ({named}); what they found before stays as it is."
    return says


__all__ = ["Checked", "Night", "check", "keep"]
