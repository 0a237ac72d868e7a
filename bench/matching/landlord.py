"""`rooftree bench landlord`: the people of a demonstration, whose truth is known, from the canonical
files that its run left. Linked by strong keys alone, weighed besides, and once more without news; what waits
for a person is told by weight, with the share that truly is one person."""

from __future__ import annotations

import argparse
import csv
import datetime
import json
import math
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.matching.scoring import score
from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.actions.linking import Linked, link
from rooftree.records.matching.linkage.nights.model import Figures, InUse
from rooftree.records.matching.linkage.nights.pairs import PAIRS, ROWS, LastNight
from rooftree.records.matching.linkage.nights.weighing import Weighing
from rooftree.records.matching.linkage.weighing import matching
from rooftree.records.provenance.canonical import Canonical

TODAY = datetime.date(2026, 11, 22)


LEAST_PRECISION = 0.985


class Trained:
    """One model, trained on the first night."""

    def __init__(self) -> None:
        self._in_use: InUse | None = None

    def tonight(self, engine: Engine, rows: Table) -> InUse:
        """Trains when there is none."""
        self._in_use = self._in_use or InUse("bench", matching.train(engine, rows, today=TODAY))
        return self._in_use

    def weighed(self, in_use: InUse, figures: Figures) -> None:
        """Nothing is kept."""


@dataclass(frozen=True)
class Night:
    """What a night left, and how right it was."""

    linked: Linked
    figures: dict[str, Any]


def main() -> None:
    """Prints one line for each way of linking, and fails when weighing joins too many who are not one."""
    parser = argparse.ArgumentParser(prog="rooftree bench landlord")
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    truth = _truth(extracts(asked.home) / "truth" / "persons.csv")
    folders = sorted(path for path in (asked.home / "landing" / "canonical").iterdir() if path.is_dir())
    files = {folder.name: sorted(folder.glob("*.parquet")) for folder in folders}
    told = _nights(files, truth)
    if asked.json:
        asked.json.write_text(json.dumps(told, indent=2))
    if short := [name for name, night in told.items() if night["score"]["precision"] < LEAST_PRECISION]:
        raise SystemExit(f"Precision falls short of {LEAST_PRECISION}: {', '.join(short)}.")


def extracts(home: Path) -> Path:
    """Those that the demonstration's run was made from; they hold the truth."""
    made = sorted((home / "demo").glob("*-homes/truth/persons.csv"), key=lambda path: path.stat().st_mtime)
    if not made or not (home / "landing" / "canonical").is_dir():
        raise SystemExit(
            f"{home} is not the home of a demonstration. Make one: "
            "ROOFTREE_HOME=DIR rooftree demo --homes 2000 --no-serve; then give --home DIR."
        )
    return made[-1].parent.parent


def _nights(files: dict[str, list[Path]], truth: dict[str, str]) -> dict[str, Any]:
    models = Trained()
    with tempfile.TemporaryDirectory(prefix="rooftree-bench-") as place:
        work = Path(place)
        strong = _night(files, truth, work / "strong", None)
        _show("strong keys", strong)
        first = _night(files, truth, work / "first", (models, LastNight()))
        _show("weighed, trained", first)
        last = LastNight(first.linked.kept[ROWS][0], first.linked.kept[PAIRS][0])
        again = _night(files, truth, work / "next", (models, last), previous=first.linked.path)
        _show("weighed, next night", again)
        _show_waiting(first.figures["waiting"])
    return {"strong keys": strong.figures, "weighed": first.figures, "next night": again.figures}


def _night(
    files: dict[str, list[Path]],
    truth: dict[str, str],
    work: Path,
    weighed: tuple[Trained, LastNight] | None,
    *,
    previous: Path | None = None,
) -> Night:
    engine = Engine(spill=work / "spill")
    begun = time.monotonic()
    made = link(
        Canonical(engine, files),
        previous=engine.parquet(previous) if previous else None,
        out=work / "links.parquet",
        weighing=Weighing(weighed[0], weighed[1], work) if weighed else None,
    )
    seconds = round(time.monotonic() - begun, 1)
    links = engine.parquet(made.path)
    rows = engine.to_arrow(links.filter(links.entity_type == "person")).to_pylist()
    engine.close()
    found = {f"{row['source_system']}|{row['source_key']}": row["own_id"] for row in rows}
    known = {key: own for key, own in truth.items() if key in found}
    waiting = _waiting(made, known, found)
    told = {"rows": len(found), "seconds": seconds, "score": score(known, found).told(), "waiting": waiting}
    return Night(made, told)


def _waiting(made: Linked, truth: dict[str, str], found: dict[str, str]) -> list[dict[str, Any]]:
    """By whole bits of weight: how many pairs of people wait, and the share that have a person in common."""
    people: dict[str, set[str]] = {}
    for key, person in truth.items():
        people.setdefault(found[key], set()).add(person)
    pairs, same = Counter[int](), Counter[int]()
    for doubt in made.doubts:
        if doubt.entity_type == "person":
            band = math.floor(doubt.weight or 0)
            pairs[band] += 1
            same[band] += bool(people.get(doubt.first_id, set()) & people.get(doubt.second_id, set()))
    return [{"from": band, "pairs": pairs[band], "same": same[band]} for band in sorted(pairs)]


def _show(name: str, night: Night) -> None:
    told, score = night.figures, night.figures["score"]
    print(
        f"{name:<20} {told['rows']:,} rows  pairs P {score['precision']:.4f} R {score['recall']:.4f} "
        f"F1 {score['f1']:.4f}  B-cubed F1 {score['b_f1']:.4f}  "
        f"{sum(each['pairs'] for each in told['waiting']):,} pairs wait  {told['seconds']:.1f} s",
        flush=True,
    )


def _show_waiting(bands: list[dict[str, Any]]) -> None:
    for band in bands:
        share = band["same"] / band["pairs"]
        print(f"  waiting, from {band['from']:>3}: {band['pairs']:>6,} pairs, {share:.2f} one person")


def _truth(path: Path) -> dict[str, str]:
    with path.open(encoding="utf-8", newline="") as file:
        return {f"{row['system']}|{row['source_key']}": row["true_person"] for row in csv.DictReader(file)}


if __name__ == "__main__":
    main()
