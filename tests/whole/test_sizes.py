"""Nothing grows so large that it cannot be read at once. Data, templates and migrations are not counted."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

from tests.whole.source import modules, modules_of_tests, shown, tree

MODULE, TEST, FUNCTION, CLASS, FOLDER, ARGUMENTS = 300, 250, 50, 250, 15, 7
MANY_OF_A_KIND = {"reports", "connectors"}  # one file a thing, however many things


def _lines(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _arguments(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    given = node.args
    names = [each.arg for each in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return len([name for name in names if name not in ("self", "cls")])


@pytest.mark.parametrize(
    ("paths", "most"), [(modules(), MODULE), (modules_of_tests(), TEST)], ids=["product", "tests"]
)
def test_no_module_is_too_long(paths: tuple[Path, ...], most: int) -> None:
    lengths = {shown(path): len(path.read_text(encoding="utf-8").splitlines()) for path in paths}
    assert {name: length for name, length in lengths.items() if length > most} == {}


def test_no_function_or_class_is_too_long_or_asks_too_much() -> None:
    wrong = []
    for path in (*modules(), *modules_of_tests()):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef) and _lines(node) > CLASS:
                wrong.append(f"{shown(path)}: class {node.name} has {_lines(node)} lines")
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                if _lines(node) > FUNCTION:
                    wrong.append(f"{shown(path)}: {node.name} has {_lines(node)} lines")
                if _arguments(node) > ARGUMENTS:
                    wrong.append(f"{shown(path)}: {node.name} takes {_arguments(node)} arguments")
    assert wrong == []


def test_no_folder_holds_too_many_files() -> None:
    counted = Counter(path.parent for path in modules() if path.name != "__init__.py")
    full = {shown(folder): count for folder, count in counted.items() if folder.name not in MANY_OF_A_KIND}
    assert {folder: count for folder, count in full.items() if count > FOLDER} == {}
