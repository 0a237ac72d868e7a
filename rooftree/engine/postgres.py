"""The embedded PostgreSQL: running when somebody needs it, gone when nobody does.

`ensure_running` starts the server of a home folder or finds it running, and holds a shared lock until this
process ends. Who does what is told in `embedded/keeper.py`; faults come as `PostgresError`, with the mend.
"""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from rooftree.engine.embedded import arrival, locks, passwords, processes, state
from rooftree.engine.embedded.places import Control
from rooftree.engine.embedded.problems import PostgresError, from_os

__all__ = ["PostgresError", "Server", "Status", "ensure_running", "let_go", "remove", "status", "stop"]

# Longer than the keeper's own patience with a server that will not stop.
STOP_PATIENCE = 90.0


@dataclass(frozen=True)
class Server:
    """A running server and the way in. The password is kept out of its printed form."""

    host: str
    port: int
    user: str
    password: str
    database: str
    pid: int

    @property
    def url(self) -> str:
        place = f"host={quote(self.host, safe='')}&port={self.port}"
        return f"postgresql://{quote(self.user)}:{quote(self.password)}@/{quote(self.database)}?{place}"

    def __repr__(self) -> str:
        return f"Server(host={self.host!r}, port={self.port}, database={self.database!r}, pid={self.pid})"


@dataclass(frozen=True)
class Status:
    """How it stands with the server of a home folder."""

    running: bool
    phase: str
    doing: str
    pid: int
    keeper_pid: int
    data: Path


def ensure_running(
    home: Path,
    *,
    database: str = "rooftree",
    fast: bool = False,
    grace: float = 5.0,
    say: Callable[[str], None] | None = None,
) -> Server:
    """Start the server of this home on first need and hold it for as long as this process lives.

    `fast` makes a throw-away server for tests (a crash of the machine may lose data). `grace` is how many
    seconds the server outlives its last user. Both count only for the process that starts it.
    """
    control = Control(home.expanduser().resolve())
    try:
        found = arrival.arrive(control, arrival.Wish(database, fast, grace, say or _silence))
        secret = passwords.of(control.root, passwords.USER)
    except OSError as error:
        raise from_os(error, control.folder) from error
    return Server(found.socket, found.port, passwords.USER, secret, database, found.pid)


def let_go(home: Path) -> None:
    """Stop being a user of this server before the process ends."""
    arrival.depart(Control(home.expanduser().resolve()))


def status(home: Path) -> Status:
    """How it stands with this server, without starting or holding it."""
    control = Control(home.expanduser().resolve())
    try:
        kept = locks.is_held_alone(control.keeper)
        said = state.read(control.state)
    except OSError as error:
        raise from_os(error, control.folder) from error
    if said is None or not kept:
        phase = said.phase if said and said.phase is state.Phase.FAILED else state.Phase.STOPPED
        return Status(False, phase, said.doing if said else "", 0, 0, control.data)
    running = said.phase is state.Phase.READY
    return Status(running, said.phase, said.doing, said.pid, said.keeper_pid, control.data)


def stop(home: Path) -> None:
    """Stop the server in good order, whoever uses it, and wait until it has stopped."""
    control = Control(home.expanduser().resolve())
    if not control.folder.is_dir():
        return
    try:
        arrival.depart(control)
        said = state.read(control.state)
        if said is not None and locks.is_held_alone(control.keeper):
            os.kill(said.keeper_pid, signal.SIGTERM)
        lock = locks.alone(control.keeper, patience=STOP_PATIENCE)
        if lock is None:
            raise PostgresError(
                "The database did not stop.", "Try again in a minute, or restart this machine."
            )
        processes.clear_away(control.data)
        locks.give_back(lock)
    except OSError as error:
        raise from_os(error, control.folder) from error


def remove(home: Path) -> None:
    """Stop the server and remove everything it kept, the data included."""
    control = Control(home.expanduser().resolve())
    try:
        stop(home)
        said = state.read(control.state)
        for folder in {
            control.root,
            control.folder,
            Path(said.socket) if said and said.socket else control.root,
        }:
            if folder.exists():
                shutil.rmtree(folder)
    except OSError as error:
        raise from_os(error, control.folder) from error


def _silence(_words: str) -> None:
    """Nobody listens."""
