"""The house is the one that was decided: its folders, who imports whom, what stands at the root."""

from __future__ import annotations

import ast

import pytest
from importlinter.cli import lint_imports

from tests.whole.source import (
    FLOORS,
    PACKAGE,
    ROOT,
    STAGES,
    kept_files,
    modules,
    shown,
    stage_of,
    texts,
    tree,
)

SETTINGS = "rooftree.config.settings"
WITH_TABLES = {"reference", "sources", "records", "services", "oversight"}


def test_the_folders_are_those_decided() -> None:
    folders = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert folders == set(STAGES)


def test_nothing_is_called_utils_common_or_helpers() -> None:
    vague = {"utils", "common", "helpers", "misc", "util", "helper"}
    assert [shown(path) for path in modules() if vague & {*path.parts[:-1], path.stem}] == []


def test_few_things_stand_at_the_root() -> None:
    root = {path.relative_to(ROOT).parts[0] for path in kept_files()}
    assert len({name for name in root if not name.startswith(".")}) <= 12


def test_imports_go_downwards_as_the_contracts_say(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    kept = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert kept == 0, capsys.readouterr().out


def test_texts_that_name_modules_or_tables_do_not_point_upwards() -> None:
    upward = []
    for path in modules():
        own = stage_of(path)
        for line, text in texts(path):
            target = _named_stage(text)
            if target and target != own and FLOORS[target] >= FLOORS.get(own, 0) and text != SETTINGS:
                upward.append(f"{shown(path)}:{line} names {text}")
    assert upward == []


def _named_stage(text: str) -> str:
    """The stage that a dotted name (`rooftree.records.homes`) or a table's (`records.Unit`) lives in."""
    parts = text.split(".")
    if not all(part.isidentifier() for part in parts) or len(parts) < 2:
        return ""
    if parts[0] == "rooftree" and parts[1] in FLOORS:
        return parts[1]
    return parts[0] if len(parts) == 2 and parts[0] in WITH_TABLES and parts[1][0].isupper() else ""


def test_every_package_introduces_itself_and_holds_no_code() -> None:
    wrong = []
    for path in modules():
        if path.name != "__init__.py":
            continue
        body = tree(path).body
        re_exports = path.parent.name == "models"
        allowed: tuple[type[ast.stmt], ...] = (ast.Import, ast.ImportFrom, ast.Assign) if re_exports else ()
        if not ast.get_docstring(tree(path)):
            wrong.append(f"{shown(path)} has no paragraph")
        if any(not isinstance(node, allowed) for node in body[1:]):
            wrong.append(f"{shown(path)} holds code")
    assert wrong == []
