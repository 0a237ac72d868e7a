"""The source of Rooftree, read as text and as trees, for the tests over the whole."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "rooftree"
STAGES = (
    "engine",
    "reference",
    "sources",
    "records",
    "services",
    "reports",
    "oversight",
    "nightly",
    "desk",
    "web",
    "api",
    "cli",
    "config",
)
"""From the bottom up. Those that share a floor may not name each other either."""
FLOORS = {stage: floor for floor, stage in enumerate(STAGES)} | {"desk": 7, "api": 9, "cli": 9}


@cache
def modules(*, migrations: bool = False) -> tuple[Path, ...]:
    """Every module of the product."""
    found = sorted(PACKAGE.rglob("*.py"))
    return tuple(path for path in found if migrations or "migrations" not in path.parts)


@cache
def modules_of_tests() -> tuple[Path, ...]:
    """Every module of the tests."""
    return tuple(sorted((ROOT / "tests").rglob("*.py")))


@cache
def tree(path: Path) -> ast.Module:
    """The module as a tree."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def stage_of(path: Path) -> str:
    """The top folder of a module."""
    return path.relative_to(PACKAGE).parts[0]


def shown(path: Path) -> str:
    """The path as people write it."""
    return path.relative_to(ROOT).as_posix()


def docstrings(module: ast.Module) -> set[int]:
    """The ids of the constants that are docstrings, or notes under a name."""
    return {
        id(node.value)
        for node in ast.walk(module)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """Every text in the code that is no docstring, with its line."""
    module = tree(path)
    notes = docstrings(module)
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in notes:
            yield node.lineno, node.value


@cache
def kept_files() -> tuple[Path, ...]:
    """Every file that is, or is about to be, in the repository."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    paths = (ROOT / name for name in listing.stdout.split("\0") if name)
    return tuple(path for path in paths if path.is_file())
