"""How well rows were put together, against the truth: pairs, and each row's own group (B-cubed)."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Score:
    """Precision, recall and F1 of pairs in one group, and the same averaged over rows."""

    precision: float
    recall: float
    f1: float
    b_precision: float
    b_recall: float
    b_f1: float

    def told(self) -> dict[str, float]:
        """As it is reported."""
        return {name: round(value, 4) for name, value in asdict(self).items()}


def score(truth: dict[str, str], found: dict[str, str]) -> Score:
    """Both from unique id to group. A row that was not found in any group is alone."""
    rows = list(truth)
    groups = [found.get(row, f"alone {row}") for row in rows]
    people = [truth[row] for row in rows]
    both, said, so = Counter(zip(groups, people, strict=True)), Counter(groups), Counter(people)
    right = sum(map(_pairs, both.values()))
    precision = right / max(sum(map(_pairs, said.values())), 1)
    recall = right / max(sum(map(_pairs, so.values())), 1)
    count = max(len(rows), 1)
    b_precision = sum(n * n / said[group] for (group, _), n in both.items()) / count
    b_recall = sum(n * n / so[person] for (_, person), n in both.items()) / count
    return Score(precision, recall, _f1(precision, recall), b_precision, b_recall, _f1(b_precision, b_recall))


def column(path: Path, name: str) -> dict[str, str]:
    """One column of a CSV by its unique_id."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["unique_id"]: row[name] for row in csv.DictReader(file)}


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / max(precision + recall, 1e-12)
