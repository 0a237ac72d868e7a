"""An engine, and a way to work out a column expression over a few texts."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from rooftree.engine.tables import Engine

Work = Callable[[Callable[[Any], Any], list[str | None]], list[Any]]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = Engine(spill=tmp_path / "spill", memory="256MB", threads=1)
    yield made
    made.close()


@pytest.fixture
def worked(engine: Engine) -> Work:
    """Each text through the expression, on DuckDB, in order."""

    def work(expression: Callable[[Any], Any], texts: list[str | None]) -> list[Any]:
        rows = engine.arrow(pa.table({"n": range(len(texts)), "x": pa.array(texts, pa.string())}))
        result = rows.select("n", y=expression(rows.x)).order_by("n")
        values: list[Any] = engine.to_arrow(result)["y"].to_pylist()
        return values

    return work
