"""Whether a system's mapping fills what a requirement asks for, and from which fields of which file."""

from collections.abc import Iterator, Mapping
from typing import Any

from rooftree.oversight.capability.rules.requirements import Requirement


def read_from(one: Requirement, mapping: Mapping[str, Any]) -> tuple[str, ...]:
    """The source fields mapped to it, each with its file; none where the mapping does not fill it."""
    found: dict[str, None] = {}
    for entry in mapping.get("tables", ()):
        if _fills(one, entry, mapping):
            found |= dict.fromkeys(_fields(one, entry, mapping.get("files", {})))
    return tuple(found)


def _fills(one: Requirement, entry: Mapping[str, Any], mapping: Mapping[str, Any]) -> bool:
    columns = entry.get("columns", {})
    return (
        bool(one.columns)
        and entry.get("table") == one.table
        and all(any(name in columns for name in names) for names in one.columns)
        and all(_can_be(columns.get(name), codes, mapping) for name, codes in one.only.items())
    )


def _can_be(rule: Any, codes: tuple[str, ...], mapping: Mapping[str, Any]) -> bool:
    """Whether a column can ever hold one of these codes: the rows asked for would else never come."""
    if rule is None:
        return False
    if isinstance(rule, Mapping) and "constant" in rule:
        return str(rule["constant"]) in codes
    if isinstance(rule, Mapping) and "codes" in rule:
        return bool(set(codes) & {str(code) for code in mapping["codes"][rule["codes"]].values()})
    return True


def _fields(one: Requirement, entry: Mapping[str, Any], files: Mapping[str, Any]) -> Iterator[str]:
    """Each with the file that has it: an entry may read rows that a reader joined out of several."""
    own = entry.get("file", entry["from"])
    for name in one.column_names:
        for field in _sources(entry.get("columns", {}).get(name)):
            having = [file for file, said in files.items() if field in said.get("columns", ())]
            file = own if own in having or not having else having[0]
            yield f"{file}: {field}"


def _sources(rule: Any) -> Iterator[str]:
    if isinstance(rule, str):
        yield rule
    elif isinstance(rule, Mapping):
        if "from" in rule:
            yield str(rule["from"])
        for name in ("first", "join"):
            yield from (str(each) for each in rule.get(name, ()))
