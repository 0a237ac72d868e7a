"""Great Expectations on pandas: its own expectations where it has them, else columns worked out for it."""

from __future__ import annotations

from typing import Any

import great_expectations as gx
import great_expectations.expectations as gxe
import pandas as pd
import polars as pl

from bench.quality.peers.expressions import RANGES, REQUIRED, forms, others, table
from bench.quality.peers.measured import measured


def run(files: list[str], out: str) -> None:
    """Every failing row's key is asked for: the complete format of a result."""
    flags = {f"is_{name}": ~fails.fill_null(False) for name, fails in others().items()}
    data = table(files).with_columns(**flags).collect().to_pandas()
    expectations = _expectations([name.removeprefix("is_") for name in flags])
    context = gx.get_context(mode="ephemeral")
    source = context.data_sources.add_pandas("tenancies").add_dataframe_asset("tenancy")
    batch = source.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": data})
    suite = gx.ExpectationSuite(name="standard", expectations=list(expectations.values()))
    form = {"result_format": "COMPLETE", "unexpected_index_column_names": ["source_key"]}
    results = batch.validate(suite, result_format=form).results
    found: list[pd.DataFrame] = []
    for result in results:
        name = result.expectation_config.meta["rule"]
        rows: list[dict[str, Any]] = result.result.get("unexpected_index_list") or []
        found.append(pd.DataFrame({"rule_id": name, "source_key": [row["source_key"] for row in rows]}))
    pl.from_pandas(pd.concat(found)).write_parquet(out)


def _expectations(names: list[str]) -> dict[str, Any]:
    patterns, codes = forms()
    made: dict[str, Any] = {
        f"{name}_required": gxe.ExpectColumnValuesToNotBeNull(column=name) for name in REQUIRED
    }
    for name, form in patterns.items():
        made[f"{name}_format"] = gxe.ExpectColumnValuesToMatchRegex(column=name, regex=form)
    for name, list_ in codes.items():
        made[f"{name}_code"] = gxe.ExpectColumnValuesToBeInSet(column=name, value_set=list_)
    for name, (low, high) in RANGES.items():
        made[f"{name}_range"] = gxe.ExpectColumnValuesToBeBetween(column=name, min_value=low, max_value=high)
    for name in names:
        made[name] = gxe.ExpectColumnValuesToBeInSet(column=f"is_{name}", value_set=[True])
    for name, expectation in made.items():
        expectation.meta = {"rule": name}
    return made


if __name__ == "__main__":
    measured(run)
