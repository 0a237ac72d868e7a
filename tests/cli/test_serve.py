"""`rooftree serve`: nothing of it outlives it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import psutil
import pytest

pytestmark = pytest.mark.kill
SERVE = [sys.executable, "-m", "rooftree.cli.main", "serve", "--with-parent", "--port"]
PATIENCE = 120.0


def _until(so: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if so():
            return True
        time.sleep(0.1)
    return so()


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as page:
            return bool(page.status == 200)
    except OSError:
        return False


@contextmanager
def _served(
    *before: str, said: IO[bytes] | None = None
) -> Iterator[tuple[psutil.Process, list[psutil.Process], int]]:
    """The started process, all that it started in turn, and the port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    started = subprocess.Popen([*before, *SERVE, str(port)], start_new_session=True, stderr=said)
    try:
        assert _until(lambda: _answers(port))
        process = psutil.Process(started.pid)
        yield process, process.children(recursive=True), port
    finally:
        with suppress(ProcessLookupError):
            os.killpg(started.pid, signal.SIGKILL)
        started.wait()


def _are_gone(processes: list[psutil.Process]) -> bool:
    return not any(each.is_running() and each.status() != psutil.STATUS_ZOMBIE for each in processes)


@pytest.mark.parametrize("way", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda way: way.name)
def test_its_workers_go_when_it_goes(way: signal.Signals) -> None:
    with _served() as (server, workers, port):
        assert len(workers) >= 2
        server.send_signal(way)
        assert _until(lambda: _are_gone([server, *workers]))
        assert not _answers(port)


def test_it_goes_when_what_started_it_is_killed() -> None:
    stay = "import subprocess, sys; subprocess.run(sys.argv[1:])"
    with _served(sys.executable, "-c", stay) as (parent, rest, port):
        parent.kill()
        assert _until(lambda: _are_gone(rest))
        assert not _answers(port)


def test_nothing_aborts_when_it_stops(tmp_path: Path) -> None:
    with (tmp_path / "said").open("wb") as said, _served(said=said) as (server, workers, _):
        server.terminate()
        assert _until(lambda: _are_gone([server, *workers]))
    told = (tmp_path / "said").read_text()
    assert "Serving on" in told
    assert "SIGABRT" not in told
    assert "terminate called" not in told
