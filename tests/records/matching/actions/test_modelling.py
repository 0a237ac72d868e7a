"""Models of matching: trained when it is time, and the last one is in use until the next is whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pyarrow as pa
import pytest

from bench.matching import invented
from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.actions.modelling import UNTRAINED, Store
from rooftree.records.matching.linkage.nights.model import InUse
from rooftree.records.matching.linkage.weighing import frequencies
from rooftree.records.matching.linkage.weighing.preparing.people import GIVEN, prepare
from rooftree.records.matching.models import MatchModel
from tests.nights import FIRST, moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = Engine(spill=tmp_path / "spill")
    yield made
    made.close()


@pytest.fixture
def rows(engine: Engine) -> Table:
    found, _ = invented.make(600, seed=5)
    told = [dict(zip(invented.COLUMNS, row, strict=True)) for row in found]
    columns = {name: pa.array([row.get(name) or None for row in told], pa.string()) for name in GIVEN}
    return prepare(engine, engine.arrow(pa.table(columns)))


def store(landing: Path, *, days: int = 0, asked: bool = False, least: int = 100) -> Store:
    day = FIRST + timedelta(days=days)
    return Store(landing, 7 + days, lambda: moment(day), day, asked=asked, least_rows=least)


def test_a_model_is_trained_once_read_back_the_same_and_anew_when_old_or_asked_for(
    engine: Engine, rows: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = store(tmp_path).tonight(engine, rows)
    assert first.version == f"people-{FIRST}-1"
    later = store(tmp_path, days=29)
    again = later.tonight(engine, rows)
    assert (again.version, again.method.weights) == (first.version, first.method.weights)
    assert again.method.frequencies.digest == first.method.frequencies.digest
    later.weighed(again, {"rows": 600})
    row = MatchModel.objects.get()
    assert (row.rows, row.latest_run, row.figures_latest, row.trained_by_run) == (600, 36, {"rows": 600}, 7)
    assert not later.is_due()
    assert store(tmp_path, days=30).is_due()

    def full(*_: object) -> None:
        raise OSError(28, "no room")

    with monkeypatch.context() as disk:
        disk.setattr(frequencies, "write", full)
        with pytest.raises(OSError, match="no room"):
            store(tmp_path, days=30).tonight(engine, rows)
    assert store(tmp_path, days=1).tonight(engine, rows).version == first.version
    second: InUse = store(tmp_path, days=1, asked=True).tonight(engine, rows)
    assert MatchModel.objects.get(is_in_use=True).version == second.version != first.version
    assert {folder.name for folder in (tmp_path / "models").iterdir()} == {
        Path(path).name for path in MatchModel.objects.values_list("path", flat=True)
    }


def test_of_few_rows_nothing_is_learnt_or_kept(engine: Engine, rows: Table, tmp_path: Path) -> None:
    assert store(tmp_path, least=601).tonight(engine, rows).version == UNTRAINED
    assert not MatchModel.objects.exists()
    assert not store(tmp_path).is_due()
