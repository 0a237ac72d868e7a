"""Whether a set of documents may become the standard: all that stands in the way, in words."""

import datetime
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from rooftree.engine.checking.compiling.compile import NotCompiled, compile_plan
from rooftree.engine.checking.compiling.problems import problems_of
from rooftree.engine.checking.kinds import Check
from rooftree.engine.checking.plan import Plan
from rooftree.reference.refusals.rules import Reason
from rooftree.reference.standard import queries as standard
from rooftree.reference.standard.quality.queries import Documents, rules_of
from rooftree.reference.standard.quality.rules import Rule, Standard
from rooftree.reference.standard.rules import CodeList, parquet_types

MEND = "Correct it and propose the change again."


def shapes() -> dict[str, dict[str, str]]:
    """The columns of every table with their types, as checks are compiled against."""
    return {table: parquet_types(contract) for table, contract in standard.contracts().items()}


def reasons_against(documents: Documents, *, before: Standard | None = None) -> tuple[Reason, ...]:
    """Every reason why these documents cannot be the standard; nothing when they can.

    With the version in force `before`, rules that ask something else than in it are compiled and tried as
    well; all others were when they were published, and judging them again would take seconds.
    """
    lists = before.code_lists if before else standard.code_lists()
    found = [Reason("document", says, MEND) for says in _of_documents(documents, lists)]
    read = rules_of(documents)
    found += [Reason("rule", str(fault), MEND) for fault in read.faults]
    if found:
        return tuple(found)
    codes = codes_of(documents)
    same = _unchanged(read.rules, documents, before) if before else frozenset()
    asked = [rule for rule in read.rules.values() if rule.id not in same]
    for rule in asked:
        for says in problems_of(rule.check, shapes(), codes):
            place = f"{rule.check.table}.{rule.check.column}" if rule.check.column else rule.check.table
            found.append(
                Reason("rule", f"{rule.id.partition('.')[0]}.yaml: {place}, rule {rule.id}: {says}", MEND)
            )
    if before and asked and not found:
        return why_not_compiled(documents, [rule.id for rule in asked])
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


def compiled(held: Standard) -> Plan:
    """The plan of all active rules; NotCompiled says which cannot be compiled, and why. It takes seconds."""
    codes = {name: list(each.codes) for name, each in held.code_lists.items()}
    return compile_plan([rule.check for rule in held.active], shapes(), codes)


def _unchanged(rules: Mapping[str, Rule], documents: Documents, before: Standard) -> frozenset[str]:
    """The rules that ask what they ask in the version before, of the same codes, and were asked there."""
    codes = codes_of(documents)
    lists = {name for name, each in before.code_lists.items() if list(each.codes) != codes[name]}
    return frozenset(
        name
        for name, rule in rules.items()
        if name in before.rules
        and before.rules[name].check == rule.check
        and (before.rules[name].active or not rule.active)
        and rule.check.given.get("list") not in lists
    )


def _of_documents(documents: Documents, lists: Mapping[str, CodeList]) -> Iterator[str]:
    tables = standard.contracts()
    for name, said in sorted(documents.items()):
        kind, _, word = name.partition("/")
        if kind == "contracts" and word in tables:
            yield from _of_contract(word, said)
        elif kind == "codes" and word in lists:
            yield from _of_code_list(word, said, lists[word])
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


def _of_code_list(name: str, said: Mapping[str, Any], before: CodeList) -> Iterator[str]:
    """Codes that records hold stay: a list may gain codes and other labels."""
    try:
        held = standard.code_list_of(said, Path(f"{name}.yaml"))
    except standard.BadStandardError as fault:
        yield str(fault)
        return
    if lost := sorted(set(before.codes) - set(held.codes)):
        yield f"{name}.yaml: {', '.join(lost)} cannot be taken out: mappings and records use it."


__all__ = ["NotCompiled", "compiled", "reasons_against"]
