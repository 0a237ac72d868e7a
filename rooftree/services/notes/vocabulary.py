"""The words of notes and tasks, from vocabulary.toml: categories, kinds of task, records to write on."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Category:
    """What a note is about. A note of a sensitive one is sensitive whatever its writer ticked."""

    code: str
    words: str
    sensitive: bool


@dataclass(frozen=True, slots=True)
class RecordType:
    """A record that can be written on: what one is called, and the route of its page where it has one."""

    code: str
    words: str
    page: str


@cache
def categories() -> dict[str, Category]:
    """Every category by its code, in the order in which they are offered."""
    return {
        code: Category(code, one["words"], one.get("sensitive", False))
        for code, one in _read()["categories"].items()
    }


@cache
def kinds() -> dict[str, str]:
    """The kinds of task and their words."""
    return {code: one["words"] for code, one in _read()["kinds"].items()}


@cache
def record_types() -> dict[str, RecordType]:
    """The records that can be written on, by the name of their table."""
    return {
        code: RecordType(code, one["words"], one.get("page", "")) for code, one in _read()["records"].items()
    }


@cache
def _read() -> dict[str, dict[str, dict[str, Any]]]:
    return tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text(encoding="utf-8"))
