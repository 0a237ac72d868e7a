"""One data folder and its server: made, started, watched until it takes connections, stopped."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from rooftree.engine.embedded import configuration, passwords, processes
from rooftree.engine.embedded.binaries import Binaries
from rooftree.engine.embedded.owner import Owner
from rooftree.engine.embedded.places import Places
from rooftree.engine.embedded.problems import FULL, FULL_MEND, PostgresError, from_log

# A new data folder takes about 40 MB; the first writes need room as well.
ROOM_TO_BEGIN = 200 * 1024 * 1024
LOGS_KEPT = 8


@dataclass
class Cluster:
    places: Places
    owner: Owner
    binaries: Binaries
    fast: bool
    process: subprocess.Popen[bytes] | None = None
    _logs_before: frozenset[Path] = frozenset()

    @property
    def pid(self) -> int:
        return self.process.pid if self.process else 0

    @property
    def is_new(self) -> bool:
        return not (self.places.data / "PG_VERSION").exists()

    @property
    def was_cut_off(self) -> bool:
        """Whether the last run did not end in good order, so that the start has to recover."""
        return self._pid_file.exists()

    @property
    def has_ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    @property
    def is_ready(self) -> bool:
        return processes.says_ready(self._pid_file, self.pid)

    @property
    def _pid_file(self) -> Path:
        return self.places.data / "postmaster.pid"

    @property
    def _words(self) -> Path:
        return self.places.root / "start.log"

    def create(self) -> None:
        """Make the data folder: beside its place first, so that half a folder is never used."""
        room = shutil.disk_usage(self.places.root).free
        if room < ROOM_TO_BEGIN:
            raise PostgresError(FULL, FULL_MEND.format(folder=self.places.root))
        passwords.make(self.places.root)
        for left in self.places.root.glob(".data-*"):
            shutil.rmtree(left, ignore_errors=True)
        half = Path(tempfile.mkdtemp(prefix=".data-", dir=self.places.root))
        if self.owner.is_other:
            os.chown(half, self.owner.uid, self.owner.gid)
        secret = self._secret_to_read()
        try:
            done = subprocess.run(
                self._initdb(half, secret),
                capture_output=True,
                text=True,
                check=False,
                cwd="/",
                env=processes.ENVIRONMENT,
                preexec_fn=processes.ending_with_parent(signal.SIGKILL),
                **self.owner.run_as,
            )
        finally:
            secret.unlink()
        if done.returncode:
            shutil.rmtree(half)
            raise from_log(done.stdout + done.stderr, self.places.root)
        half.rename(self.places.data)

    def start(self) -> None:
        """Start the server; it is of use once `is_ready`."""
        self._refuse_other_major()
        processes.clear_away(self.places.data)
        # No server is left, so a socket and its lock are of one that was killed.
        for left in self.places.socket.glob(".s.PGSQL.*"):
            left.unlink()
        self.forget_old_logs()
        self._logs_before = self._logs()
        settings = configuration.write(self.places.data, self.places, fast=self.fast)
        command = [
            self.binaries.program("postgres"),
            "-D",
            str(self.places.data),
            "-c",
            f"config_file={settings}",
        ]
        self.process = processes.start(command, self.owner, words=self._words)

    def stop(self) -> None:
        """End the server in good order and wait until it has ended."""
        if self.process is not None and not self.has_ended:
            processes.end(self.process.pid, lambda: self.has_ended)
        self.process = None

    def why_it_ended(self) -> PostgresError:
        """Why the server did not start, from its own last words."""
        said = self._words.read_text(encoding="utf-8", errors="replace")
        for log in sorted(self._logs() - self._logs_before):
            said += log.read_text(encoding="utf-8", errors="replace")[-4000:]
        return from_log(said, self.places.root)

    def forget_old_logs(self) -> None:
        """Keep the newest few: each is 10 MB at most, so the logs stay small."""
        for log in sorted(self._logs())[: -LOGS_KEPT + 1]:
            log.unlink(missing_ok=True)

    def _initdb(self, data: Path, secret: Path) -> list[str]:
        words = [self.binaries.program("initdb"), "-D", str(data), "-U", passwords.ADMINISTRATOR]
        words += ["--pwfile", str(secret), "--auth=scram-sha-256", "--encoding=UTF8", "--no-instructions"]
        # PostgreSQL's own character rules: the same on every system, whatever locales it has.
        words += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        return [*words, "--no-sync"] if self.fast else words

    def _secret_to_read(self) -> Path:
        # The server's account may not read our secrets, so it gets a copy of its own for a moment.
        copy = self.places.log / "initdb.secret"
        copy.unlink(missing_ok=True)
        handle = os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            if self.owner.is_other:
                os.fchown(handle, self.owner.uid, self.owner.gid)
            file.write(passwords.of(self.places.root, passwords.ADMINISTRATOR) + "\n")
        return copy

    def _refuse_other_major(self) -> None:
        made_by = (self.places.data / "PG_VERSION").read_text(encoding="utf-8").strip()
        if made_by != self.binaries.major:
            raise PostgresError(
                f"The data in {self.places.data} was made by PostgreSQL {made_by}; "
                f"this Rooftree brings PostgreSQL {self.binaries.major}.",
                "Dump it (pg_dump) with the Rooftree that made it, move the folder away, start, and restore.",
            )

    def _logs(self) -> frozenset[Path]:
        return frozenset(self.places.log.glob("postgres-*.log"))
