"""Ours, as the nightly run does it: a plan that was compiled when the standard was published, run shut in."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

from bench.quality.peers.measured import measured
from rooftree.engine.checking.plan import Plan
from rooftree.engine.checking.running.received import Received
from rooftree.engine.checking.running.run import run_plan
from rooftree.engine.checking.running.shut_in import Limits


def run(files: list[str], out: str) -> None:
    """Every rule of the plan beside the table."""
    tenancy, person, property_ = map(Path, files)
    plan = Plan.from_json(Path(os.environ["BENCH_PLAN"]).read_text())
    done = run_plan(
        plan,
        Received({"tenancy": [tenancy], "person": [person], "property": [property_]}),
        out=Path(out),
        today=datetime.date(2026, 11, 22),
        limits=Limits(Path(out).parent / "spill"),
    )
    wrong = {rule: each.error for rule, each in done.rules.items() if each.error}
    if wrong:
        raise SystemExit(f"These rules did not run: {wrong}")


if __name__ == "__main__":
    measured(run)
