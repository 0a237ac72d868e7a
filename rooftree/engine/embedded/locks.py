"""File locks of the kernel: given back by themselves when their process dies, however it dies."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rooftree.engine.embedded import private

PAUSE = 0.02


def shared(path: Path, *, patience: float) -> int | None:
    """Hold a lock together with others; None when it could not be had in time."""
    return _take(path, fcntl.LOCK_SH, patience)


def alone(path: Path, *, patience: float) -> int | None:
    """Hold a lock that nobody else holds in any way; None when it could not be had in time."""
    return _take(path, fcntl.LOCK_EX, patience)


def is_held_alone(path: Path) -> bool:
    """Whether some process holds the lock for itself."""
    if not path.exists():
        return False
    held = shared(path, patience=0)
    if held is None:
        return True
    give_back(held)
    return False


def give_back(handle: int) -> None:
    """Give a lock back even if a child forked meanwhile has a copy of the handle."""
    fcntl.flock(handle, fcntl.LOCK_UN)
    os.close(handle)


def wait_while_held_alone(path: Path) -> None:
    """Sleep in the kernel until the process that holds the lock for itself is gone."""
    handle = private.open_file(path)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH)
    finally:
        give_back(handle)


@contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Only one process at a time is inside."""
    handle = private.open_file(path)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        give_back(handle)


def _take(path: Path, kind: int, patience: float) -> int | None:
    handle = private.open_file(path)
    end = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                os.close(handle)
                return None
            time.sleep(PAUSE)
        else:
            return handle
