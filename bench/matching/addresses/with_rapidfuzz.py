"""The most similar address in the postcode, more so with the same numbers: rapidfuzz as often used."""

from __future__ import annotations

import re
from collections import defaultdict

from rapidfuzz.fuzz import token_sort_ratio
from rapidfuzz.utils import default_process

from bench.matching.addresses.files import Row, read, write
from bench.quality.peers.measured import measured

LEAST, NUMBERS = 80.0, 20.0
"""From which similarity on it is taken, and what the same numbers add to it."""


def run(files: list[str], out: str) -> None:
    """One home at most for each."""
    homes, asked = (read(file) for file in files)
    near: defaultdict[str, list[Row]] = defaultdict(list)
    for home in homes:
        near[_place(home)].append(home)
    found = []
    for one in asked:
        rated = [(_alike(one, home), home.id) for home in near.get(_place(one), ())]
        score, best = max(rated, default=(0.0, ""))
        if score >= LEAST:
            found.append((one.id, best, "accept"))
    write(out, found)


def _place(row: Row) -> str:
    return row.postcode.replace(" ", "").upper()


def _alike(one: Row, home: Row) -> float:
    same = re.findall(r"\d+", one.line) == re.findall(r"\d+", home.line)
    return token_sort_ratio(one.line, home.line, processor=default_process) + NUMBERS * same


if __name__ == "__main__":
    measured(run)
