"""Linked rows as groups: whatever is linked to whatever, however long the chain."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path


def write(rows: Iterable[str], links: Iterable[tuple[str, str]], out: Path) -> None:
    """`unique_id,cluster_id` of every row."""
    root = {row: row for row in rows}

    def find(row: str) -> str:
        while root[row] != row:
            root[row] = root[root[row]]
            row = root[row]
        return row

    for one, other in links:
        low, high = sorted((find(one), find(other)))
        root[high] = low
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("unique_id", "cluster_id"))
        writer.writerows((row, find(row)) for row in root)
