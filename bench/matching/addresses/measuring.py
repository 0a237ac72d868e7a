"""Makes the sets, lets each method match them in a process of its own, and scores what was accepted."""

from __future__ import annotations

import csv
import json
import os
import random
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.matching.addresses import homes
from bench.matching.addresses.files import read, write

ROOT = Path(__file__).resolve().parents[3]
OURS = "rooftree"
METHODS = {OURS: "ours", "exact and postcode": "exact", "rapidfuzz": "with_rapidfuzz"}
CORRUPT = "import sys; from address_errors.cli import main; sys.exit(main())"
NOISY = {"prevalence": 2.5, "noise": {"rate": 0.15}}
PRECISION, RECALL = 0.998, 0.99
"""Asked of ours on the errors that councils' records showed."""


@dataclass(frozen=True)
class Set:
    """A list of homes and addresses that mean some of them, with what each means."""

    name: str
    homes: Path
    asked: Path
    truth: dict[str, str]


@dataclass(frozen=True)
class Size:
    """How many homes, how many addresses, and which."""

    homes: int
    asked: int
    seed: int


def measure(folder: Path, size: Size, *, only_ours: bool = False, harder: bool = True) -> dict[str, Any]:
    """All sets by all methods; prints as it goes."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    methods = {OURS: METHODS[OURS]} if only_ours else METHODS
    told: dict[str, Any] = {}
    for each in _sets(folder, size, harder=harder):
        told[each.name] = {name: _method(each, name, script) for name, script in methods.items()}
    return told


def short(told: dict[str, Any]) -> list[str]:
    """What is claimed of the first set and was not reached."""
    ours = next(iter(told.values()))[OURS]
    found = [
        f"addresses: {figure} {ours[figure]} is below {least}"
        for figure, least in (("precision", PRECISION), ("recall", RECALL))
        if ours[figure] < least
    ]
    return found + ([] if ours["same_again"] else ["addresses: a second night answered otherwise"])


def _sets(folder: Path, size: Size, *, harder: bool) -> list[Set]:
    components = folder / f"homes-{size.homes}-{size.seed}.csv"
    uprns = homes.write(size.homes, size.seed, components)
    chance = random.Random(size.seed)
    targets = folder / "asked.txt"
    targets.write_text("\n".join(chance.sample(uprns, min(size.asked, len(uprns)))) + "\n")
    listed = _listed(components)
    usual = _corrupted(folder, components, targets, size.seed, {})
    sets = [_set(folder, f"as recorded, seed {size.seed}", listed, usual)]
    if harder:
        noisy = _corrupted(folder, components, targets, size.seed, NOISY)
        blank = [row | {"recorded_postcode": ""} if chance.random() < 0.3 else row for row in noisy]
        gone = {row["source_uprn"] for row in usual if chance.random() < 0.2}
        left = [home for home in listed if home[0] not in gone]
        sets += [
            _set(folder, "more errors and noise", listed, noisy),
            _set(folder, "and 30 % without postcode", listed, blank),
            _set(folder, "as recorded, 20 % not ours", left, usual),
        ]
    return sets


def _listed(components: Path) -> list[tuple[str, str, str]]:
    with components.open(encoding="utf-8", newline="") as file:
        return [
            (one["uprn"], ", ".join(filter(None, _parts(one))), one["postcode"])
            for one in csv.DictReader(file)
        ]


def _parts(one: dict[str, str]) -> tuple[str, ...]:
    return one["subname"], one["name"], f"{one['number']} {one['streetname']}", one["townname"]


def _corrupted(
    folder: Path, components: Path, targets: Path, seed: int, controls: dict[str, Any]
) -> list[dict[str, str]]:
    asks, out = folder / "controls.json", folder / "messy.csv"
    asks.write_text(json.dumps(controls))
    command = [sys.executable, "-c", CORRUPT, "corrupt", "--components", str(components)]
    command += ["--uprns", str(targets), "--seed", str(seed), "--controls", str(asks), "--output", str(out)]
    subprocess.run(command, check=True, capture_output=True)
    with out.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _set(folder: Path, name: str, listed: list[tuple[str, str, str]], messy: list[dict[str, str]]) -> Set:
    stem = name.replace(" ", "-").replace("%", "pc").replace(",", "")
    made = Set(name, folder / f"{stem}-homes.csv", folder / f"{stem}-asked.csv", _truth(listed, messy))
    write(made.homes, listed)
    write(
        made.asked, ((row["record_id"], row["recorded_address"], row["recorded_postcode"]) for row in messy)
    )
    return made


def _truth(listed: list[tuple[str, str, str]], messy: list[dict[str, str]]) -> dict[str, str]:
    """What each means: nothing, when that home is not on the list."""
    known = {uprn for uprn, _, _ in listed}
    return {row["record_id"]: row["source_uprn"] if row["source_uprn"] in known else "" for row in messy}


def _method(each: Set, name: str, script: str) -> dict[str, Any]:
    out = each.asked.with_name(f"{each.asked.stem}-{script}.csv")
    print(f"  addresses {each.name}: {name} …", file=sys.stderr)
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    command = [sys.executable, "-m", f"bench.matching.addresses.{script}"]
    done = subprocess.run(
        [*command, str(each.homes), str(each.asked), str(out)],
        env=kept | {"PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{script} failed:\n{done.stderr[-3000:]}")
    figures: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    figures |= scored(each.truth, out)
    _show(each.name, name, figures)
    return figures


def scored(truth: dict[str, str], out: Path) -> dict[str, Any]:
    """Of what was accepted the share that is right; of what is on the list the share that was found."""
    said = Counter((decision, truth[own] == home) for own, home, decision in read(out))
    right, wrong = said["accept", True], said["accept", False]
    return {
        "precision": round(right / max(right + wrong, 1), 4),
        "recall": round(right / max(sum(map(bool, truth.values())), 1), 4),
        "review": said["review", True] + said["review", False],
        "review_right": said["review", True],
    }


def _show(where: str, name: str, figures: dict[str, Any]) -> None:
    print(
        f"{where:<28} {name:<20} P {figures['precision']:.4f} R {figures['recall']:.4f}  to look at "
        f"{figures['review']:>4}  {figures['cpu']:>6.1f} s processor  {figures['peak'] / 2**20:>6,.0f} MiB"
    )
    if "seconds" in figures:
        steps = ", ".join(f"{step} {seconds:.1f} s" for step, seconds in figures["seconds"].items())
        print(f"  ours: {steps}; {'the same again' if figures['same_again'] else 'OTHERWISE again'}")
