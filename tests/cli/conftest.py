"""The `rooftree` command, run as a person would."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from rooftree.cli.main import main


@dataclass(frozen=True)
class Answer:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def rooftree(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Callable[..., Answer]]:
    """Run a command in this process: `rooftree("user", "add", …)`."""
    monkeypatch.setenv("COLUMNS", "200")
    mask = os.umask(0o022)

    def run(*words: str) -> Answer:
        monkeypatch.setattr(sys, "argv", ["rooftree", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        code = ended.value.code
        return Answer(code if isinstance(code, int) else 0, said.out, said.err)

    yield run
    os.umask(mask)
