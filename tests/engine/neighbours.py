"""Other processes that use a database, and what is left of it when they are gone."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil

from rooftree.engine import postgres

PROGRAM = """
import json, sys
from pathlib import Path
from rooftree.engine import postgres
server = postgres.ensure_running(Path(sys.argv[1]), grace=1.0)
print(json.dumps({"pid": server.pid, "url": server.url}), flush=True)
sys.stdin.read()
"""


@dataclass
class Person:
    """Another process that uses the database until it is told to leave or is killed."""

    process: subprocess.Popen[str]
    found: dict[str, str] | None = None

    @property
    def server_pid(self) -> int:
        return int(self._found()["pid"])

    @property
    def url(self) -> str:
        return self._found()["url"]

    def leave(self) -> None:
        self.process.communicate(timeout=60)

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate(timeout=60)

    def _found(self) -> dict[str, str]:
        if self.found is None:
            assert self.process.stdout is not None
            self.found = json.loads(self.process.stdout.readline())
        return self.found


def left_over(home: Path) -> list[psutil.Process]:
    """The keeper and the server's processes of this home that are alive."""
    data = postgres.status(home).data
    found = []
    for process in psutil.process_iter(["cwd", "cmdline", "status"]):
        words = process.info["cmdline"] or []
        keeps = "rooftree.engine.embedded.keeper" in words and str(home.resolve()) in words
        if process.info["status"] != psutil.STATUS_ZOMBIE and (keeps or process.info["cwd"] == str(data)):
            found.append(process)
    return found


def until(condition: Callable[[], bool], *, patience: float = 60.0) -> bool:
    """Wait for something that happens by itself; the patience only bounds a failure."""
    end = time.monotonic() + patience
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
