"""Runs a plan: every key that fails every rule, and of each rule how many rows it was asked of.

A rule that fails to run says so and gives no rows; the others go on. What is written is whole or not there.
"""

import datetime
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb

from rooftree.engine.checking.plan import SYSTEMS, TODAY, Plan, RowRule, SetRule
from rooftree.engine.checking.running import statements
from rooftree.engine.checking.running.received import Received, open_views
from rooftree.engine.checking.running.shut_in import Limits, TooLongError, quoted, shut_in, stopped_after
from rooftree.engine.checking.running.told import told

Rule = RowRule | SetRule
Numbered = Sequence[tuple[int, RowRule]]
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """What became of one rule: rows asked, rows that failed, its time, and why it could not be run ("")."""

    asked: int = 0
    failed: int = 0
    seconds: float = 0.0
    error: str = ""
    systems: Mapping[str, int] = field(default_factory=dict)
    """Of the rows asked, how many are of which system."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of every rule, by id; and where the failing keys are."""

    rules: Mapping[str, RuleOutcome]
    out: Path


def run_plan(
    plan: Plan,
    received: Received,
    *,
    out: Path,
    today: datetime.date,
    limits: Limits,
    salt: str = "",
    tell: Tell | None = None,
) -> Outcome:
    """Every rule of the plan over these files, as on that day; `salt` keeps values from being guessed."""
    if plan.dialect != "duckdb":
        raise ValueError(f"A plan for {plan.dialect} cannot be run here.")
    out.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = out.with_name(out.name + ".part")
    part.unlink(missing_ok=True)
    try:
        with shut_in(received.paths(), [part], limits) as con:
            running = _Running(con, received, limits, (today.isoformat(), salt))
            for says in running.every(plan):
                if tell:
                    tell(says)
            rules = running.write(part)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    return Outcome(rules, out)


