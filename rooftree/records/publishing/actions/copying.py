"""Writes one table's difference by COPY, on Django's own connection and inside its transaction."""

from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.db import connection
from psycopg import sql

from rooftree.records.publishing.actions.first_load import unindexed
from rooftree.records.publishing.difference import Difference

CHUNK = 1 << 20


def write(difference: Difference, *, ended_on: str) -> None:
    """New rows are copied in, changed ones replaced, vanished ones ended on that day."""
    table, columns = difference.table, difference.columns
    if difference.inserts:
        with unindexed(table) if _is_empty(table) else nullcontext():
            _copy(difference.inserts, sql.Identifier(table), columns)
    if difference.updates:
        _stage(difference.updates, table, columns)
        _update(table, columns)
    if difference.ends:
        _end(difference.ends, table, ended_on)


def _is_empty(table: str) -> bool:
    with _cursor() as cursor:
        cursor.execute(sql.SQL("SELECT NOT EXISTS (SELECT 1 FROM {})").format(sql.Identifier(table)))
        return bool(cursor.fetchone()[0])


def _cursor() -> Any:
    return connection.cursor()


def _copy(file: Path, target: sql.Composable, columns: Sequence[str]) -> None:
    statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv)").format(target, _names(columns))
    with _cursor() as cursor, cursor.cursor.copy(statement) as copy, file.open("rb") as rows:
        while chunk := rows.read(CHUNK):
            copy.write(chunk)


def _names(columns: Sequence[str]) -> sql.Composable:
    return sql.SQL(", ").join(map(sql.Identifier, columns))


def _stage(file: Path, table: str, columns: Sequence[str]) -> None:
    _run(
        sql.SQL("CREATE TEMP TABLE staged ON COMMIT DROP AS SELECT {} FROM {} WITH NO DATA").format(
            _names(columns), sql.Identifier(table)
        )
    )
    _copy(file, sql.Identifier("staged"), columns)


def _update(table: str, columns: Sequence[str]) -> None:
    """Only rows that differ are touched, so that nothing gains a history row for no reason."""
    facts = [column for column in columns if column not in ("id", "extract_id", "source_row")]
    given = [column for column in columns if column != "id"]
    _run(
        sql.SQL(
            "UPDATE {table} SET {sets}, ended_on = NULL FROM staged WHERE {table}.id = staged.id AND "
            "(({old}) IS DISTINCT FROM ({new}) OR {table}.ended_on IS NOT NULL)"
        ).format(
            table=sql.Identifier(table),
            sets=sql.SQL(", ").join(
                sql.SQL("{0} = staged.{0}").format(sql.Identifier(column)) for column in given
            ),
            old=sql.SQL(", ").join(sql.Identifier(table, column) for column in facts),
            new=sql.SQL(", ").join(sql.Identifier("staged", column) for column in facts),
        )
    )
    _run(sql.SQL("DROP TABLE staged"))


def _end(file: Path, table: str, ended_on: str) -> None:
    _stage(file, table, ("id",))
    _run(
        sql.SQL(
            "UPDATE {table} SET ended_on = %s FROM staged WHERE {table}.id = staged.id "
            "AND {table}.ended_on IS NULL"
        ).format(table=sql.Identifier(table)),
        [ended_on],
    )
    _run(sql.SQL("DROP TABLE staged"))


def _run(statement: sql.Composable, params: Sequence[object] | None = None) -> None:
    with _cursor() as cursor:
        cursor.execute(statement, params)


def copy_out(statement: str, file: Path) -> None:
    """Writes the rows of a query to a file, as `engine.tables.Engine.read_csv` reads them."""
    query = sql.SQL("COPY ({}) TO STDOUT (FORMAT csv)").format(sql.SQL(statement))
    with _cursor() as cursor, cursor.cursor.copy(query) as copy, file.open("wb") as out:
        for chunk in copy:
            out.write(chunk)
