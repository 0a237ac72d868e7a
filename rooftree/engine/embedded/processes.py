"""The server's processes: started so that they cannot outlive the keeper, found again, ended."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from rooftree.engine.embedded.owner import Owner

# In order: end sessions and save; end at once and recover at the next start; no choice left.
WAYS_TO_STOP = ((signal.SIGINT, 60.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0))
PAUSE = 0.05
# A plain environment: nothing of the caller's PG* variables or locale reaches the server.
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}


def start(command: list[str], owner: Owner, *, words: Path) -> subprocess.Popen[bytes]:
    """Start the server as the account's process; what it says before its log is open goes to `words`."""
    handle = os.open(words, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=handle,
            stderr=handle,
            cwd="/",
            env=ENVIRONMENT,
            preexec_fn=ending_with_parent(signal.SIGINT),
            **owner.run_as,
        )
    finally:
        os.close(handle)


def ending_with_parent(way: signal.Signals) -> Callable[[], None] | None:
    """What a new process has to do so that the kernel ends it when the keeper dies, however that happens."""
    if not sys.platform.startswith("linux"):
        return None
    set_option = ctypes.CDLL(None, use_errno=True).prctl
    parent = os.getpid()

    def ask_the_kernel() -> None:
        # 1 is PR_SET_PDEATHSIG.
        set_option(1, way)
        if os.getppid() != parent:
            os._exit(1)

    return ask_the_kernel


def of_server(data: Path) -> list[psutil.Process]:
    """Every process that serves this data folder: PostgreSQL's processes all work inside it."""
    found = []
    for process in psutil.process_iter(["name", "cwd"]):
        if process.info["name"].startswith("postgres") and process.info["cwd"] == str(data):
            found.append(process)
    return found


def end(pid: int, gone: Callable[[], bool]) -> None:
    """End the server, gently first."""
    for way, patience in WAYS_TO_STOP:
        try:
            os.kill(pid, way)
        except ProcessLookupError:
            return
        if _wait(gone, patience):
            return


def clear_away(data: Path) -> None:
    """End what an earlier keeper left running on this data, and remove a pid file that names a stranger."""
    file = data / "postmaster.pid"
    main = read_pid(file)
    left = of_server(data)
    if main is not None and any(process.pid == main for process in left):
        served = main
        end(served, lambda: not psutil.pid_exists(served))
    # Without their parent the others end by themselves in a moment; new ones must not meet them.
    _, stubborn = psutil.wait_procs(of_server(data), timeout=10)
    for process in stubborn:
        process.kill()
    psutil.wait_procs(stubborn, timeout=10)
    main = read_pid(file)
    if main is not None and psutil.pid_exists(main):
        # After a restart of the machine the number may be another program's, and would bar the start.
        file.unlink(missing_ok=True)


def read_pid(file: Path) -> int | None:
    """The process named in PostgreSQL's own pid file."""
    try:
        first = file.read_text(encoding="utf-8", errors="replace").partition("\n")[0]
    except FileNotFoundError:
        return None
    return int(first) if first.strip().isdigit() else None


def says_ready(file: Path, pid: int) -> bool:
    """Whether PostgreSQL has written in its pid file that it takes connections."""
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return False
    return len(lines) > 7 and lines[0] == str(pid) and lines[7].strip() == "ready"


def _wait(done: Callable[[], bool], patience: float) -> bool:
    until = time.monotonic() + patience
    while not done():
        if time.monotonic() >= until:
            return False
        time.sleep(PAUSE)
    return True
