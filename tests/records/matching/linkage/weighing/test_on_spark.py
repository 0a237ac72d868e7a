"""The same model on a real Spark finds DuckDB's pairs. Needs the optional extra; run by `make spark`."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bench.matching import invented, on_spark
from bench.matching.on_spark import Weights
from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.linkage.weighing import matching
from rooftree.records.matching.linkage.weighing.preparing.people import prepare

pytestmark = [
    pytest.mark.spark,
    # pyspark 4 warns of this pandas, which it is not asked to use.
    pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::ResourceWarning"),
]
TODAY = datetime.date(2026, 11, 22)
SOURCES = {"housing": 'O\'Neill\\ "homes"', "register": "back\\slash", "repair line": "''"}
"""Names that engines write each its way."""


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    pytest.importorskip("pyspark.sql")
    with on_spark.local_session(tmp_path_factory.mktemp("spark"), memory="2g") as made:
        yield made


@pytest.fixture(scope="module")
def found(
    session: Any, engine: Engine, given: Callable[..., Table], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Weights, Weights]:
    """What DuckDB finds in ten thousand rows, and what Spark does."""
    people, _ = invented.make(10_000, seed=9)
    told = [dict(zip(invented.COLUMNS, row, strict=True)) for row in people]
    for row in told:
        row["source_dataset"] = SOURCES.get(row["source_dataset"], row["source_dataset"])
    rows = prepare(engine, given(*told))
    method = matching.train(engine, rows, today=TODAY)
    folder: Path = tmp_path_factory.mktemp("rows")
    there = on_spark.of_spark(session, engine, rows, method, folder)
    return on_spark.of_duckdb(engine, rows, method), there


def test_the_pairs_are_those_of_duckdb_but_for_one_in_a_thousand(found: tuple[Weights, Weights]) -> None:
    here, there = found
    assert len(here) > 5_000
    assert len(here.keys() ^ there.keys()) <= len(here) / 1_000


def test_weights_are_equal_but_for_rounding(found: tuple[Weights, Weights]) -> None:
    compared = on_spark.compare(*found)
    assert compared.apart <= compared.common / 1_000


def test_each_pair_was_looked_at_by_the_same_model(found: tuple[Weights, Weights]) -> None:
    here, there = found
    assert {here[pair][1] == there[pair][1] for pair in here.keys() & there.keys()} == {True}
