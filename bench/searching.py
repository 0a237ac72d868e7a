"""Searching, measured: how many misspelt names and streets are found in the first five, and how quickly.

Of the database that ROOFTREE_HOME or DATABASE_URL leads to: `python -m bench.searching --count 500`.
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SEED = 20261122
SHORTEST = 4
FIRST = 5
PARTS = ("Flat", "Garage")
"""An address that begins so goes on with the building, which is what people misspell."""
LETTERS = "abcdefghijklmnopqrstuvwxyz"
ALIKE = (
    ("ph", "f"), ("f", "ph"), ("ie", "ei"), ("ei", "ie"), ("y", "i"), ("i", "y"), ("c", "k"), ("k", "c"),
    ("ck", "k"), ("s", "z"), ("ea", "ee"), ("ou", "u"), ("ll", "l"), ("tt", "t"), ("nn", "n"), ("ss", "s"),
)  # fmt: skip
"""How people write what they hear."""


@dataclass(frozen=True)
class Case:
    """A text with a slip in it, and the words of the record that it was made from."""

    typed: str
    wanted: frozenset[str]
    slip: str


def _exchanged(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _dropped(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word))
    return word[:at] + word[at + 1 :]


def _doubled(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word))
    return word[:at] + word[at] + word[at:]


def _added(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word) + 1)
    return word[:at] + chance.choice(LETTERS) + word[at:]


def _other(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word))
    return word[:at] + chance.choice(LETTERS) + word[at + 1 :]


def _heard(word: str, chance: random.Random) -> str:
    fitting = [(spelt, heard) for spelt, heard in ALIKE if spelt in word]
    return word.replace(*chance.choice(fitting), 1) if fitting else _other(word, chance)


SLIPS: dict[str, Callable[[str, random.Random], str]] = {
    "two letters exchanged": _exchanged,
    "a letter left out": _dropped,
    "a letter doubled": _doubled,
    "a letter too many": _added,
    "another letter": _other,
    "written as heard": _heard,
}


def misspelt(texts: Iterable[Sequence[str]], *, seed: int = SEED) -> list[Case]:
    """One slip in one word of each text, each kind of slip in turn; texts without a long word are let go."""
    chance = random.Random(seed)
    kinds = list(SLIPS)
    cases: list[Case] = []
    for words in texts:
        long_enough = [at for at, word in enumerate(words) if len(word) >= SHORTEST and word.isalpha()]
        if not long_enough:
            continue
        at, slip = chance.choice(long_enough), kinds[len(cases) % len(kinds)]
        wrong = words[at]
        while wrong == words[at]:
            wrong = SLIPS[slip](words[at], chance)
        typed = [*words[:at], wrong, *words[at + 1 :]]
        cases.append(Case(" ".join(typed), frozenset(words), slip))
    return cases


def measure(count: int) -> dict[str, Any]:
    """Names and streets of the database in use, misspelt and sought."""
    names, streets = _texts("person", count), _texts("unit", count)
    return {"names": _sought(misspelt(names), "people"), "streets": _sought(misspelt(streets), "homes")}


def _texts(kind: str, count: int) -> list[list[str]]:
    """Names of people as first and last word; streets as a number, if any, and the name of the street."""
    from rooftree.records.finding.models import SearchEntry
    from rooftree.records.finding.rules.asked import LITTLE
    from rooftree.records.finding.rules.spelling import plain

    rows = SearchEntry.objects.filter(entity_type=kind, known_to=None, ended=False).order_by("id")
    labels = list(dict.fromkeys(rows.values_list("label", flat=True)))
    random.Random(SEED).shuffle(labels)
    texts = []
    for label in labels:
        parts = label.split(", ")
        told = " ".join(parts[:2]) if parts[0].startswith(PARTS) else parts[0]
        words = [word for word in plain(told).split() if word not in LITTLE and word.title() not in PARTS]
        if len(words) >= 2:
            texts.append([words[0], words[-1]] if kind == "person" else words)
    return texts[:count]


def _sought(cases: Sequence[Case], kind: str) -> dict[str, Any]:
    from rooftree.desk.search.searching import Narrowed, search
    from rooftree.records.finding.rules.spelling import plain
    from rooftree.reference.accounts.rules import SYSTEM

    today = datetime.datetime.now(tz=datetime.UTC).date()
    missed: list[str] = []
    by_slip = {slip: [0, 0] for slip in SLIPS}
    seconds = []
    search("warm", viewer=SYSTEM, today=today)
    for case in cases:
        beginning = time.perf_counter()
        found = search(case.typed, viewer=SYSTEM, today=today, narrowed=Narrowed(most=10))
        seconds.append(time.perf_counter() - beginning)
        column = "full_name" if kind == "people" else "address_line"
        first = [set(plain(hit.record.text(column)).split()) for hit in found.hits.get(kind, ())[:FIRST]]
        right = any(case.wanted <= words for words in first)
        by_slip[case.slip][0] += right
        by_slip[case.slip][1] += 1
        if not right:
            missed.append(f"{case.typed} for {' '.join(sorted(case.wanted))}")
    return {
        "sought": len(cases),
        "found_in_first_five": round(1 - len(missed) / max(len(cases), 1), 4),
        "by_slip": {slip: f"{right} of {of}" for slip, (right, of) in by_slip.items()},
        "p50_ms": round(statistics.median(seconds) * 1000, 1),
        "p95_ms": round(statistics.quantiles(seconds, n=20)[-1] * 1000, 1),
        "missed": missed[:20],
    }


def main() -> None:
    """Measures and prints, and writes to a file when one is named."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--count", type=int, default=500)
    asked.add_argument("--json", type=Path)
    words = asked.parse_args()
    from rooftree.cli.ready import ready

    ready()
    found = measure(words.count)
    if words.json:
        words.json.write_text(json.dumps(found, indent=2))
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
