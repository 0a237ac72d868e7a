"""The run or the database killed, or the disk full: yesterday's view is whole, and the next run is right."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from pytest_django.plugin import DjangoDbBlocker

from rooftree.engine import postgres
from rooftree.sources.synthetic.evolution.night import evolve
from rooftree.sources.synthetic.landlord import synthesise
from tests.engine.neighbours import until
from tests.nights import asked, whole
from tests.running import House, Process, a_house

pytestmark = pytest.mark.kill
WITHOUT_A_CHECK = """
    SELECT count(*) FROM quality_exception
    WHERE NOT EXISTS (SELECT FROM quality_check_run WHERE run_id = first_seen_run)
       OR resolved_run IS NOT NULL AND NOT EXISTS (SELECT FROM quality_check_run WHERE run_id = resolved_run)
"""


@pytest.fixture(scope="module")
def house(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    with django_db_blocker.unblock(), a_house(tmp_path_factory.mktemp("house"), "kills") as made:
        yield made


@pytest.fixture(scope="module")
def extracts(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    made = [tmp_path_factory.mktemp("extracts") / f"night{number}" for number in range(6)]
    synthesise(homes=12, seed=5, out=made[0])
    for number in range(1, 6):
        evolve(made[number - 1], made[number], seed=number)
    return made


def test_killed_in_any_step(house: House, extracts: list[Path]) -> None:
    assert house.run(extracts[0]).code == 0
    chance = random.Random(7)
    for night, step in enumerate(("land", "standardise", "match", "publish", "check"), 1):
        for _ in range(2):
            _killed(house.start(extracts[night]), step, after=chance.random())
        ended = house.run(extracts[night])
        assert ended.code == 0, ended.said
        assert _open_runs() == 0
        assert asked(WITHOUT_A_CHECK) == [0]
    _as_if_nothing_had_happened(house, extracts)


def _killed(process: Process, step: str, *, after: float) -> None:
    before = whole()
    assert until(lambda: process.is_in(step), patience=120)
    time.sleep(after)
    process.kill()
    process.ended()
    if asked("SELECT published_state IS NULL FROM run ORDER BY id DESC LIMIT 1") == [True]:
        assert whole() == before, step
    assert asked(WITHOUT_A_CHECK) == [0], "a ledger half brought to its night"


def _open_runs() -> int:
    return int(asked("SELECT count(*) FROM run WHERE ended_at IS NULL")[0])


def _as_if_nothing_had_happened(house: House, extracts: list[Path]) -> None:
    """The state in the landing area and the records agree: worked out from nothing, nothing differs."""
    before = whole()
    shutil.rmtree(house.home / "landing" / "published")
    ended = house.run(extracts[5])
    assert ended.code == 0, ended.said
    assert whole() == before


def test_the_embedded_database_killed_in_mid_publish(extracts: list[Path]) -> None:
    folder = Path(tempfile.mkdtemp(prefix="roof-"))
    folder.chmod(0o711)
    house = House(folder / "var")
    try:
        assert house.run(extracts[0]).code == 0
        before = _counts(house)
        process = house.start(extracts[1])
        assert until(lambda: _step_of(house) == "publish", patience=120)
        os.kill(postgres.status(house.home).pid, signal.SIGKILL)
        ended = process.ended()
        assert (ended.code, "Traceback" in ended.said) == (1, False), ended.said
        assert "database" in ended.said
        assert _counts(house) == before
        assert house.run(extracts[1]).code == 0
        assert _counts(house) != before
    finally:
        postgres.remove(house.home)
        shutil.rmtree(folder)


def _connected(house: House) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(postgres.ensure_running(house.home).url)


def _counts(house: House) -> list[tuple[object, ...]]:
    with _connected(house) as asked:
        tables = ("unit", "person", "work_order", "claim", "claim_event", "rent_transaction", "communication")
        return [
            row for name in tables for row in asked.execute(f"SELECT count(*), max(known_from) FROM {name}")
        ]


def _step_of(house: House) -> str:
    with _connected(house) as asked:
        row = asked.execute(
            "SELECT name FROM run_step WHERE state = 'runs' ORDER BY id DESC LIMIT 1"
        ).fetchone()
    return str(row[0]) if row else ""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may make a small disk")
def test_a_full_disk_in_mid_publish(house: House, extracts: list[Path], tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300m", "tmpfs", str(disk)], check=True)
    place = {"ROOFTREE_LANDING": str(disk / "landing")}
    try:
        assert house.run(extracts[4], **place).code == 0
        before = whole()
        process = house.start(extracts[5], **place)
        assert until(lambda: process.is_in("match"), patience=120)
        _fill(disk)
        ended = process.ended()
        assert (ended.code, "Traceback" in ended.said) == (1, False), ended.said
        assert "full" in ended.said
        assert whole() == before
        (disk / "filler").unlink()
        assert house.run(extracts[5], **place).code == 0
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def _fill(disk: Path) -> None:
    with (disk / "filler").open("wb", buffering=0) as filler:
        try:
            while True:
                filler.write(b"\0" * (1 << 16))
        except OSError:
            return
