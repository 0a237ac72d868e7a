"""One rule tried out: how many rows it fails, how that differs from the rule as it was, the first of them."""
# ruff: noqa: S608 (of names that were looked up, and texts that are quoted)

import datetime
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from rooftree.engine.checking.plan import Plan
from rooftree.engine.checking.running.received import Received, open_views
from rooftree.engine.checking.running.run import RuleOutcome, run_plan
from rooftree.engine.checking.running.shut_in import Limits, quoted, shut_in, stopped_after

WAS = "was"
"""The id under which the rule as it was is tried beside it."""


@dataclass(frozen=True, slots=True)
class Failing:
    """One row that fails; its value is None where it is empty, or is not to be shown."""

    system: str
    key: str
    row: int
    value: str | None


@dataclass(frozen=True, slots=True)
class Tried:
    """What the rule did, what it did as it was (None when it is new), and how many rows are new and gone."""

    now: RuleOutcome
    was: RuleOutcome | None
    new: int
    gone: int
    first: tuple[Failing, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rule of the plan, whether its column's values are to be read, and how many rows."""

    rule_id: str
    values: bool
    most: int = 20


def tried(plan: Plan, received: Received, wanted: Wanted, *, today: datetime.date, limits: Limits) -> Tried:
    """Runs the plan's one rule, and `was` where it holds that too, over these files."""
    limits.spill.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=limits.spill) as work:
        held = replace(limits, spill=Path(work))
        out = Path(work) / "tried.parquet"
        outcome = run_plan(plan, received, out=out, today=today, limits=held)
        now, was = outcome.rules[wanted.rule_id], outcome.rules.get(WAS)
        if now.error:
            return Tried(now, was, 0, 0, ())
        rule = next(each for each in plan.rules() if each.id == wanted.rule_id)
        with shut_in([*received.tables.get(rule.table, ()), out], [], held) as con:
            new, gone = _apart(con, out, wanted.rule_id) if was and not was.error else (0, 0)
            column = rule.column if wanted.values else ""
            try:
                with stopped_after(con, limits.seconds):
                    first = _first(con, received, (rule.table, column), out, wanted)
            except duckdb.Error:
                first = ()
        return Tried(now, was, new, gone, first)


def _apart(con: duckdb.DuckDBPyConnection, out: Path, rule_id: str) -> tuple[int, int]:
    """How many rows fail only now, and how many failed only as the rule was."""
    rows = "SELECT source_system, source_key FROM read_parquet({}) WHERE rule_id = {}"
    now, was = (rows.format(quoted(out), quoted(name)) for name in (rule_id, WAS))
    counts = [
        con.execute(f"SELECT count(*) FROM ({one} EXCEPT {other})").fetchone()
        for one, other in ((now, was), (was, now))
    ]
    new, gone = (int(count[0]) if count else 0 for count in counts)
    return new, gone


def _first(
    con: duckdb.DuckDBPyConnection, received: Received, place: tuple[str, str], out: Path, wanted: Wanted
) -> tuple[Failing, ...]:
    table, column = place
    rows = (
        f"SELECT source_system, source_key, min(source_row) AS source_row FROM read_parquet({quoted(out)}) "
        f"WHERE rule_id = {quoted(wanted.rule_id)} GROUP BY ALL ORDER BY ALL LIMIT {wanted.most}"
    )
    value = "NULL"
    if column and table in received.tables and not open_views(con, received, [table]):
        value = (
            f'(SELECT min(left(r."{column}"::VARCHAR, 200)) FROM "{table}" AS r '
            "WHERE r.source_system = f.source_system AND r.source_key = f.source_key)"
        )
    found = con.execute(
        f"SELECT source_system, source_key, source_row, {value} FROM ({rows}) AS f ORDER BY ALL"
    )
    return tuple(
        Failing(str(system), str(key), int(row or 0), said) for system, key, row, said in found.fetchall()
    )
