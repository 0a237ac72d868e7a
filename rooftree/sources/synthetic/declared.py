"""Reads the package's own data files: names, places, codes, faults and the columns of every extract."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """One data file of the package, read once."""
    return tomllib.loads(files(__package__).joinpath("data", f"{name}.toml").read_text(encoding="utf-8"))


def listed(text: str) -> list[str]:
    return text.split(";") if ";" in text else text.split()


@dataclass(frozen=True, slots=True)
class Shape:
    """The shape of one extract file: its columns in order, those required, and those that name a row."""

    system: str
    file: str
    columns: tuple[str, ...]
    required: tuple[str, ...]
    key: tuple[str, ...]


@cache
def shapes() -> dict[tuple[str, str], Shape]:
    found = {}
    for system, its_files in table("layout").items():
        for file, said in its_files.items():
            words = {name: tuple(said[name].split()) for name in ("columns", "required", "key")}
            found[system, file] = Shape(system=system, file=file, **words)
    return found
