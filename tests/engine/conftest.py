"""A home of one's own for a real server, and other processes that use it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from rooftree.engine import postgres
from tests.engine.neighbours import PROGRAM, Person


@pytest.fixture
def home() -> Iterator[Path]:
    """A home that does not exist yet, in a folder that any account may walk to."""
    with _a_home() as home:
        yield home


@pytest.fixture(scope="module")
def lasting_home() -> Iterator[Path]:
    """A home whose data lasts for the whole file; its server may be stopped and started."""
    with _a_home() as home:
        yield home


@pytest.fixture
def somebody(home: Path) -> Iterator[Callable[[], Person]]:
    """Start another process that uses the database of this home."""
    people: list[Person] = []

    def come() -> Person:
        command = [sys.executable, "-c", PROGRAM, str(home)]
        pipe = subprocess.PIPE
        people.append(Person(subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)))
        return people[-1]

    yield come
    for person in people:
        person.kill()


@contextmanager
def _a_home() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="roof-"))
    folder.chmod(0o711)
    yield folder / "var"
    postgres.remove(folder / "var")
    shutil.rmtree(folder)