class _Running:
    """One run: which rules are done, and what became of them."""

    def __init__(self, con: Any, received: Received, limits: Limits, given: tuple[str, str]) -> None:
        self.con, self.received, self.limits = con, received, limits
        self.today, self.salt = given
        self.rules: dict[int, Rule] = {}
        self.outcomes: dict[str, RuleOutcome] = {}
        self.unreadable: dict[str, str] = {}
        self.kept: list[str] = []

    def every(self, plan: Plan) -> Iterator[str]:
        """Runs all rules, table by table."""
        rules = sorted(plan.rules(), key=lambda rule: rule.table)
        self.rules = dict(enumerate(rules))
        reads = {table for rule in rules for table in _reads(rule)}
        self.unreadable = open_views(self.con, self.received, sorted(reads))
        for table, numbers in groupby(self.rules, key=lambda number: self.rules[number].table):
            yield table
            self._table(table, list(numbers))

    def _table(self, table: str, numbers: Sequence[int]) -> None:
        able = [number for number in numbers if not self._unable(self.rules[number])]
        if not able:
            return
        self.con.execute(statements.keeping(table))
        self.kept.append(table)
        by_column: dict[str, list[tuple[int, RowRule]]] = {}
        for number in able:
            rule = self.rules[number]
            if isinstance(rule, RowRule):
                by_column.setdefault(rule.column, []).append((number, rule))
            else:
                self._timed([rule], statements.set_rule(number, rule, self.salt))
        for rules in by_column.values():
            for start in range(0, len(rules), statements.BITS):
                some = rules[start : start + statements.BITS]
                self._together(some, lambda these: statements.group(these, self.salt))
        marked = [pair for rules in by_column.values() for pair in rules if pair[1].unread]
        marked = [pair for pair in marked if not self._failed(pair[1])]
        self._together(marked, statements.unread)
        self._asked(table, [self.rules[number] for number in able])

    def _unable(self, rule: Rule) -> str:
        error = next((self.unreadable[table] for table in _reads(rule) if table in self.unreadable), "")
        self.outcomes[rule.id] = RuleOutcome(error=error)
        return error

    def _together(self, rules: Numbered, statement: Callable[[Numbered], str]) -> None:
        """All at once; one by one when that fails, so that only the rule at fault is lost."""
        wrong = self._timed([rule for _, rule in rules], statement(rules)) if rules else ""
        if wrong and len(rules) > 1:
            for pair in rules:
                self._timed([pair[1]], statement([pair]))

    def _timed(self, rules: Sequence[Rule], statement: str) -> str:
        begun = time.monotonic()
        error = self._run(statement)
        seconds = (time.monotonic() - begun) / len(rules)
        for rule in rules:
            before = self.outcomes[rule.id]
            self.outcomes[rule.id] = replace(before, seconds=before.seconds + seconds, error=error)
        return error

    def _run(self, statement: str) -> str:
        try:
            with stopped_after(self.con, self.limits.seconds):
                self.con.execute(self._filled(statement))
        except (duckdb.Error, TooLongError) as wrong:
            return told(wrong)
        return ""

    def _filled(self, statement: str) -> str:
        """With the day, and the systems of the tables that it asks for."""
        for table in self.received.tables:
            place = quoted(SYSTEMS.format(table))
            if place in statement:
                found = self.con.execute(statements.systems(table)).fetchall()
                statement = statement.replace(place, ", ".join(quoted(row[0]) for row in found) or "NULL")
        return statement.replace(TODAY, self.today)

    def _asked(self, table: str, rules: Sequence[Rule]) -> None:
        """Rules whose rows cannot be counted are rules that cannot be run."""
        scopes = list(dict.fromkeys(rule.asked for rule in rules if rule.asked and not self._failed(rule)))
        query = statements.asked(table, scopes).replace(TODAY, self.today)
        try:
            counts = self.con.execute(query).fetchall()
        except duckdb.Error as wrong:
            for rule in rules:
                self.outcomes[rule.id] = replace(self.outcomes[rule.id], error=told(wrong))
            return
        for rule in rules:
            if not self._failed(rule):
                place = ["", *scopes].index(rule.asked) + 1
                systems = {row[0]: int(row[place]) for row in counts if row[place]}
                before = self.outcomes[rule.id]
                self.outcomes[rule.id] = replace(before, asked=sum(systems.values()), systems=systems)

    def _failed(self, rule: Rule) -> bool:
        return bool(self.outcomes[rule.id].error)

    def write(self, part: Path) -> dict[str, RuleOutcome]:
        """Writes every failing key, and counts them rule by rule."""
        sound = {number: rule for number, rule in self.rules.items() if not self._failed(rule)}
        tables = {rule.table for rule in sound.values()}
        several = {table: self.received.several(table) for table in self.kept if table in tables}
        if not several:
            self.con.execute(f"COPY ({_NOTHING}) TO {quoted(part)} (FORMAT parquet, USE_TMP_FILE false)")
            return self.outcomes
        self.con.execute(statements.written(sound, several, str(part)))
        counted = self.con.execute(
            f"SELECT rule_id, count(*) FROM read_parquet({quoted(part)}) GROUP BY rule_id"  # noqa: S608
        )
        for rule_id, failed in counted.fetchall():
            self.outcomes[rule_id] = replace(self.outcomes[rule_id], failed=int(failed))
        return self.outcomes


def _reads(rule: Rule) -> tuple[str, ...]:
    return rule.reads if isinstance(rule, SetRule) else (rule.table,)


_NOTHING = (
    "SELECT ''::VARCHAR AS rule_id, ''::VARCHAR AS \"table\", ''::VARCHAR AS \"column\", "
    "''::VARCHAR AS source_system, ''::VARCHAR AS source_key, 0::BIGINT AS extract_id, "
    "0::BIGINT AS source_row, 0::BIGINT AS value_hash, ''::VARCHAR AS group_id WHERE false"
)
