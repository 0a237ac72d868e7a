"""Makes the table, runs every engine in turn, each in its own process, and says what each took."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from bench.quality.rules import AS_SQL, CHECKS, CODES, PATTERNS
from bench.quality.tenancies import FACTS, Made, made
from rooftree.engine.checking.compiling.compile import compile_plan

HERE = Path(__file__).resolve().parent
FIGURES = ("cpu", "cpu_with_imports", "wall", "peak")
OURS, FUSED = "rooftree", "fused"
PACKAGES = {
    "polars": "polars",
    "pointblank": "pointblank",
    "pandera": "pandera",
    "great_expectations": "great_expectations",
}
"""Each peer's script, and the package that it needs."""
CLAIMED_FROM = 1_000_000
MOST_CPU, MOST_MEMORY, MOST_AT_TEN_MILLION = 0.85, 0.5, 1.2e9


@dataclass
class Engine:
    """One engine, and what its runs took."""

    name: str
    command: list[str]
    runs: list[dict[str, float]] = field(default_factory=list)
    pairs: str = ""

    def median(self, figure: str) -> float:
        """Of its runs."""
        return statistics.median(run[figure] for run in self.runs)


def main() -> None:
    """Measures, prints, and fails when an engine does not find what ours finds."""
    asked = _asked()
    result: dict[str, Any] = {}
    for rows in asked.rows:
        result[str(rows)] = _measure(rows, asked)
    if asked.json:
        asked.json.write_text(json.dumps(result, indent=2))
    if any(each["differs"] for each in result.values()):
        raise SystemExit("Not all engines found the same (row, rule) pairs.")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="rooftree bench quality")
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000])
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--peers-python", type=Path)
    parser.add_argument("--only", nargs="+", default=[])
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


def _measure(rows: int, asked: argparse.Namespace) -> dict[str, Any]:
    files = made(asked.cache / "quality", rows)
    out = asked.cache / "quality" / f"found-{rows}"
    out.mkdir(exist_ok=True)
    engines, absent = _engines(asked.peers_python, asked.only)
    environment = _environment(files)
    for turn in range(asked.times):
        for engine in engines:
            print(f"  {rows:,} rows, turn {turn + 1} of {asked.times}: {engine.name} …", file=sys.stderr)
            engine.runs.append(_run(engine, files, out / f"{engine.name}.parquet", environment))
    pairs = {engine.name: _pairs(out / f"{engine.name}.parquet") for engine in engines}
    told = _told(engines, pairs, absent)
    _show(rows, told)
    return told


def _engines(python: Path | None, only: list[str]) -> tuple[list[Engine], list[str]]:
    found = [
        Engine(OURS, [sys.executable, "-m", "bench.quality.ours"]),
        Engine(FUSED, [sys.executable, str(HERE / "peers" / "fused.py")]),
    ]
    absent = []
    for name, package in PACKAGES.items():
        if only and name not in only:
            continue
        chosen = str(python or sys.executable)
        there = subprocess.run([chosen, "-c", f"import {package}"], capture_output=True, check=False)
        if there.returncode:
            absent.append(name)
        else:
            found.append(Engine(name, [chosen, str(HERE / "peers" / f"with_{name}.py")]))
    return found, absent


def _environment(files: Made) -> dict[str, str]:
    """Where each engine finds its rules: ours compiled, the others' as data."""
    folder = files.tenancy.parent
    shapes: dict[str, dict[str, str]] = {"tenancy": FACTS, "person": {}, "property": {}}
    plan = compile_plan(CHECKS, shapes, CODES)
    (folder / "plan.json").write_text(plan.to_json())
    (folder / "rules.json").write_text(json.dumps({check.id: AS_SQL[check.id] for check in CHECKS}))
    (folder / "forms.json").write_text(json.dumps({"patterns": PATTERNS, "codes": CODES}))
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return kept | {
        "BENCH_PLAN": str(folder / "plan.json"),
        "BENCH_RULES": str(folder / "rules.json"),
        "BENCH_FORMS": str(folder / "forms.json"),
        "PYTHONPATH": str(HERE.parent.parent),
        "POLARS_MAX_THREADS": "2",
        "TQDM_DISABLE": "1",
    }


def _run(engine: Engine, files: Made, out: Path, environment: dict[str, str]) -> dict[str, float]:
    out.unlink(missing_ok=True)
    command = [*engine.command, *map(str, files.paths), str(out)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{engine.name} failed:\n{done.stderr[-3000:]}")
    figures: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return figures


def _pairs(found: Path) -> tuple[int, int, str]:
    """How many (row, rule) pairs, how many distinct, and a print of them that no order changes."""
    query = (
        "SELECT count(*), count(DISTINCT (source_key, rule_id)), "
        f"bit_xor(hash(source_key, rule_id))::VARCHAR FROM read_parquet('{found}')"
    )
    row = duckdb.execute(query).fetchone()
    assert row is not None
    return int(row[0]), int(row[1]), str(row[2])


def _told(engines: list[Engine], pairs: dict[str, tuple[int, int, str]], absent: list[str]) -> dict[str, Any]:
    base = next(engine for engine in engines if engine.name == FUSED)
    told = {
        engine.name: {figure: engine.median(figure) for figure in FIGURES}
        | {f"{figure}_to_fused": engine.median(figure) / base.median(figure) for figure in FIGURES}
        | {"pairs": pairs[engine.name][0]}
        for engine in engines
    }
    differs = sorted(name for name, found in pairs.items() if found != pairs[OURS])
    return {"engines": told, "absent": absent, "differs": differs}


def _show(rows: int, told: dict[str, Any]) -> None:
    print(f"\n{rows:,} rows, {len(CHECKS)} rules. Medians; what is asked of ours: processor time at most")
    print(f"{MOST_CPU} and memory at most {MOST_MEMORY} of the fused query.\n")
    print(f"{'':20}{'CPU s':>8}{'of fused':>10}{'with imports':>14}{'MB':>8}{'of fused':>10}{'pairs':>11}")
    for name, each in told["engines"].items():
        print(
            f"{name:20}{each['cpu']:8.2f}{each['cpu_to_fused']:10.2f}{each['cpu_with_imports']:14.2f}"
            f"{each['peak'] / 1e6:8.0f}{each['peak_to_fused']:10.2f}{each['pairs']:11,}"
        )
    for name in told["absent"]:
        print(f"{name:20}absent: not installed in that Python, so not measured")
    if told["differs"]:
        print(f"\nFound other pairs than ours: {', '.join(told['differs'])}")
    if rows < CLAIMED_FROM:
        print(f"\nWhat is asked holds from {CLAIMED_FROM:,} rows.")
        return
    ours = told["engines"][OURS]
    kept = ours["cpu_to_fused"] <= MOST_CPU and ours["peak_to_fused"] <= MOST_MEMORY
    if rows >= 10_000_000:
        kept = kept and ours["peak"] <= MOST_AT_TEN_MILLION
    print(f"\nWhat is asked was {'reached' if kept else 'not reached'}.")


if __name__ == "__main__":
    main()
