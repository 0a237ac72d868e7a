"""Only actions write to the database: the source is read for every way of writing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.whole.source import modules, shown, texts, tree

SQL = re.compile(
    r"^\s*(INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|TRUNCATE|MERGE\s+INTO|COPY\s+\S+.*\sFROM\s)",
    re.I | re.S,
)
SURE = {"bulk_create", "bulk_update", "get_or_create", "update_or_create", "raw_delete"}
OF_ROWS = {"create", "update"}
"""Dictionaries and progress bars have these too; those of rows are told by how they are called."""
OF_A_ROW = {"save", "delete"}
OF_SAVE = {"update_fields", "using", "force_insert", "force_update", "keep_parents"}

ALLOWED: dict[str, str] = {
    "rooftree/engine/checking/running/statements.py": "temporary tables of a DuckDB that is shut in",
}
"""`file` or `file:name` → why it may. Keep it short; an action is nearly always the right place."""


def _writes(module: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _is_write(node, node.func):
            yield node.lineno, node.func.attr


def _is_write(call: ast.Call, asked: ast.Attribute) -> bool:
    name, keywords = asked.attr, {keyword.arg for keyword in call.keywords}
    if name in SURE:
        return True
    if name in OF_ROWS:
        return _is_of_rows(asked.value) or (bool(keywords) and not call.args)
    return name in OF_A_ROW and not call.args and keywords <= OF_SAVE


def _is_of_rows(asked: ast.expr) -> bool:
    """True when the chain of calls began at a table's manager."""
    return any(isinstance(node, ast.Attribute) and node.attr == "objects" for node in ast.walk(asked))


def _is_an_action(path: Path) -> bool:
    return path.stem == "actions" or "actions" in path.parts


def test_only_actions_write() -> None:
    found = [
        f"{shown(path)}:{line} {name}"
        for path in modules()
        if not _is_an_action(path) and shown(path) not in ALLOWED
        for line, name in _writes(tree(path))
        if f"{shown(path)}:{name}" not in ALLOWED
    ]
    assert found == []


def test_only_actions_hold_sql_that_writes() -> None:
    found = [
        f"{shown(path)}:{line} {text.strip()[:40]}"
        for path in modules()
        if not _is_an_action(path) and shown(path) not in ALLOWED
        for line, text in texts(path)
        if SQL.match(text)
    ]
    assert found == []


def test_what_is_allowed_is_still_needed() -> None:
    named = {entry.partition(":")[0] for entry in ALLOWED}
    assert named <= {shown(path) for path in modules()}


@pytest.mark.parametrize(
    ("words", "writes"),
    [
        ("Unit.objects.filter(pk=1).update(kind='flat')", True),
        ("rows.update(kind='flat')", True),
        ("Unit.objects.create(kind='flat')", True),
        ("unit.save(update_fields=['kind'])", True),
        ("unit.delete()", True),
        ("Unit.objects.bulk_create(units)", True),
        ("counts.update(other)", False),
        ("bars.update(task, completed=3)", False),
        ("book.save(path)", False),
    ],
)
def test_writing_is_told_from_what_only_looks_like_it(words: str, writes: bool) -> None:
    assert bool(list(_writes(ast.parse(words)))) is writes
