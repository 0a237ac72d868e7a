"""Which columns of a received file fill a special-category fact: their values are shown on no page."""

from collections.abc import Iterator, Mapping
from typing import Any

from rooftree.reference.standard.queries import contracts
from rooftree.sources.connectors.registry import System

SPECIAL = "special_category"


def special_columns(system: System, file: str) -> frozenset[str]:
    """The file's columns, under every name they are known by, that a special-category fact is made from."""
    names = {
        name
        for entry in system.mapping.get("tables", [])
        if entry.get("file", entry["from"]) == file
        for name in _of_entry(entry)
    }
    known = system.files.get(file)
    aliases = known.aliases if known else {}
    names |= {alias for alias, name in aliases.items() if name in names}
    return frozenset(map(_plain, names))


def is_special(column: str, special: frozenset[str]) -> bool:
    """True for such a column, and for a key that one is part of."""
    return any(_plain(part) in special for part in (column, *column.split("/")))


def _plain(name: str) -> str:
    return name.strip().casefold()


def _of_entry(entry: Mapping[str, Any]) -> Iterator[str]:
    contract = contracts().get(entry["table"])
    for name, rule in entry.get("columns", {}).items():
        column = contract.column(name) if contract else None
        if column is None or column.classification == SPECIAL:
            yield from _sources(rule)


def _sources(rule: str | Mapping[str, Any]) -> list[str]:
    if isinstance(rule, str):
        return [rule]
    found = rule.get("first") or rule.get("join") or [rule.get("from", "")]
    return [name for name in found if name and not name.startswith("'")]
