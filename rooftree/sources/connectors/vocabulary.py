"""Whether a mapping speaks the recording standard's words: its tables, columns and codes."""

from collections.abc import Iterator, Mapping
from typing import Any

from rooftree.reference.standard import queries
from rooftree.reference.standard.rules import Contract
from rooftree.sources.connectors.rules import Fault


def faults(mapping: Mapping[str, Any]) -> Iterator[Fault]:
    """Every word of a well-shaped mapping that the standard does not know, with the key it stands at."""
    for entry in mapping.get("tables", []):
        at = f"tables[{entry['id']}]"
        contract = queries.contracts().get(entry["table"])
        if contract is None:
            yield f"{at}.table", f"there is no canonical table {entry['table']}"
            continue
        for name, rule in entry.get("columns", {}).items():
            yield from _column(contract, name, rule, f"{at}.columns.{name}", mapping)


def _column(contract: Contract, name: str, rule: Any, at: str, mapping: Mapping[str, Any]) -> Iterator[Fault]:
    column = contract.column(name)
    if column is None:
        yield at, f"{contract.table} has no column {name}"
    elif isinstance(rule, Mapping) and "codes" in rule:
        if column.codes is None:
            yield f"{at}.codes", f"{contract.table}.{name} holds no codes"
            return
        known = queries.code_lists()[column.codes].codes
        for source, code in mapping["codes"][rule["codes"]].items():
            if code not in known:
                says = f"maps to {code}, which the list {column.codes} does not hold; it holds " + ", ".join(
                    known
                )
                yield f"codes.{rule['codes']}.{source}", says
