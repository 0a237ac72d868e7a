"""The keeper: one small process per data folder that owns the server, and stops it when nobody uses it.

It holds the keeper lock for as long as it lives. Users hold a shared lock; when the keeper could have that
lock for itself for some seconds, nobody is left: it keeps it, stops the server and ends. If the server dies
it is started again. If the keeper dies, the kernel tells the server to shut down in good order, and the users
that are still there (each watches the keeper lock) start both again.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from rooftree.engine.embedded import binaries, locks, owner, places, state
from rooftree.engine.embedded.cluster import Cluster
from rooftree.engine.embedded.places import Control
from rooftree.engine.embedded.problems import PostgresError, from_os
from rooftree.engine.embedded.state import Phase, State

TICK = 0.2
# A server that dies this often within a minute would die again.
MOST_DEATHS = 5
TIDY_EVERY = 600.0


def keep(home: Path, *, grace: float, fast: bool, wanted: Callable[[], bool]) -> None:
    """Own the server until it is no longer wanted or nobody uses it."""
    control = Control(home)
    lock = locks.alone(control.keeper, patience=5)
    if lock is None:
        return
    keeper = Keeper(control=control, grace=grace, wanted=wanted, last=State(Phase.STARTING, os.getpid()))
    try:
        keeper.say(Phase.STARTING, "Looking for the database")
        cluster = _prepare(control, keeper, fast=fast)
        keeper.run(cluster)
    except PostgresError as error:
        keeper.say(Phase.FAILED, error.what, mend=error.mend)
    except OSError as error:
        problem = from_os(error, control.folder)
        keeper.say(Phase.FAILED, problem.what, mend=problem.mend)


def _prepare(control: Control, keeper: Keeper, *, fast: bool) -> Cluster:
    account = owner.of(control.data, control.folder)
    found = places.prepare(control, account)
    cluster = Cluster(places=found, owner=account, binaries=binaries.find(found, account), fast=fast)
    keeper.last = State(
        Phase.STARTING, os.getpid(), socket=str(found.socket), port=places.PORT, data=str(found.data)
    )
    if cluster.is_new:
        keeper.say(Phase.STARTING, "Making a new database")
        cluster.create()
    return cluster


@dataclass
class Keeper:
    control: Control
    grace: float
    wanted: Callable[[], bool]
    last: State
    _unused_since: float | None = None
    _tidied: float = field(default_factory=time.monotonic)
    _deaths: list[float] = field(default_factory=list)

    def say(self, phase: Phase, doing: str = "", *, mend: str = "", pid: int = 0) -> None:
        self.last = self.last.now(phase, doing=doing, mend=mend, pid=pid)
        if self.control.keeper.exists():
            state.write(self.control.state, self.last)

    def run(self, cluster: Cluster) -> None:
        """Start, watch and stop the server."""
        alone = None
        try:
            self._start(cluster)
            while self.wanted() and self.control.keeper.exists():
                time.sleep(TICK)
                self._tidy(cluster)
                if cluster.has_ended:
                    self._count_death()
                    self._start(cluster)
                alone = self._alone_for_long_enough()
                if alone is not None:
                    break
            self.say(Phase.STOPPING, "Stopping the database", pid=cluster.pid)
        finally:
            cluster.stop()
        # Whoever waits for the lock finds no keeper, and starts one.
        self.say(Phase.STOPPED)

    def _start(self, cluster: Cluster) -> None:
        cut_off = cluster.was_cut_off
        self.say(
            Phase.STARTING,
            "Recovering the database after a sudden end" if cut_off else "Starting the database",
        )
        cluster.start()
        while not cluster.is_ready:
            if cluster.has_ended:
                raise cluster.why_it_ended()
            if not self.wanted():
                return
            time.sleep(0.02)
        self.say(Phase.READY, pid=cluster.pid)

    def _tidy(self, cluster: Cluster) -> None:
        if time.monotonic() - self._tidied >= TIDY_EVERY:
            self._tidied = time.monotonic()
            cluster.forget_old_logs()

    def _count_death(self) -> None:
        now = time.monotonic()
        self._deaths = [at for at in self._deaths if now - at < 60] + [now]
        if len(self._deaths) >= MOST_DEATHS:
            raise PostgresError(
                f"PostgreSQL ended {MOST_DEATHS} times within a minute.",
                f"Its logs in {self.control.root / 'log'} tell why.",
            )

    def _alone_for_long_enough(self) -> int | None:
        """The users' lock, once nobody has held it for the grace time; kept, so that nobody comes in."""
        lock = locks.alone(self.control.users, patience=0)
        now = time.monotonic()
        if lock is None:
            self._unused_since = None
            return None
        if self._unused_since is None:
            self._unused_since = now
        if now - self._unused_since >= self.grace:
            return lock
        locks.give_back(lock)
        return None


def main(home: str, grace: str, fast: str) -> None:
    # Whoever starts a keeper waits for this process to end, and leaves no dead child behind.
    if os.fork():
        os._exit(0)
    os.umask(0o077)
    wanted = True

    def leave(_number: int, _frame: object) -> None:
        nonlocal wanted
        wanted = False

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, leave)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    keep(Path(home), grace=float(grace), fast=fast == "fast", wanted=lambda: wanted)


if __name__ == "__main__":
    main(*sys.argv[1:])
