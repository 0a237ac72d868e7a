"""Polars, its streaming engine: every rule an expression, all in one plan."""

from __future__ import annotations

import polars as pl

from bench.quality.peers.expressions import rules, table
from bench.quality.peers.measured import measured


def run(files: list[str], out: str) -> None:
    """Which rules each row fails as columns, rows with a failure kept, then one row each rule."""
    said = rules()
    marked = table(files).select("source_key", **said).filter(pl.any_horizontal(*said))
    found = marked.collect(engine="streaming").unpivot(index="source_key", variable_name="rule_id")
    found.filter(pl.col("value")).select("rule_id", "source_key").write_parquet(out)


if __name__ == "__main__":
    measured(run)
