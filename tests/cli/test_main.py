"""The command as a whole: help everywhere, and the three ways of ending."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from rooftree.cli.main import app
from tests.cli.conftest import Answer


def _commands(group: Any, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield before
    for name, command in getattr(group, "commands", {}).items():
        yield from _commands(command, (*before, name))


@pytest.mark.parametrize("words", list(_commands(typer.main.get_command(app))), ids=" ".join)
def test_every_command_explains_itself(rooftree: Callable[..., Answer], words: tuple[str, ...]) -> None:
    answer = rooftree(*words, "--help")
    assert answer.code == 0
    assert "Usage: rooftree" in answer.out


@pytest.mark.parametrize(
    "words",
    [
        ["invent"],
        ["synthesise"],
        ["synthesise", "--out", "x", "--homes", "0"],
        ["user", "add", "jo@example.org", "--role", "king"],
        ["export", "person-links", "--format", "doc", "--out", "x"],
        ["serve", "--port", "http"],
    ],
    ids=" ".join,
)
def test_what_is_not_understood_ends_with_two(rooftree: Callable[..., Answer], words: list[str]) -> None:
    assert rooftree(*words).code == 2


def test_a_failure_is_told_in_words_and_ends_with_one(
    rooftree: Callable[..., Answer], tmp_path: Path
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    answer = rooftree("synthesise", "--homes", "5", "--out", str(in_the_way / "out"))
    assert answer.code == 1
    assert "file" in answer.err
    assert "Traceback" not in answer.err


def test_an_invented_landlord_is_written_with_the_truth_beside_it(
    rooftree: Callable[..., Answer], tmp_path: Path
) -> None:
    answer = rooftree("synthesise", "--homes", "20", "--seed", "3", "--out", str(tmp_path / "a"))
    assert answer.code == 0
    assert {path.name for path in (tmp_path / "a").iterdir()} == {
        "nec", "locata", "keystone", "oneserve", "truth",
    }  # fmt: skip


def test_what_a_command_writes_is_for_its_own_account_alone(
    rooftree: Callable[..., Answer], tmp_path: Path
) -> None:
    rooftree("synthesise", "--homes", "5", "--out", str(tmp_path / "a"))
    written = list((tmp_path / "a").rglob("*"))
    assert written
    assert [path for path in written if path.stat().st_mode & 0o077] == []
