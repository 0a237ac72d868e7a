"""The bench of checks: ours and the fused query find the same pairs, and who finds others is named."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from bench.quality.__main__ import Engine, _told
from bench.quality.rules import AS_SQL, CHECKS

ROOT = Path(__file__).resolve().parents[2]


def test_ours_and_the_fused_query_find_the_same_and_absent_peers_are_named(tmp_path: Path) -> None:
    words = [
        "--rows",
        "3000",
        "--times",
        "1",
        "--cache",
        str(tmp_path),
        "--json",
        str(tmp_path / "found.json"),
    ]
    done = subprocess.run(
        [sys.executable, "-m", "bench.quality", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    told = json.loads((tmp_path / "found.json").read_text())["3000"]
    assert told["differs"] == []
    assert {"rooftree", "fused"} <= told["engines"].keys()
    assert {*told["absent"], *told["engines"]} >= {"polars", "pointblank", "pandera", "great_expectations"}
    assert told["engines"]["rooftree"]["pairs"] == told["engines"]["fused"]["pairs"] > 500


def test_an_engine_that_finds_other_pairs_is_named() -> None:
    run = {"cpu": 1.0, "cpu_with_imports": 1.0, "wall": 1.0, "peak": 1.0}
    engines = [Engine(name, [], [run]) for name in ("rooftree", "fused", "other")]
    same, other = (2, 2, "a"), (2, 2, "b")
    told = _told(engines, {"rooftree": same, "fused": same, "other": other}, [])
    assert told["differs"] == ["other"]


def test_there_are_thirty_two_rules_and_each_is_said_in_both_ways() -> None:
    assert len(CHECKS) == 32
    assert {check.id for check in CHECKS} == AS_SQL.keys()
