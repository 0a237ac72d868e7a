"""How a script says what it took: processor time since its imports, and the most memory it ever held."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

Run = Callable[[list[str], str], None]


def measured(run: Run) -> None:
    """Runs it on the files of the command line, the last of them to be written; prints the figures."""
    *files, out = sys.argv[1:]
    before, begun = time.process_time(), time.monotonic()
    run(files, out)
    figures = {
        "cpu": time.process_time() - before,
        "wall": time.monotonic() - begun,
        "cpu_with_imports": time.process_time(),
        "peak": peak(),
    }
    print(json.dumps(figures))


def peak() -> int:
    """Bytes: the high-water mark of this program alone, not of what it was started from."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    raise SystemExit("This system does not tell the most memory a process held.")
