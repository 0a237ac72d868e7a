"""Whether a set of documents may become the standard: all that stands in the way, in words."""

import datetime
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from rooftree.engine.checking.compiling.compile import NotCompiled, compile_plan
from rooftree.engine.checking.compiling.problems import problems_of
from rooftree.engine.checking.kinds import Check
from rooftree.engine.checking.plan import Plan, RowRule, SetRule
from rooftree.reference.refusals.rules import Reason
from rooftree.reference.standard import queries as standard
from rooftree.reference.standard.quality.queries import Documents, rules_of
from rooftree.reference.standard.quality.rules import Standard
from rooftree.reference.standard.rules import parquet_types

MEND = "Correct it and propose the change again."


def shapes() -> dict[str, dict[str, str]]:
    """The columns of every table with their types, as checks are compiled against."""
    return {table: parquet_types(contract) for table, contract in standard.contracts().items()}


def reasons_against(documents: Documents) -> tuple[Reason, ...]:
    """Every reason why these documents cannot be the standard; nothing when they can."""
    found = [Reason("document", says, MEND) for says in _of_documents(documents)]
    read = rules_of(documents)
    found += [Reason("rule", str(fault), MEND) for fault in read.faults]
    if found:
        return tuple(found)
    codes = codes_of(documents)
    for rule in read.rules.values():
        for says in problems_of(rule.check, shapes(), codes):
            place = f"{rule.check.table}.{rule.check.column}" if rule.check.column else rule.check.table
            found.append(
                Reason("rule", f"{rule.id.partition('.')[0]}.yaml: {place}, rule {rule.id}: {says}", MEND)
            )
    return tuple(found)


def reasons_of(check: Check, codes: Mapping[str, Collection[str]]) -> list[str]:
    """All that keeps one check from being compiled, in words."""
    return problems_of(check, shapes(), codes)


def codes_of(documents: Documents, *, on: datetime.date | None = None) -> dict[str, Collection[str]]:
    """The codes of every list as these documents have them, those in use on a day when one is given; as
    shipped where they say nothing."""
    lists = dict(standard.code_lists())
    for name, said in documents.items():
        if name.startswith("codes/"):
            lists[name.removeprefix("codes/")] = standard.code_list_of(said, Path(name))
    return {name: each.standing_on(on) if on else list(each.codes) for name, each in lists.items()}


def why_not_compiled(documents: Documents, names: Collection[str]) -> tuple[Reason, ...]:
    """Why one of these rules cannot be compiled, where that shows only then: a steward's own SQL."""
    checks = [rule.check for name, rule in rules_of(documents).rules.items() if name in names]
    try:
        compile_plan(checks, shapes(), codes_of(documents))
    except NotCompiled as no:
        return (Reason("rule", f"The rule {no.check_id}: {no.words}.", MEND),)
    return ()


def compiled(held: Standard, *, before: Standard | None = None, plan: Plan | None = None) -> Plan:
    """The plan of a standard's active rules; NotCompiled says which cannot be compiled, and why.

    Rules that ask the same as in the version `before` are taken from its plan: compiling all takes seconds.
    """
    codes = {name: list(each.codes) for name, each in held.code_lists.items()}
    same = _unchanged(held, before) if before and plan else frozenset()
    kept = [rule for rule in plan.rules() if rule.id in same] if plan else []
    done = {rule.id for rule in kept}
    made = compile_plan([rule.check for rule in held.active if rule.id not in done], shapes(), codes)
    return Plan(
        made.dialect,
        (*(rule for rule in kept if isinstance(rule, RowRule)), *made.rows),
        (*(rule for rule in kept if isinstance(rule, SetRule)), *made.sets),
    )


def _unchanged(held: Standard, before: Standard) -> frozenset[str]:
    """The active rules that ask the same in both, of the same codes."""
    lists = {name for name, each in held.code_lists.items() if before.code_lists.get(name) != each}
    return frozenset(
        rule.id
        for rule in held.active
        if rule.id in before.rules
        and before.rules[rule.id].check == rule.check
        and rule.check.given.get("list") not in lists
    )


def _of_documents(documents: Documents) -> Iterator[str]:
    tables, lists = standard.contracts(), standard.code_lists()
    for name, said in sorted(documents.items()):
        kind, _, word = name.partition("/")
        if kind == "contracts" and word in tables:
            yield from _of_contract(word, said)
        elif kind == "codes" and word in lists:
            yield from _of_code_list(word, said)
        else:
            yield f"{name} is neither a contract nor a code list that there is."


def _of_contract(table: str, said: Mapping[str, Any]) -> Iterator[str]:
    """Columns and types are the tables' own: they change with a release, not with the standard."""
    held = said.get("schema") or [{}]
    there = {each.get("name"): each.get("physicalType") for each in held[0].get("properties") or []}
    own = {column.name: column.physical_type for column in standard.contracts()[table].columns}
    for name in sorted(set(own) - set(there), key=str):
        yield f"{table}.yaml: the column {name} is gone; columns change with a release only."
    for name in sorted(set(there) - set(own), key=str):
        yield f"{table}.yaml: there is no column {name}; columns change with a release only."
    for name in sorted(set(own) & set(there)):
        if own[name] != there[name]:
            yield f"{table}.yaml: {name} is {own[name]}, not {there[name]}; types change with a release only."


def _of_code_list(name: str, said: Mapping[str, Any]) -> Iterator[str]:
    """Codes that records hold stay: a list may gain codes and other labels."""
    try:
        held = standard.code_list_of(said, Path(f"{name}.yaml"))
    except standard.BadStandardError as fault:
        yield str(fault)
        return
    if lost := sorted(set(standard.code_lists()[name].codes) - set(held.codes)):
        yield f"{name}.yaml: {', '.join(lost)} cannot be taken out: mappings and records use it."


__all__ = ["NotCompiled", "compiled", "reasons_against"]
