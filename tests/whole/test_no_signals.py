"""An upper subject calls a lower one; a lower one leaves a row. Nobody sends or receives signals."""

import ast

import pytest

from tests.whole.source import modules, tree

SIGNALS = ("django.dispatch", "django.db.models.signals", "django.core.signals")


def _signals(module: ast.Module) -> list[str]:
    """The signal modules that a module imports, however it spells that."""
    names: list[str] = []
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return sorted({name for name in names if name.startswith(SIGNALS)})


@pytest.mark.parametrize(
    "words",
    [
        "from django.dispatch import receiver",
        "from django.db.models import signals",
        "import django.db.models.signals",
    ],
)
def test_a_signal_would_be_seen(words: str) -> None:
    assert _signals(ast.parse(words))


def test_no_module_of_ours_knows_signals() -> None:
    assert [str(path) for path in modules() if _signals(tree(path))] == []
