"""Every kind of check finds the same keys on Spark. Needs the optional extra; run by `make spark`."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from tests.engine.checking.conformance.engines import compiled, tables, values
from tests.engine.checking.conformance.shape import WHOLE, Case
from tests.engine.checking.test_conformance import CASES

pytestmark = pytest.mark.spark
SPARK = {
    "string": "string",
    "date": "date",
    "int64": "bigint",
    "decimal(16, 6)": "decimal(16, 6)",
    "timestamp('UTC')": "timestamp",
    "boolean": "boolean",
}


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    sql = pytest.importorskip("pyspark.sql")
    builder = sql.SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.sql.session.timeZone", "Europe/London")
    session = builder.config("spark.sql.shuffle.partitions", "1").getOrCreate()
    yield session
    session.stop()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_on_spark(case: Case, spark: Any) -> None:
    for table, given in tables(case).items():
        shape = WHOLE[table]
        schema = ", ".join(f"`{name}` {SPARK[kind]}" for name, kind in shape.items())
        rows = [
            [_exact(value, kind) for value, kind in zip(values(row, table), shape.values(), strict=True)]
            for row in given
        ]
        spark.createDataFrame(rows, schema).createOrReplaceTempView(table)
    found = spark.sql(compiled(case, "spark")).collect()
    assert {(row["source_system"], row["source_key"]) for row in found} == case.fails


def _exact(value: Any, kind: str) -> Any:
    return Decimal(value) if kind.startswith("decimal") and value is not None else value
