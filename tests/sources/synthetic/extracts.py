"""Reads a made folder of extracts back, as any program would."""

import csv
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from rooftree.sources.synthetic.writing import ENCODINGS

Cells = dict[str, str]
Read = Callable[[str, str], list[Cells]]


def reader(folder: Path) -> Read:
    def read(system: str, file: str) -> list[Cells]:
        path = folder / system / f"{file}.csv"
        with path.open(encoding=ENCODINGS[system], newline="") as handle:
            return list(csv.DictReader(handle))

    return read


def fingerprints(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
