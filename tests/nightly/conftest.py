"""Five nights of a small invented landlord, lived once, with what was known after each."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_django.plugin import DjangoDbBlocker

from rooftree.nightly.report import Report
from rooftree.reference.standard.queries import contracts
from rooftree.sources.synthetic.evolution.night import evolve
from rooftree.sources.synthetic.landlord import TODAY, synthesise
from tests import databases
from tests.nights import Landlord, asked, whole

HOMES, SEED = 30, 1
SPECIAL = ("claim", "disagreement", "reference", "match_candidate")
IDS = "SELECT source_system || ' ' || entity_type || ' ' || source_key, entity_id FROM reference"


@dataclass
class Known:
    """What PostgreSQL held after one night."""

    day: date
    report: Report
    digest: dict[str, str]
    counts: dict[str, int]
    live: dict[str, int]
    ids: dict[str, Any]


@dataclass
class Nights:
    """The landlord, its extracts, and what was known after each night."""

    landlord: Landlord
    extracts: list[Path]
    known: dict[str, Known] = field(default_factory=dict)

    def receive(self, name: str, extracts: Path, day: date, hour: int = 2) -> None:
        report = self.landlord.receives(extracts, day, hour)
        tables = [*contracts(), *SPECIAL]
        counts = {table: asked(f'SELECT count(*) FROM "{table}"')[0] for table in _there(tables)}
        live = {
            table: asked(f'SELECT count(*) FROM "{table}" WHERE ended_on IS NULL')[0]
            for table in _there(tables, with_column="ended_on")
        }
        self.known[name] = Known(day, report, whole(), counts, live, dict(asked(IDS)))


def _there(tables: list[str], *, with_column: str = "source_system") -> list[str]:
    found = asked("SELECT table_name FROM information_schema.columns WHERE column_name = %s", with_column)
    return [table for table in tables if table in found]


@pytest.fixture(scope="module")
def nights(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Nights]:
    """Lived once for the file, in a database of its own."""
    folder = tmp_path_factory.mktemp("nights")
    with databases.apart(django_db_blocker, "nights"):
        yield _lived(Nights(Landlord(folder / "landing"), _extracts(folder)))


def _extracts(folder: Path) -> list[Path]:
    made = [folder / name for name in ("first", "second", "third", "broken")]
    synthesise(homes=HOMES, seed=SEED, out=made[0])
    evolve(made[0], made[1], seed=1)
    evolve(made[1], made[2], seed=2)
    shutil.copytree(made[2], made[3])
    people = (made[3] / "nec" / "people.csv").read_text("utf-8-sig").replace("LPAR_PER_ALT_REF", "WHO", 1)
    (made[3] / "nec" / "people.csv").write_text(people)
    (made[3] / "keystone" / "rooms.csv").unlink()
    return made


def _lived(nights: Nights) -> Nights:
    first, second, third, broken = nights.extracts
    nights.receive("first", first, TODAY)
    nights.receive("again", first, TODAY, hour=3)
    nights.receive("second", second, TODAY + timedelta(days=1))
    nights.receive("third", third, TODAY + timedelta(days=2))
    nights.receive("broken", broken, TODAY + timedelta(days=3))
    shutil.rmtree(nights.landlord.landing)
    nights.receive("lost", broken, TODAY + timedelta(days=4))
    return nights
