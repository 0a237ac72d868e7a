"""pandera on Polars, lazily: its own checks where it has them; failing rows come as places in the frame."""

from __future__ import annotations

import pandera.polars as pa
import polars as pl

from bench.quality.peers.expressions import RANGES, REQUIRED, forms, others, table
from bench.quality.peers.measured import measured


def run(files: list[str], out: str) -> None:
    """`error` carries the rule's id: a check's name is not in the report."""
    data = table(files).collect()
    fails = {name: each.fill_null(False) for name, each in others().items()}
    data = data.with_columns(**{f"is_{name}": ~each for name, each in fails.items()})
    try:
        _schema(list(fails)).validate(data, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases: pl.DataFrame = errors.failure_cases
    keys = data.select("source_key").with_row_index("index")
    named = pl.when(pl.col("check") == "not_nullable")
    rule = named.then(pl.col("column") + "_required").otherwise(pl.col("check"))
    placed = cases.select(rule_id=rule, index=pl.col("index").cast(pl.UInt32))
    placed.join(keys, on="index").select("rule_id", "source_key").write_parquet(out)


def _schema(names: list[str]) -> pa.DataFrameSchema:
    patterns, codes = forms()
    checks: dict[str, list[pa.Check]] = {name: [] for name in (*REQUIRED, *patterns, *codes, *RANGES)}
    for name, form in patterns.items():
        checks[name].append(pa.Check.str_matches(form, error=f"{name}_format"))
    for name, list_ in codes.items():
        checks[name].append(pa.Check.isin(list_, error=f"{name}_code"))
    for name, (low, high) in RANGES.items():
        checks[name].append(pa.Check.in_range(low, high, error=f"{name}_range"))
    columns = {name: pa.Column(checks=each, nullable=name not in REQUIRED) for name, each in checks.items()}
    flags = {f"is_{name}": pa.Column(checks=[pa.Check.eq(True, error=name)]) for name in names}
    return pa.DataFrameSchema(columns | flags)


if __name__ == "__main__":
    measured(run)
