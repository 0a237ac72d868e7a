"""An engine, and rows of people as a source gives them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pyarrow as pa
import pytest

from bench.matching import invented
from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.linkage.weighing.preparing.people import GIVEN

Given = dict[str, str]


@pytest.fixture(scope="package")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    made = Engine(spill=tmp_path_factory.mktemp("spill"))
    yield made
    made.close()


@pytest.fixture(scope="package")
def given(engine: Engine) -> Callable[..., Table]:
    """The rows as a table of the engine; what is not said is null."""

    def make(*rows: Given) -> Table:
        columns = {name: pa.array([row.get(name) or None for row in rows], pa.string()) for name in GIVEN}
        return engine.arrow(pa.table(columns))

    return make


@pytest.fixture(scope="package")
def landlord() -> list[Given]:
    """Some two thousand rows of an invented landlord, for the numbers to be learnt from."""
    rows, _ = invented.make(2_000, seed=5)
    return [dict(zip(invented.COLUMNS, row, strict=True)) for row in rows]
