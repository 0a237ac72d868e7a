"""Pointblank on Polars: its own steps where it has them, expressions for the rest; no cap on extracts."""

from __future__ import annotations

import pointblank as pb
import polars as pl

from bench.quality.peers.expressions import RANGES, REQUIRED, forms, others, table
from bench.quality.peers.measured import measured


def run(files: list[str], out: str) -> None:
    """Steps in the order of `names`, so that each extract is told by its place."""
    data = table(files).collect()
    patterns, codes = forms()
    checks = pb.Validate(data=data)
    names: list[str] = []
    for name in REQUIRED:
        checks, names = checks.col_vals_not_null(columns=name), [*names, f"{name}_required"]
    for name, form in patterns.items():
        checks = checks.col_vals_regex(columns=name, pattern=form, na_pass=True)
        names.append(f"{name}_format")
    for name, list_ in codes.items():
        checks = checks.col_vals_in_set(columns=name, set=[*list_, None])
        names.append(f"{name}_code")
    for name, (low, high) in RANGES.items():
        checks = checks.col_vals_between(columns=name, left=low, right=high, na_pass=True)
        names.append(f"{name}_range")
    for name, fails in others().items():
        checks = checks.col_vals_expr(expr=~fails.fill_null(False))
        names.append(name)
    checks = checks.interrogate(extract_limit=data.height)
    extracts = checks.get_data_extracts()
    found = [
        extracts[place].select(pl.lit(name).alias("rule_id"), "source_key")
        for place, name in enumerate(names, start=1)
        if extracts.get(place) is not None
    ]
    pl.concat(found).write_parquet(out)


if __name__ == "__main__":
    measured(run)
