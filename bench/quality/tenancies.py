"""A made-up table of tenancies, the people and homes they point to, and about one fault in a hundred values.

Nobody in it exists: keys are numbers, postcodes are ZZ ones, telephone numbers are Ofcom's for drama.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

DAY = "DATE '2026-11-22'"
FACTS = {
    "tenancy_ref": "string",
    "property_ref": "string",
    "person_ref": "string",
    "uprn": "string",
    "postcode": "string",
    "ni_no": "string",
    "email": "string",
    "phone": "string",
    "full_name": "string",
    "status": "string",
    "tenure": "string",
    "sex": "string",
    "payment_method": "string",
    "start_on": "date",
    "end_on": "date",
    "born_on": "date",
    "signed": "string",
    "rent": "int64",
    "bedrooms": "int64",
    "occupants": "int64",
    "has_gas": "boolean",
    "gas_checked_on": "date",
    "contacted_on": "date",
    "note": "string",
}


@dataclass(frozen=True)
class Made:
    """The files of one size."""

    tenancy: Path
    person: Path
    home: Path

    @property
    def paths(self) -> list[Path]:
        """In the order in which the peers are given them."""
        return [self.tenancy, self.person, self.home]


def made(folder: Path, rows: int) -> Made:
    """The table at this size, kept for the next time."""
    files = Made(*(folder / f"{name}-{rows}.parquet" for name in ("tenancy", "person", "property")))
    if not all(path.exists() for path in files.paths):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with duckdb.connect(config={"threads": 2, "temp_directory": str(folder / "spill")}) as con:
            con.execute("SET TimeZone = 'Europe/London'")
            _write(con, _TENANCY.format(rows=rows), files.tenancy)
            for path, letter in ((files.person, "P"), (files.home, "H")):
                _write(con, _KEYS.format(rows=rows, letter=letter), path)
    return files


def _write(con: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    part = path.with_suffix(".part")
    con.execute(f"COPY ({query}) TO '{part}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 100000)")
    part.replace(path)


_KEYS = """
SELECT 'nec' AS source_system, '{letter}' || lpad(i::VARCHAR, 8, '0') AS source_key
FROM range({rows}) AS t(i)
"""

# `f(n)` is true of about one row in a hundred, of different rows for each n; `r(n, m)` is 0 to m - 1.
_TENANCY = f"""
WITH rows_ AS (SELECT i FROM range({{rows}}) AS t(i)),
macros AS (
    SELECT i, lpad(i::VARCHAR, 8, '0') AS padded,
           [hash(i * 64 + n) % 10007 < 95 FOR n IN range(32)] AS f,
           [(hash(i * 64 + 32 + n) % 1000003)::BIGINT FOR n IN range(20)] AS r
    FROM rows_
)
SELECT 'nec' AS source_system, 'T' || padded AS source_key, 'tenancies' AS source_file,
       i::BIGINT AS source_row, 1::BIGINT AS extract_id,
       CASE WHEN f[1] THEN NULL WHEN f[2] THEN 'TEN/' || i WHEN f[3] AND i > 0
            THEN 'T' || lpad((i - 1)::VARCHAR, 8, '0') ELSE 'T' || padded END AS tenancy_ref,
       CASE WHEN f[4] THEN NULL WHEN f[5] THEN 'H9' || padded WHEN f[6] AND i > 0
            THEN 'H' || lpad((i - 1)::VARCHAR, 8, '0') ELSE 'H' || padded END AS property_ref,
       CASE WHEN f[7] THEN NULL WHEN f[8] THEN 'P9' || padded ELSE 'P' || padded END AS person_ref,
       CASE WHEN f[9] THEN '1.00023E+11' WHEN r[1] % 20 = 0 THEN NULL
            ELSE (100000000 + i)::VARCHAR END AS uprn,
       CASE WHEN f[10] THEN 'ZZ' || r[2] % 9
            ELSE 'ZZ' || r[2] % 99 || ' ' || r[3] % 9 || 'AB' END AS postcode,
       CASE WHEN f[11] THEN 'QQ12345' WHEN r[4] % 5 = 0 THEN NULL
            ELSE 'AB' || lpad((r[4] % 1000000)::VARCHAR, 6, '0') || 'C' END AS ni_no,
       CASE WHEN f[12] THEN 'name at example.org' WHEN r[5] % 3 = 0 THEN NULL
            ELSE 'person' || i || '@example.org' END AS email,
       CASE WHEN f[13] THEN '12345' WHEN r[6] % 4 = 0 THEN NULL
            ELSE '07700900' || lpad((r[6] % 1000)::VARCHAR, 3, '0') END AS phone,
       CASE WHEN f[14] THEN NULL ELSE 'Person ' || r[7] % 5000 || ' Invented' END AS full_name,
       CASE WHEN f[15] THEN 'X9' WHEN r[8] % 5 = 0 THEN 'ended' ELSE 'current' END AS status,
       CASE WHEN f[16] THEN 'unknown'
            ELSE ['secure', 'assured', 'introductory', 'starter'][1 + r[9] % 4] END AS tenure,
       CASE WHEN f[17] THEN 'q' WHEN r[10] % 20 = 0 THEN NULL ELSE ['F', 'M', 'X'][1 + r[10] % 3] END AS sex,
       CASE WHEN f[18] THEN 'barter' ELSE ['direct_debit', 'cash', 'card', 'benefit'][1 + r[11] % 4] END
            AS payment_method,
       CASE WHEN f[19] THEN NULL WHEN f[20] THEN {DAY} + 40
            ELSE {DAY} - 30 - (r[12] % 7000)::INTEGER END AS start_on,
       CASE WHEN r[8] % 5 = 0 THEN (CASE WHEN f[21] THEN NULL WHEN f[22] THEN {DAY} - 9000
            ELSE {DAY} - (r[13] % 25)::INTEGER END) WHEN f[23] THEN {DAY} - 5 END AS end_on,
       CASE WHEN f[24] THEN {DAY} - 3000 WHEN f[25] THEN DATE '1850-01-01'
            ELSE {DAY} - 14000 - (r[14] % 15000)::INTEGER END AS born_on,
       CASE WHEN f[26] THEN '2021-02-30' WHEN r[15] % 4 = 0 THEN NULL
            ELSE ({DAY} - (r[15] % 7000)::INTEGER)::VARCHAR END AS signed,
       CASE WHEN f[27] THEN 5 ELSE 8000 + r[16] % 9000 END::BIGINT AS rent,
       CASE WHEN f[28] THEN 44 ELSE 1 + r[17] % 5 END::BIGINT AS bedrooms,
       CASE WHEN f[29] THEN 0 ELSE 1 + r[17] % 7 END::BIGINT AS occupants,
       r[18] % 3 > 0 AS has_gas,
       CASE WHEN r[18] % 3 = 0 OR f[30] THEN NULL WHEN f[31] THEN {DAY} - 500
            ELSE {DAY} - (r[19] % 360)::INTEGER END AS gas_checked_on,
       CASE WHEN f[32] THEN {DAY} - 900 WHEN r[20] % 10 = 0 THEN NULL ELSE {DAY} - (r[20] % 390)::INTEGER END
            AS contacted_on,
       'Note ' || r[20] % 1000 AS note, NULL::VARCHAR AS _problems
FROM macros
"""
