"""Real `rooftree` processes on a database of their own, so that they can be stopped and killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection
from psycopg.conninfo import conninfo_to_dict

from rooftree.engine import postgres
from tests import databases
from tests.nights import asked

PATIENCE = 240


def _heed_interrupts() -> None:
    """As at a terminal: what a shell starts in the background (a CI, say) ignores Ctrl-C from birth."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@dataclass
class House:
    """Where the processes live: a landing area, and the way in to a database."""

    home: Path
    url: str = ""

    def environment(self, **more: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ROOFTREE_")}
        kept |= {"ROOFTREE_HOME": str(self.home), "ROOFTREE_ENV": "test", "COLUMNS": "200"}
        return kept | ({"DATABASE_URL": self.url} if self.url else {}) | more

    def start(self, extracts: Path, *words: str, **more: str) -> Process:
        """The nightly run, begun."""
        command = [sys.executable, "-m", "rooftree.cli.main", "run", "--extracts", str(extracts), *words]
        env = self.environment(**more)
        started = subprocess.Popen(
            command, env=env, stderr=subprocess.PIPE, text=True, preexec_fn=_heed_interrupts
        )
        return Process(started)

    def run(self, extracts: Path, *words: str, **more: str) -> Ended:
        """The nightly run, from start to end."""
        return self.start(extracts, *words, **more).ended()


@dataclass(frozen=True)
class Ended:
    """How a process ended, and what it said."""

    code: int
    said: str


@dataclass
class Process:
    """A run that is going."""

    process: subprocess.Popen[str]

    def is_in(self, step: str) -> bool:
        """Whether its step has begun; false when the run is over."""
        return self.process.poll() is not None or asked(
            "SELECT count(*) FROM run_step JOIN run ON run.id = run_id "
            "WHERE run.ended_at IS NULL AND name = %s AND state = 'runs'",
            step,
        ) == [1]

    def interrupt(self) -> None:
        """Ctrl-C."""
        self.process.send_signal(signal.SIGINT)

    def kill(self) -> None:
        """No last words."""
        self.process.kill()

    def ended(self) -> Ended:
        """Waits for its end."""
        _, said = self.process.communicate(timeout=PATIENCE)
        return Ended(self.process.returncode, " ".join(said.split()))


@contextmanager
def a_house(folder: Path, name: str) -> Iterator[House]:
    """A house on the tests' own server; Django reads the same database."""
    usual = connection.settings_dict["NAME"]
    with databases.a_database(name):
        server = settings.DATABASE_URL or postgres.ensure_running(settings.ROOFTREE_HOME).url
        place = {name: quote(str(part), safe="") for name, part in conninfo_to_dict(str(server)).items()}
        name = connection.settings_dict["NAME"]
        way = f"{place['user']}:{place.get('password', '')}@{place['host']}:{place.get('port', '')}"
        yield House(folder / "var", f"postgresql://{way}/{name}")
    databases._lead_to(usual)
