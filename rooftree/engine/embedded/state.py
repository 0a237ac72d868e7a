"""What the keeper tells the others: one small file, written by the keeper alone."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path

from rooftree.engine.embedded import private

LENGTH = 8192


class Phase(StrEnum):
    STARTING = "starting"
    READY = "ready"
    STOPPING = "stopping"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True)
class State:
    phase: Phase
    keeper_pid: int
    doing: str = ""
    mend: str = ""
    pid: int = 0
    socket: str = ""
    port: int = 0
    data: str = ""

    def now(self, phase: Phase, *, doing: str = "", mend: str = "", pid: int = 0) -> State:
        return replace(self, phase=phase, doing=doing, mend=mend, pid=pid)


def read(path: Path) -> State | None:
    """The keeper's last word, or None when there is none."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return None
    return State(**{**said, "phase": Phase(said["phase"])})


def write(path: Path, state: State) -> None:
    _put(path, json.dumps(asdict(state)))


def clear(path: Path) -> None:
    """Take the last word back, before another keeper speaks."""
    _put(path, "")


def _put(path: Path, text: str) -> None:
    # In place and of one length: so it can be written even on a full disk, which is what it then has to tell.
    line = text.encode().ljust(LENGTH)
    handle = private.open_file(path)
    try:
        os.pwrite(handle, line, 0)
        os.ftruncate(handle, len(line))
    finally:
        os.close(handle)
