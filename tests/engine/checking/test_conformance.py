"""Every kind of check finds the same keys on DuckDB, as every night, and on a real PostgreSQL."""

from pathlib import Path

import pytest
from django.db import connection

from rooftree.engine.checking.kinds import Kind
from tests.engine.checking.conformance import others, rows
from tests.engine.checking.conformance.engines import compiled, on_duckdb, tables, values
from tests.engine.checking.conformance.shape import WHOLE, Case

CASES = [*rows.CASES, *others.CASES]
POSTGRES = {
    "string": "text",
    "date": "date",
    "int64": "bigint",
    "decimal(16, 6)": "numeric(16, 6)",
    "timestamp('UTC')": "timestamptz",
    "boolean": "boolean",
}


def test_there_is_a_case_of_every_kind() -> None:
    assert {case.check.kind for case in CASES if case.fails} == set(Kind)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_on_duckdb(case: Case, tmp_path: Path) -> None:
    assert on_duckdb(case, tmp_path) == case.fails


@pytest.mark.django_db
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_on_postgresql(case: Case) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL TIME ZONE 'Europe/London'")
        for table, given in tables(case).items():
            columns = ", ".join(f'"{name}" {POSTGRES[kind]}' for name, kind in WHOLE[table].items())
            cursor.execute(f'CREATE TEMP TABLE "{table}" ({columns}) ON COMMIT DROP')
            places = ", ".join(["%s"] * len(WHOLE[table]))
            cursor.executemany(
                f'INSERT INTO pg_temp."{table}" VALUES ({places})', [values(row, table) for row in given]
            )
        cursor.execute(compiled(case, "postgres").replace("%", "%%"), [])
        assert set(cursor.fetchall()) == case.fails
