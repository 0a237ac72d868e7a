"""The files that every method reads and writes."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple


class Row(NamedTuple):
    """An address: of a home by its UPRN, or one that was asked by its own id."""

    id: str
    line: str
    postcode: str


def read(path: Path | str) -> list[Row]:
    """All rows of a file."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        return [Row(*row) for row in csv.reader(file)]


def write(path: Path | str, rows: Iterable[Iterable[str]]) -> None:
    """Rows without a head."""
    with Path(path).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
