"""The folder that a match works in, beside its result: nobody else's, and gone when the match ends.

What a killed match left there is cleared away by the next one: the lock that it held went with it.
"""

import errno
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from rooftree.engine.tables import FULL
from rooftree.reference.refusals.rules import Reason, Refused

PREFIX = ".rooftree-match-"
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def beside(out: Path) -> Iterator[Path]:
    """A folder to work in, on the disk that `out` is to be on. A full disk is told in words."""
    fresh = not out.parent.exists()
    try:
        place, lock = _made(out.parent)
        try:
            yield place
        finally:
            shutil.rmtree(place, ignore_errors=True)
            os.close(lock)
    except Exception as failure:
        if _is_full(failure):
            raise Refused(_full(out.parent)) from None
        raise
    finally:
        if fresh:
            with suppress(OSError):
                out.parent.rmdir()


def _made(folder: Path) -> tuple[Path, int]:
    """One that is ours while its lock is held; the folder's own lock keeps others from clearing it before."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder):
            _clear(folder)
            place = Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder))
            lock = os.open(place, os.O_RDONLY)
            with suppress(OSError):
                fcntl.flock(lock, fcntl.LOCK_EX)
    except OSError as no:
        if no.errno in NO_ROOM:
            raise
        raise Refused(
            Reason(
                "out-folder",
                f"Nothing can be written to the folder {folder}: {no.strerror}.",
                "Give --out a folder that you may write to.",
            )
        ) from None
    return place, lock


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network disks know no locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _clear(folder: Path) -> None:
    for left in folder.glob(f"{PREFIX}*"):
        with suppress(OSError):
            handle = os.open(left, os.O_RDONLY)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(left, ignore_errors=True)
            finally:
                os.close(handle)


def _is_full(failure: Exception) -> bool:
    if isinstance(failure, OSError) and failure.errno in NO_ROOM:
        return True
    return any(words in str(failure) for words in FULL)


def _full(folder: Path) -> Reason:
    return Reason(
        "disk-full",
        f"The disk that the folder {folder} is on is full. Nothing half-written was kept.",
        "Make room on it, or give --out a folder on another disk.",
    )
