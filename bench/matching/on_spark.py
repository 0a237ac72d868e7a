"""`python -m bench.matching.on_spark RECORDS`: the pairs of a CSV by one model, on DuckDB and on Spark."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.matching.ours import TODAY
from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.handed_in import reading
from rooftree.records.matching.linkage.weighing import matching
from rooftree.records.matching.linkage.weighing.predicting import Method
from rooftree.records.matching.linkage.weighing.preparing.people import prepare

EQUAL = 1e-6
"""Weights that differ less, differ by rounding."""
Weights = dict[tuple[int, int], tuple[float, str]]


@dataclass(frozen=True)
class Compared:
    """What the two engines find."""

    here: int
    on_spark: int
    common: int
    apart: int
    largest_gap: float

    @property
    def differ(self) -> float:
        """The share of pairs that only one of them finds, or that do not weigh the same."""
        return (self.here + self.on_spark - 2 * self.common + self.apart) / max(self.here, 1)


@contextmanager
def local_session(folder: Path, memory: str = "3g") -> Iterator[Any]:
    """A Spark of this machine, as the module asks for one."""
    from pyspark.sql import SparkSession

    from rooftree.records.matching.linkage.weighing.on_spark import MEASURES

    builder = SparkSession.builder.master("local[2]").config("spark.jars", MEASURES)
    builder = builder.config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false")
    builder = builder.config("spark.driver.memory", memory).config("spark.sql.shuffle.partitions", "4")
    session = builder.config("spark.sql.warehouse.dir", str(folder / "warehouse")).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    session.sparkContext.setCheckpointDir(str(folder / "checkpoints"))
    yield session
    session.stop()


def compare(here: Weights, there: Weights) -> Compared:
    """Pairs and weights of the one beside those of the other."""
    common = here.keys() & there.keys()
    gaps = [abs(here[pair][0] - there[pair][0]) for pair in common]
    apart = sum(gap > EQUAL for gap in gaps)
    return Compared(len(here), len(there), len(common), apart, max(gaps, default=0.0))


def of_duckdb(engine: Engine, rows: Table, method: Method) -> Weights:
    """Each pair with its weight and model, as the product finds them."""
    return weighed(engine.to_arrow(matching.score(engine, rows, method)).to_pylist())


def of_spark(session: Any, engine: Engine, rows: Table, method: Method, folder: Path) -> Weights:
    """The same on Spark, from a copy of the rows."""
    from rooftree.records.matching.linkage.weighing import on_spark

    copy = folder / "rows.parquet"
    if not copy.exists():
        engine.write_parquet(rows, copy)
    asked = matching.worth_a_look()
    frame = on_spark.all_pairs(session, session.read.parquet(str(copy)), method, at_least=asked)
    return weighed([row.asDict() for row in frame.collect()])


def weighed(pairs: list[dict[str, Any]]) -> Weights:
    """By pair; one that comes twice fails."""
    found = {(row["left"], row["right"]): (row["weight"], row["model"]) for row in pairs}
    if len(found) != len(pairs):
        raise ValueError("A pair came twice.")
    return found


def main() -> None:
    """Prints the figures as one line of JSON."""
    with TemporaryDirectory(dir=Path(sys.argv[1]).parent) as place:
        folder = Path(place)
        engine = Engine(spill=folder / "spill")
        rows = prepare(engine, reading.read(engine, Path(sys.argv[1]), copy=folder / "copy.parquet").rows)
        method = matching.train(engine, rows, today=TODAY)
        begun = time.monotonic()
        here = of_duckdb(engine, rows, method)
        seconds = [time.monotonic() - begun]
        with local_session(folder) as session:
            for _ in range(2):
                begun = time.monotonic()
                there = of_spark(session, engine, rows, method, folder)
                seconds.append(time.monotonic() - begun)
        engine.close()
    found = compare(here, there)
    times = dict(zip(("duckdb", "spark_cold", "spark_warm"), seconds, strict=True))
    print(json.dumps({**asdict(found), "differ": found.differ, "seconds": times}))


if __name__ == "__main__":
    main()
