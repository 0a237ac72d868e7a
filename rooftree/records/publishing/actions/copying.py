"""Writes one table's difference by COPY, on the connection (and in the transaction) that it is given."""

from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from psycopg import Connection, sql

from rooftree.records.publishing.actions.first_load import unindexed
from rooftree.records.publishing.difference import Difference

CHUNK = 1 << 20
Raw = Connection[Any]


def write(raw: Raw, difference: Difference, *, ended_on: str) -> None:
    """New rows are copied in, changed ones replaced, vanished ones ended on that day."""
    table, columns = difference.table, difference.columns
    if difference.inserts:
        with unindexed(raw, table) if _is_empty(raw, table) else nullcontext():
            _copy(raw, difference.inserts, sql.Identifier(table), columns)
    if difference.updates:
        _stage(raw, difference.updates, table, columns)
        _update(raw, table, columns)
    if difference.ends:
        _end(raw, difference.ends, table, ended_on)


def _is_empty(raw: Raw, table: str) -> bool:
    found = raw.execute(sql.SQL("SELECT NOT EXISTS (SELECT 1 FROM {})").format(sql.Identifier(table)))
    row = found.fetchone()
    return bool(row and row[0])


def _copy(raw: Raw, file: Path, target: sql.Composable, columns: Sequence[str]) -> None:
    statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv)").format(target, _names(columns))
    with raw.cursor() as cursor, cursor.copy(statement) as copy, file.open("rb") as rows:
        while chunk := rows.read(CHUNK):
            copy.write(chunk)


def _names(columns: Sequence[str]) -> sql.Composable:
    return sql.SQL(", ").join(map(sql.Identifier, columns))


def _stage(raw: Raw, file: Path, table: str, columns: Sequence[str]) -> None:
    raw.execute(
        sql.SQL("CREATE TEMP TABLE staged ON COMMIT DROP AS SELECT {} FROM {} WITH NO DATA").format(
            _names(columns), sql.Identifier(table)
        )
    )
    _copy(raw, file, sql.Identifier("staged"), columns)


def _update(raw: Raw, table: str, columns: Sequence[str]) -> None:
    """Only rows that differ are touched, so that nothing gains a history row for no reason."""
    facts = [column for column in columns if column not in ("id", "extract_id", "source_row")]
    given = [column for column in columns if column != "id"]
    raw.execute(
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
    raw.execute(sql.SQL("DROP TABLE staged"))


def _end(raw: Raw, file: Path, table: str, ended_on: str) -> None:
    _stage(raw, file, table, ("id",))
    raw.execute(
        sql.SQL(
            "UPDATE {table} SET ended_on = %s FROM staged WHERE {table}.id = staged.id "
            "AND {table}.ended_on IS NULL"
        ).format(table=sql.Identifier(table)),
        [ended_on],
    )
    raw.execute(sql.SQL("DROP TABLE staged"))


def copy_out(raw: Raw, statement: sql.Composable, file: Path) -> None:
    """Writes the rows of a query to a file, as `engine.tables.Engine.read_csv` reads them."""
    query = sql.SQL("COPY ({}) TO STDOUT (FORMAT csv)").format(statement)
    with raw.cursor() as cursor, cursor.copy(query) as copy, file.open("wb") as out:
        for chunk in copy:
            out.write(chunk)
