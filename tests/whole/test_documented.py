"""What a landlord can set, run or read is described, and what is described is there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

import typer
from django.apps import apps

from rooftree.cli.main import app
from tests.whole.source import ROOT, STAGES, modules, tree

OPERATIONS = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
GLOSSARY = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
READERS = {"env_text", "env_date", "env_number", "env_path"}
NOT_OURS = {"DJANGO_SETTINGS_MODULE", "PYTHONPATH"}


def _settings() -> set[str]:
    """Every name that is read from the environment, by our helpers or directly."""
    return {name for path in modules() for name in _read_in(tree(path))} - NOT_OURS


def _read_in(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
            continue
        asked = ast.unparse(node.func)
        if asked in READERS or asked in ("os.environ.get", "os.getenv"):
            yield str(node.args[0].value)


def _commands(group: Any, before: str = "rooftree") -> Iterator[str]:
    for name, command in group.commands.items():
        inner = getattr(command, "commands", None)
        yield from _commands(command, f"{before} {name}") if inner else [f"{before} {name}"]


def test_every_setting_is_described() -> None:
    described = set(re.findall(r"^\| `([A-Z_]+)`", OPERATIONS, re.M))
    assert described == _settings()


def test_every_command_is_described() -> None:
    described = set(re.findall(r"^\| `(rooftree [a-z ]+?)(?: [A-Z\[-][^`]*)?`", OPERATIONS, re.M))
    assert described == set(_commands(typer.main.get_command(app)))


def test_every_table_is_in_the_glossary() -> None:
    tables = {
        model.__name__
        for model in apps.get_models()
        if model._meta.app_label in STAGES and not model.__name__.endswith("Event")
    }
    assert set(re.findall(r"^\| `(\w+)`", GLOSSARY, re.M)) == tables
