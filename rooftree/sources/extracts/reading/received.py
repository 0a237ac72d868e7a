"""A received file as bytes: opened without following links, hashed, unpacked within limits."""

import contextlib
import gzip
import hashlib
import io
import os
import stat
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from rooftree.sources.extracts.rules.faults import Fault, UnusableFileError
from rooftree.sources.extracts.rules.limits import LIMITS, Limits

BLOCK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Received:
    """One received file as it stood when it was hashed."""

    path: Path
    size: int
    modified_ns: int
    sha256: str

    def check_unchanged(self) -> None:
        """Refuses a file that was written to while it was being read: half an extract is no extract."""
        now = self.path.stat(follow_symlinks=False)
        if (now.st_size, now.st_mtime_ns) != (self.size, self.modified_ns):
            raise UnusableFileError(
                Fault(
                    "changed_while_read",
                    "The file changed while it was being read; it is still being written.",
                    "Let the export finish before the run starts, or write it elsewhere and move it here.",
                )
            )


def take(path: Path) -> Received:
    """Hashes the file, as it is."""
    with _opened(path) as file:
        about = os.fstat(file.fileno())
        digest = hashlib.sha256()
        while block := file.read(BLOCK):
            digest.update(block)
    return Received(path, about.st_size, about.st_mtime_ns, digest.hexdigest())


@contextlib.contextmanager
def stream(path: Path, *, limits: Limits = LIMITS) -> Iterator[BinaryIO]:
    """The bytes of the file, unpacked when its name ends in `.gz`."""
    with _opened(path) as file:
        if path.suffix.casefold() != ".gz":
            yield file
            return
        size = os.fstat(file.fileno()).st_size
        with gzip.GzipFile(fileobj=file, mode="rb") as unpacked:
            yield io.BufferedReader(Unpacking(unpacked, size, limits), BLOCK)


def _opened(path: Path) -> BinaryIO:
    """Opens a regular file only: no link, and no pipe that would keep us waiting."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(f"{path} is not a regular file")
    return os.fdopen(handle, "rb")


class Unpacking(io.RawIOBase):
    """A gzip stream that stops when it grows beyond all reason, and says so of a damaged one."""

    def __init__(self, unpacked: gzip.GzipFile, packed_size: int, limits: Limits) -> None:
        self._unpacked, self._packed_size, self._limits = unpacked, packed_size, limits
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            block = self._unpacked.read(len(buffer))
        except (EOFError, gzip.BadGzipFile, zlib.error) as fault:
            raise UnusableFileError(_damaged(fault)) from None
        self._given += len(block)
        check_growth(self._given, self._packed_size, self._limits)
        buffer[: len(block)] = block
        return len(block)


def check_growth(grown: int, packed: int, limits: Limits) -> None:
    """Refuses what grows like a zip bomb: too large in all, or too many times its own size."""
    if grown > limits.expanded or (grown > limits.ratio_from and grown > packed * limits.ratio):
        raise UnusableFileError(
            Fault(
                "grows_too_large",
                f"The compressed file grows from {packed:,} bytes to {grown:,} and more; it was stopped.",
                "Check where the file came from. If it is right, send it uncompressed or in parts.",
            )
        )


def _damaged(fault: Exception) -> Fault:
    cut = isinstance(fault, EOFError)
    return Fault(
        "damaged_compression",
        "The compressed file ends before its end: it was cut off."
        if cut
        else "The file is not sound gzip: it is damaged, or only named .gz.",
        "Copy the file again, whole, or send it as plain .csv.",
    )
