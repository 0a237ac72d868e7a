"""Whether a mapping speaks the recording standard's words: its tables, columns and codes."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from rooftree.reference.standard import queries
from rooftree.reference.standard.rules import CodeList, Contract
from rooftree.sources.connectors.rules import Fault

Lists = Mapping[str, CodeList]
Coded = tuple[str, str]
"""A code list of the standard, and the name of the mapping's own table of codes that fills a column of it."""


def faults(mapping: Mapping[str, Any], lists: Lists) -> Iterator[Fault]:
    """Every word of a well-shaped mapping that the standard does not know, with the key it stands at.

    A code is known that a list in force holds, or the list as it ships: a mapping that came with a release
    may speak of a code that the landlord's published list does not hold yet.
    """
    for entry in mapping.get("tables", []):
        at = f"tables[{entry['id']}]"
        contract = queries.contracts().get(entry["table"])
        if contract is None:
            yield f"{at}.table", f"there is no canonical table {entry['table']}"
            continue
        for name, rule in entry.get("columns", {}).items():
            yield from _column(contract, name, rule, f"{at}.columns.{name}")
    for name, codes in _coded(mapping):
        known = {**queries.code_lists()[name].codes, **(lists[name].codes if name in lists else {})}
        for source, code in mapping["codes"][codes].items():
            if code not in known:
                says = f"maps to {code}, which the list {name} does not hold; it holds "
                yield f"codes.{codes}.{source}", says + ", ".join(known)


def ended(mapping: Mapping[str, Any], lists: Lists, today: datetime.date) -> Iterator[Fault]:
    """Every code that a mapping still writes though its list has ended it, with the key it stands at.

    No fault that stops anything: the row and its code are kept, and the check tells of each.
    """
    for held, codes in ((lists[name], codes) for name, codes in _coded(mapping) if name in lists):
        standing = held.standing_on(today)
        for code in dict.fromkeys(mapping["codes"][codes].values()):
            if code in held.codes and code not in standing:
                said = [source for source, each in mapping["codes"][codes].items() if each == code]
                says = f"{', '.join(said)} {'becomes' if len(said) == 1 else 'become'} {code}, which the "
                says += f"list “{held.title}” uses no more since {held.ends[code]:%-d %B %Y}. Records keep "
                says += "it, and each falls short of the list’s rule. Map to a code in use"
                yield f"codes.{codes}", says


def _column(contract: Contract, name: str, rule: Any, at: str) -> Iterator[Fault]:
    column = contract.column(name)
    if column is None:
        yield at, f"{contract.table} has no column {name}"
    elif isinstance(rule, Mapping) and "codes" in rule and column.codes is None:
        yield f"{at}.codes", f"{contract.table}.{name} holds no codes"


def _coded(mapping: Mapping[str, Any]) -> Iterator[Coded]:
    """Each list of the standard that the mapping fills a column of, once with each of its own codes."""
    found: dict[Coded, None] = {}
    for entry in mapping.get("tables", []):
        contract = queries.contracts().get(entry["table"])
        for name, rule in entry.get("columns", {}).items() if contract else ():
            column = contract.column(name) if contract else None
            if column and column.codes and isinstance(rule, Mapping) and "codes" in rule:
                found[column.codes, rule["codes"]] = None
    yield from found
