"""One real `rooftree` process, watched: its time, and the memory of its tree with PostgreSQL's."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rooftree.engine import postgres
from rooftree.engine.memory import PeakMemory


@dataclass(frozen=True)
class Measured:
    """What one run took."""

    seconds: float
    peak_bytes: int
    steps: list[dict[str, Any]]

    def step(self, name: str) -> dict[str, Any]:
        """One of its steps."""
        return next(step for step in self.steps if step["name"] == name)

    def told(self) -> dict[str, Any]:
        """As it is reported."""
        return {
            "seconds": round(self.seconds, 1),
            "peak_pss_mib": round(self.peak_bytes / 2**20),
            "steps": self.steps,
        }


def environment(home: Path) -> dict[str, str]:
    """A home that is thrown away, with an embedded PostgreSQL of its own."""
    unwanted = {"DATABASE_URL", "ROOFTREE_TODAY", "ROOFTREE_LANDING", "ROOFTREE_MAPPINGS"}
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    return kept | {"ROOFTREE_HOME": str(home), "ROOFTREE_ENV": "development"}


def nightly(extracts: Path, home: Path, *, today: str) -> Measured:
    """`rooftree run` on these extracts, from the start of its process to its end."""
    report = home.parent / "report.json"
    words = ["run", "--extracts", str(extracts), "--json", str(report)]
    env: Mapping[str, str] = environment(home) | {"ROOFTREE_TODAY": today}
    beginning = time.monotonic()
    command = [sys.executable, "-m", "rooftree.cli.main", *words]
    with (
        subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True) as process,
        PeakMemory(lambda: _roots(process.pid, home)) as memory,
    ):
        _, said = process.communicate()
    seconds = time.monotonic() - beginning
    if process.returncode:
        raise SystemExit(f"The run failed:\n{said}")
    steps: list[dict[str, Any]] = json.loads(report.read_text())["steps"]
    return Measured(seconds, memory.highest, steps)


def _roots(pid: int, home: Path) -> list[int]:
    """The run, the server and its keeper, which is no child of the run."""
    if not home.exists():
        return [pid]
    server = postgres.status(home)
    return [pid, *(each for each in (server.pid, server.keeper_pid) if each)]
