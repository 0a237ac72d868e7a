"""Where the embedded PostgreSQL lives, and who must be able to walk there.

Everything is in ``home/postgres``. Only when root runs it and the server's account cannot walk there (a home
below /root), the server's own files go to a folder below /var/lib and ``home/postgres/place`` says which.
"""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from rooftree.engine.embedded import private
from rooftree.engine.embedded.owner import Owner
from rooftree.engine.embedded.problems import PostgresError

PORT = 5432
# The kernel's limit for a socket's path is 107 bytes on Linux and 103 on macOS.
LONGEST_SOCKET = 103
SYSTEM_DATA = Path("/var/lib")


@dataclass(frozen=True)
class Control:
    """The files by which the processes that use one server find each other."""

    home: Path

    @property
    def folder(self) -> Path:
        return self.home / "postgres"

    @property
    def users(self) -> Path:
        return self.folder / "users.lock"

    @property
    def start(self) -> Path:
        return self.folder / "start.lock"

    @property
    def keeper(self) -> Path:
        return self.folder / "keeper.lock"

    @property
    def state(self) -> Path:
        return self.folder / "state.json"

    @property
    def log(self) -> Path:
        return self.folder / "keeper.log"

    @property
    def pointer(self) -> Path:
        return self.folder / "place"

    @property
    def root(self) -> Path:
        """The folder of the server's own files."""
        if self.pointer.exists():
            return Path(self.pointer.read_text(encoding="utf-8").strip())
        return self.folder

    @property
    def data(self) -> Path:
        return self.root / "data"

    def make(self) -> None:
        """Make the folders that are missing, private; those that exist are left as they are."""
        if not self.home.is_dir():
            self.home.parent.mkdir(parents=True, exist_ok=True)
            self.home.mkdir(mode=0o700, exist_ok=True)
        self.folder.mkdir(mode=0o700, exist_ok=True)


@dataclass(frozen=True)
class Places:
    """The server's own folders, all 0700 and all its account's."""

    root: Path
    data: Path
    log: Path
    socket: Path


def prepare(control: Control, owner: Owner) -> Places:
    """Make the server's folders where its account can reach them."""
    root = _root(control, owner)
    return Places(
        root=root,
        data=root / "data",
        log=private.folder(root / "log", uid=owner.uid, gid=owner.gid),
        socket=_socket(root, owner),
    )


def can_walk(folder: Path, owner: Owner) -> bool:
    """Whether the account may walk down to this folder."""
    return all(_may_pass(step, owner) for step in (folder, *folder.parents))


def _root(control: Control, owner: Owner) -> Path:
    if control.pointer.exists() or not owner.is_other:
        return control.root
    if all(_may_pass(step, owner) for step in control.home.parents):
        for folder in (control.home, control.folder):
            _let_pass(folder, owner)
        return control.folder
    root = Path(tempfile.mkdtemp(prefix=f"rooftree-{_short(control.home)}-", dir=SYSTEM_DATA))
    _let_pass(root, owner)
    private.write(control.pointer, f"{root}\n")
    return root


def _may_pass(folder: Path, owner: Owner) -> bool:
    found = folder.stat()
    if found.st_uid == owner.uid:
        return bool(found.st_mode & stat.S_IXUSR)
    if found.st_gid == owner.gid:
        return bool(found.st_mode & stat.S_IXGRP)
    return bool(found.st_mode & stat.S_IXOTH)


def _let_pass(folder: Path, owner: Owner) -> None:
    if _may_pass(folder, owner):
        return
    mode = stat.S_IMODE(folder.stat().st_mode)
    if mode & stat.S_IRWXG:
        folder.chmod(mode | stat.S_IXOTH)
    else:
        # The group could do nothing here, so the server's group is let through and nobody else.
        os.chown(folder, -1, owner.gid)
        folder.chmod(mode | stat.S_IXGRP)


def _socket(root: Path, owner: Owner) -> Path:
    near = root / "socket"
    if len(os.fsencode(near / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET:
        return private.folder(near, uid=owner.uid, gid=owner.gid)
    # Named by the path and the account, so that it is the same at every start and for every process.
    folder = Path("/tmp") / f"rooftree-{owner.uid}-{_short(root)}"  # noqa: S108 - made private and checked below
    try:
        private.folder(folder, uid=owner.uid, gid=owner.gid)
    except FileExistsError:
        pass
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner.uid or stat.S_IMODE(found.st_mode) != 0o700:
        raise PostgresError(
            f"The path {root} is too long for a socket, and the shorter {folder} is not the database's own.",
            f"Remove {folder}, or choose a home with a shorter path.",
        )
    return folder


def _short(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
