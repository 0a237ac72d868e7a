"""Which rules of the standard one file can answer by itself, and the plan that asks them."""

import dataclasses
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rooftree.engine.checking.compiling.compile import NotCompiled, compile_plan
from rooftree.engine.checking.kinds import ROW_KINDS, Check, Kind
from rooftree.engine.checking.plan import Plan, SetRule
from rooftree.reference.standard.quality.rules import Rule, Standard
from rooftree.reference.standard.rules import parquet_types
from rooftree.sources.connectors.registry import SYSTEMS


@dataclass(frozen=True, slots=True)
class Asking:
    """The rules that are asked now as a plan, and those that the next run asks."""

    plan: Plan
    rules: Mapping[str, Rule]
    later: Sequence[Rule]


def asking(standard: Standard, *, system: str, tables: Collection[str], whole: Collection[str]) -> Asking:
    """Of the rules about these tables' rows; `whole` are the tables of which no other file brings rows."""
    ours = [
        rule
        for table in sorted(tables)
        for rule in standard.of_table(table)
        if rule.check.kind is not Kind.SET_ASIDE and (not rule.check.systems or system in rule.check.systems)
    ]
    able = {rule.id: rule for rule in ours if answers_itself(rule.check, system, whole)}
    plan = _compiled(standard, able)
    sets = tuple(rule for rule in plan.sets if _stays_within(rule, whole))
    plan = dataclasses.replace(plan, sets=sets)
    asked = {rule.id: able[rule.id] for rule in plan.rules()}
    return Asking(plan, asked, [rule for rule in ours if rule.id not in asked])


def answers_itself(check: Check, system: str, whole: Collection[str]) -> bool:
    """Whether no row of another system is needed to answer, and none of another file of a whole table."""
    if check.kind in ROW_KINDS:
        return True
    if check.kind is Kind.UNIQUE:
        return not check.given.get("across") and check.table in whole
    if check.kind is Kind.REFERENCES:
        return check.given["table"] in whole and check.given.get("system", system) in ("", system)
    if check.kind is Kind.SQL:
        select = str(check.given["select"])
        return not any(f"'{name}'" in select for name in SYSTEMS if name != system)
    return False


def _stays_within(rule: SetRule, whole: Collection[str]) -> bool:
    return {rule.table, *rule.reads} <= set(whole)


def whole_tables(mapping: Mapping[str, Any], file: str) -> set[str]:
    """The tables of a system that this file alone feeds."""
    fed: dict[str, set[str]] = {}
    for entry in mapping.get("tables", []):
        fed.setdefault(entry["table"], set()).add(entry.get("file", entry["from"]))
    return {table for table, files in fed.items() if files == {file}}


def _compiled(standard: Standard, rules: Mapping[str, Rule]) -> Plan:
    """A rule that cannot be compiled is left to the run, which tells of it."""
    shapes = {table: parquet_types(contract) for table, contract in standard.contracts.items()}
    codes = {name: frozenset(each.codes) for name, each in standard.code_lists.items()}
    checks = {own: rule.check for own, rule in rules.items()}
    while True:
        try:
            return compile_plan(list(checks.values()), shapes, codes)
        except NotCompiled as no:
            del checks[no.check_id]
