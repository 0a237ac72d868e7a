"""Splink as its tutorials use it: ready-made comparisons, trained, likely links joined."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from bench.matching.peers.groups import write
from bench.quality.peers.measured import measured

LIKELY = 0.95
VALUES = """
    SELECT unique_id, nullif(lower(trim(first_name)), '') AS first_name,
           nullif(lower(trim(surname)), '') AS surname,
           CAST(coalesce(try_cast(dob AS DATE), try_strptime(dob, '%d/%m/%Y')::DATE) AS VARCHAR) AS dob,
           nullif(upper(replace(nino, ' ', '')), '') AS nino, nullif(lower(email), '') AS email,
           nullif(right(regexp_replace(phone, '[^0-9]', '', 'g'), 10), '') AS phone,
           nullif(upper(replace(postcode, ' ', '')), '') AS postcode, nullif(uprn, '') AS uprn
    FROM read_csv(?, all_varchar = true)
"""
BLOCKS = ("surname", "dob"), ("first_name", "dob"), ("nino",), ("phone",), ("email",), ("uprn",)


def run(files: list[str], out: str) -> None:
    """Every chain of likely links is one person."""
    logging.disable(logging.WARNING)
    con = duckdb.connect()
    con.execute("SET threads = 2")
    con.execute(f"CREATE TABLE people AS {VALUES}", files)
    likely: Any = _linker(con).inference.predict(threshold_match_probability=LIKELY)
    links = con.execute(f"SELECT unique_id_l, unique_id_r FROM {likely.physical_name}").fetchall()
    rows = [row for (row,) in con.execute("SELECT unique_id FROM people").fetchall()]
    write(rows, links, Path(out))


def _linker(con: duckdb.DuckDBPyConnection) -> Any:
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.NameComparison("first_name"),
            cl.NameComparison("surname"),
            cl.DateOfBirthComparison("dob", input_is_string=True),
            cl.ExactMatch("nino"),
            cl.ExactMatch("phone"),
            cl.ExactMatch("uprn"),
            cl.EmailComparison("email"),
            cl.ExactMatch("postcode"),
        ],
        blocking_rules_to_generate_predictions=[block_on(*block) for block in BLOCKS],
    )
    linker: Any = Linker("people", settings, DuckDBAPI(con))
    certain = [block_on("first_name", "surname", "dob"), block_on("nino")]
    linker.training.estimate_probability_two_random_records_match(certain, recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for block in (("first_name", "surname"), ("dob",)):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*block))
    return linker


if __name__ == "__main__":
    measured(run)
