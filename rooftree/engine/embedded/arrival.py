"""How a process becomes a user of the server: takes the lock, sees to a keeper, waits until it is ready."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg

import rooftree
from rooftree.engine.embedded import databases, locks, private, state
from rooftree.engine.embedded.places import Control
from rooftree.engine.embedded.problems import PostgresError, from_log
from rooftree.engine.embedded.state import Phase, State

PAUSE = 0.02
# Recovery after a crash may take minutes; the keeper lives through it, and so do those who wait.
PATIENCE = 900.0
# A keeper that has not said a word after this has died in its cradle.
FIRST_WORD = 20.0
LEAVING = 90.0
WORD_EVERY = 10.0
# Keepers that die one after the other would go on dying.
MOST_KEEPERS = 5

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Wish:
    database: str
    fast: bool
    grace: float
    say: Callable[[str], None]


@dataclass
class _Hold:
    """This process's share of the users' lock, and the thread that replaces a keeper that died."""

    handle: int
    watcher: threading.Thread | None = None


_held: dict[Path, _Hold] = {}
_one_thread = threading.RLock()


def arrive(control: Control, wish: Wish) -> State:
    """Hold the users' lock and return the server's state once the database can be used."""
    with _one_thread:
        control.make()
        is_first = control.home not in _held
        hold = _held.setdefault(control.home, _take(control)) if is_first else _held[control.home]
        try:
            found = _wait_until_of_use(control, wish)
        except BaseException:
            if is_first:
                depart(control)
            raise
        if hold.watcher is None or not hold.watcher.is_alive():
            hold.watcher = threading.Thread(target=_watch, args=(control, wish, hold), daemon=True)
            hold.watcher.start()
        return found


def depart(control: Control) -> None:
    """Give the users' lock back."""
    with _one_thread:
        hold = _held.pop(control.home, None)
        if hold is not None:
            os.close(hold.handle)


def _take(control: Control) -> _Hold:
    # A keeper that is stopping has this lock for itself until the server has stopped.
    handle = locks.shared(control.users, patience=LEAVING)
    if handle is None:
        raise PostgresError("The database is still stopping.", "Try again in a minute.")
    return _Hold(handle)


def _wait_until_of_use(control: Control, wish: Wish) -> State:
    """Wait for the keeper's word, starting a keeper whenever there is none."""
    began = time.monotonic()
    teller = _Teller(wish.say)
    unreachable: psycopg.OperationalError | None = None
    started = int(_see_to_keeper(control, wish, again=True))
    while started <= MOST_KEEPERS and time.monotonic() - began < PATIENCE:
        said = state.read(control.state)
        if said is not None and said.phase is Phase.FAILED:
            raise PostgresError(said.doing, said.mend)
        if said is not None and said.phase is Phase.READY:
            try:
                databases.prepare(control, socket=said.socket, port=said.port, database=wish.database)
            except psycopg.OperationalError as error:
                # It may have died since; the keeper will notice and say so.
                unreachable = error
            else:
                return said
        elif said is not None:
            teller.tell(said.doing)
        time.sleep(PAUSE)
        started += _see_to_keeper(control, wish, again=False)
    if started > MOST_KEEPERS:
        raise from_log(control.log.read_text(encoding="utf-8", errors="replace"), control.folder)
    raise PostgresError(
        f"The database was not ready after {PATIENCE / 60:.0f} minutes. {unreachable or ''}".strip(),
        f"Its logs in {control.root / 'log'} tell why.",
    )


def _see_to_keeper(control: Control, wish: Wish, *, again: bool) -> bool:
    """Start a keeper if there is none, after a failure only if `again`; tells whether one was started."""
    if again and _has_failed(control):
        # It has said its last word and is about to end.
        locks.wait_while_held_alone(control.keeper)
    if locks.is_held_alone(control.keeper):
        return False
    with locks.one_at_a_time(control.start):
        if locks.is_held_alone(control.keeper) or (_has_failed(control) and not again):
            return False
        state.clear(control.state)
        _start_keeper(control, wish)
        return True


def _has_failed(control: Control) -> bool:
    said = state.read(control.state)
    return said is not None and said.phase is Phase.FAILED


def _start_keeper(control: Control, wish: Wish) -> None:
    log = private.open_file(control.log)
    os.ftruncate(log, 0)
    command = [sys.executable, "-m", "rooftree.engine.embedded.keeper", str(control.home), str(wish.grace)]
    packages = [str(Path(rooftree.__file__).parent.parent), os.environ.get("PYTHONPATH", "")]
    try:
        # It returns at once: the keeper is its child, in a session of its own and out of reach of Ctrl-C.
        done = subprocess.run(
            [*command, "fast" if wish.fast else "safe"],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, packages))},
            start_new_session=True,
            check=False,
        )
    finally:
        os.close(log)
    end = time.monotonic() + FIRST_WORD
    while state.read(control.state) is None:
        if done.returncode or time.monotonic() > end:
            said = control.log.read_text(encoding="utf-8", errors="replace")
            raise from_log(said, control.folder)
        time.sleep(PAUSE)


def _watch(control: Control, wish: Wish, hold: _Hold) -> None:
    """Whenever the keeper dies without having been told to stop, see to a new one."""
    quiet = replace(wish, say=_log.info)
    try:
        while _held.get(control.home) is hold:
            locks.wait_while_held_alone(control.keeper)
            said = state.read(control.state)
            if (
                _held.get(control.home) is not hold
                or said is None
                or said.phase in (Phase.STOPPED, Phase.FAILED)
            ):
                return
            _log.warning("The keeper of the database is gone; starting another.")
            _wait_until_of_use(control, quiet)
    except (PostgresError, OSError) as error:
        _log.error("The database could not be started again. %s", error)


class _Teller:
    """Says what is being done: when it changes, and again with the time when it takes long."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say
        self.doing = ""
        self.since = self.said_at = time.monotonic()

    def tell(self, doing: str) -> None:
        now = time.monotonic()
        if doing != self.doing:
            self.doing, self.since, self.said_at = doing, now, now
            self.say(f"{doing} …")
        elif now - self.said_at >= WORD_EVERY:
            self.said_at = now
            self.say(f"{doing} … ({now - self.since:.0f} s)")
