"""Exact rules, as most systems have them: one SQL query, and every chain of links one person."""

from __future__ import annotations

from pathlib import Path

import duckdb

from bench.matching.peers.groups import write
from bench.quality.peers.measured import measured

RULES = (
    ("first", "last", "born"),
    ("nino",),
    ("first", "last", "uprn"),
    ("first", "last", "phone"),
    ("email", "first"),
)
VALUES = """
    SELECT unique_id, nullif(lower(trim(first_name)), '') AS first, nullif(lower(trim(surname)), '') AS last,
           nullif(dob, '') AS born, nullif(upper(replace(nino, ' ', '')), '') AS nino,
           nullif(uprn, '') AS uprn, nullif(lower(email), '') AS email,
           nullif(right(regexp_replace(phone, '[^0-9]', '', 'g'), 10), '') AS phone
    FROM read_csv(?, all_varchar = true)
"""


def run(files: list[str], out: str) -> None:
    """Each row is linked to the first row that has the same."""
    with duckdb.connect() as con:
        con.execute("SET threads = 2")
        con.execute(f"CREATE TABLE row AS {VALUES}", files)
        links: list[tuple[str, str]] = []
        for rule in RULES:
            by = ", ".join(rule)
            told = " AND ".join(f"{column} IS NOT NULL" for column in rule)
            firsts = f"SELECT unique_id, min(unique_id) OVER (PARTITION BY {by}) FROM row WHERE {told}"
            links += con.execute(firsts).fetchall()
        rows = [row for (row,) in con.execute("SELECT unique_id FROM row").fetchall()]
    write(rows, links, Path(out))


if __name__ == "__main__":
    measured(run)
