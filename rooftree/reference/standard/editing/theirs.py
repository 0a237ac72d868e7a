"""A contract that somebody else wrote: of it, only the rules are taken, beside those that we have.

What their table looks like is no reason to change ours, and what their rules say that ours cannot is told.
"""

from collections.abc import Mapping
from typing import Any

from rooftree.reference.standard.editing.parts import (
    COLUMN,
    Difference,
    Document,
    Part,
    PartKind,
    applied,
    rule_in,
)
from rooftree.reference.standard.quality.foreign import bring_in
from rooftree.reference.standard.quality.writing import entry
from rooftree.reference.standard.queries import contracts


def is_theirs(name: str, document: Document) -> bool:
    """Whether a document is a contract that is not one of ours, by the id that it carries."""
    kind, _, table = name.partition("/")
    return kind == "contracts" and document.get("id") != f"rooftree.{table}"


def beside_ours(name: str, theirs: Document, ours: Document) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Our contract with their rules added, and what of theirs was left out and why, in words."""
    table = name.partition("/")[2]
    columns = {table: [column.name for column in contracts()[table].columns]}
    brought = bring_in(theirs, f"{table}.yaml", tables=columns)
    new = [
        Difference(Part(name, PartKind.RULE, rule.id), None, {COLUMN: rule.check.column, **entry(rule)})
        for rule in brought.rules
        if rule_in(ours, rule.id) is None
    ]
    made: Mapping[str, Any] = applied({name: ours}, new).get(name, ours)
    return dict(made), (*(str(fault) for fault in brought.faults), *brought.left_out)
