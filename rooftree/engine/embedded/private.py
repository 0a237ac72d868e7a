"""Files and folders that only their owner may read."""

from __future__ import annotations

import os
from pathlib import Path


def open_file(path: Path) -> int:
    """Open a 0600 file for reading and writing, made if missing; a link in its place is refused."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    _give_to_owner_of_folder(handle, path)
    return handle


def write(path: Path, text: str) -> None:
    """Write a 0600 file whole or not at all."""
    new = path.with_name(f".{path.name}.{os.getpid()}")
    new.unlink(missing_ok=True)
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    _give_to_owner_of_folder(handle, path)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    new.replace(path)


def folder(path: Path, *, uid: int, gid: int) -> Path:
    """Make a 0700 folder for its owner; one that is there already keeps its mode."""
    if not path.is_dir():
        path.mkdir(mode=0o700)
        if os.geteuid() == 0:
            os.chown(path, uid, gid)
    return path


def _give_to_owner_of_folder(handle: int, path: Path) -> None:
    # Root, working in somebody's folder, must not leave files there that shut its owner out.
    if os.geteuid() != 0:
        return
    owner = path.parent.stat()
    if os.fstat(handle).st_uid != owner.st_uid:
        os.fchown(handle, owner.st_uid, owner.st_gid)
