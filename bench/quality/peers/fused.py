"""The plain alternative: one DuckDB query for all rules, the failures of a row as bits of a number."""

from __future__ import annotations

import json
import os
from pathlib import Path

import duckdb

from bench.quality.peers.measured import measured


def run(files: list[str], out: str) -> None:
    """One scan of the table, two joins, two windows; rows with a failure are then one row each rule."""
    tenancy, person, property_ = files
    rules: dict[str, str] = json.loads(Path(os.environ["BENCH_RULES"]).read_text())
    bits = " | ".join(
        f"CASE WHEN {fails} THEN {1 << place}::BIGINT ELSE 0 END"
        for place, fails in enumerate(rules.values())
    )
    known = ", ".join(f"('{name}', {1 << place}::BIGINT)" for place, name in enumerate(rules))
    query = f"""
        SELECT known.rule_id, found.source_key FROM (
            SELECT source_key, {bits} AS mask FROM (
                SELECT t.*, p.source_key AS person_key, h.source_key AS property_key,
                       count(*) OVER (PARTITION BY t.tenancy_ref) AS same_ref,
                       count(*) FILTER (WHERE t.status = 'current') OVER (PARTITION BY t.property_ref)
                           AS same_home
                FROM read_parquet('{tenancy}') AS t
                LEFT JOIN read_parquet('{person}') AS p ON p.source_key = t.person_ref
                LEFT JOIN read_parquet('{property_}') AS h ON h.source_key = t.property_ref
            )
        ) AS found JOIN (VALUES {known}) AS known(rule_id, bit) ON found.mask & known.bit <> 0
        WHERE found.mask <> 0
    """
    spill = str(Path(out).parent / "spill")
    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": 2,
        "temp_directory": spill,
        "preserve_insertion_order": "false",
    }
    with duckdb.connect(config=config) as con:
        con.execute(f"COPY ({query}) TO '{out}' (FORMAT parquet, COMPRESSION zstd)")


if __name__ == "__main__":
    measured(run)
