"""A contract that somebody else wrote: of it, only the rules are taken, beside those that we have.

What their table looks like is no reason to change ours, and what their rules say that ours cannot is told.
"""

from collections.abc import Mapping
from typing import Any

from rooftree.reference.standard.quality.foreign import bring_in
from rooftree.reference.standard.quality.parts import (
    COLUMN,
    Difference,
    Document,
    Part,
    PartKind,
    applied,
    holders,
    parts_of,
    rule_in,
)
from rooftree.reference.standard.quality.released import on_columns
from rooftree.reference.standard.quality.writing import entry
from rooftree.reference.standard.queries import contracts


def is_theirs(name: str, document: Document) -> bool:
    """Whether a document is a contract that is not one of ours, by the id that it carries."""
    kind, _, table = name.partition("/")
    return kind == "contracts" and document.get("id") != f"rooftree.{table}"


def on_our_columns(name: str, said: Document, ours: Document) -> tuple[dict[str, Any], tuple[str, ...]]:
    """One of our contracts over the columns, types and words of this release, which no file changes.

    And what of the file stays behind by that, in words."""
    table = name.partition("/")[2]
    made = on_columns(said, ours)
    there = {column for column, _ in holders(made)}
    left = [
        f"{table}.yaml: there is no column {column}, so the rules that stand at it are left out."
        for column, holder in holders(said)
        if column not in there and holder.get("quality")
    ]
    rest = Part(name, PartKind.REST)
    if parts_of(name, said)[rest] != parts_of(name, made)[rest]:
        left.append(
            f"{table}.yaml: its columns, types and words are not as in this release. They change with a "
            "release only, so of this file its rules are taken."
        )
    return made, tuple(left)


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
