"""The web server of the home, started as `rooftree serve` starts it, and ended with the bench."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HOST = "127.0.0.1"
WORKERS, THREADS = 2, 4
PATIENCE = 180


@dataclass(frozen=True)
class Server:
    """Where it listens, and its process."""

    port: int
    pid: int


def environment(home: Path, *, today: str) -> dict[str, str]:
    """The home's own database and secrets, and a business date after everything in it."""
    unwanted = {"DATABASE_URL", "ROOFTREE_LANDING", "ROOFTREE_MAPPINGS", "ROOFTREE_EXTRACTS"}
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    return kept | {
        "ROOFTREE_HOME": str(home),
        "ROOFTREE_ENV": "development",
        "ROOFTREE_TODAY": today,
        "DJANGO_SETTINGS_MODULE": "bench.web.settings",
    }


@contextmanager
def server(home: Path, *, today: str) -> Iterator[Server]:
    """Serves the home until the block ends."""
    port = _free_port()
    command = [sys.executable, "-m", "bench.web.served", str(port)]
    log = (home.parent / "bench-web-server.log").open("wb")
    process = subprocess.Popen(command, env=environment(home, today=today), stderr=log, stdout=log)
    try:
        _wait(port, process)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=30)
        log.close()


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind((HOST, 0))
        port: int = asked.getsockname()[1]
        return port


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise SystemExit("The web server ended by itself: see bench-web-server.log beside the home.")
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=10) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("The web server did not answer in time.")


def main() -> None:
    """Serves in this process, as the command does."""
    from rooftree.cli.ready import ready
    from rooftree.cli.serve import start, stop_with_parent

    stop_with_parent()
    ready()
    start(host=HOST, port=int(sys.argv[1]), workers=WORKERS, threads=THREADS)


if __name__ == "__main__":
    main()
