"""Tonight's failing rows and what is known of the rules, in temporary tables of the ledger's transaction."""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import ibis
from django.db import connection
from psycopg import sql

from rooftree.engine.tables import Engine, Table
from rooftree.engine.typed.keys import row_id
from rooftree.reference.standard.queries import contracts
from rooftree.reference.standard.rules import Write
from rooftree.sources.standardising.rules import CanonicalFile

CHUNK = 1 << 20
STAGED = """
CREATE TEMP TABLE staged (
    id uuid, rule_id text, table_name text, source_system text, source_key text, extract_id bigint,
    source_row bigint, value_hash bigint, group_id text, anchor_type text, anchor_key text
) ON COMMIT DROP
"""
CLEARED = "DROP TABLE IF EXISTS staged, linked, rules, bearing, moved, judged, seen_last"
COLUMNS = (
    "id",
    "rule_id",
    "table_name",
    "source_system",
    "source_key",
    "extract_id",
    "source_row",
    "value_hash",
    "group_id",
    "anchor_type",
    "anchor_key",
)
RULES = {
    "rule_id": "text",
    "version": "int",
    "column_name": "text",
    "dimension": "text",
    "severity": "text",
    "owner": "text",
    "due_days": "int",
    "systems": "text[]",
    "team_id": "bigint",
}
BEARINGS = {"rule_id": "text", "source_system": "text", "resolves": "boolean", "raises": "boolean"}


def stage(failing: Path, *, engine: Engine, files: Sequence[CanonicalFile], work: Path) -> None:
    """The failing rows in `staged`, each once, with its id and the record to look for its home by."""
    file = work / "staged.csv"
    rows = _anchored(_identified(engine.parquet(failing)), engine, files)
    engine.write_csv(rows.select(*COLUMNS), file)
    with connection.cursor() as cursor:
        cursor.execute(STAGED)
    copy_in("staged", COLUMNS, file)
    with connection.cursor() as cursor:
        cursor.execute("CREATE UNIQUE INDEX ON staged (id)")
        cursor.execute("ANALYZE staged")
    file.unlink()


def _identified(rows: Table) -> Table:
    """One row for each id. A row without a key of its own is known by its place in its file."""
    key = ibis.coalesce(rows.source_key, ibis.literal("row ") + rows.source_row.cast("string"), "")
    rows = rows.rename(table_name="table").mutate(source_key=key)
    rows = rows.mutate(id=row_id(rows.table_name, rows.rule_id, rows.source_system, rows.source_key))
    return rows.group_by("id").agg(
        **{
            name: rows[name].min()
            for name in (*COLUMNS[1:6], "source_row", "value_hash", "group_id")
            if name != "id"
        }
    )


def _anchored(rows: Table, engine: Engine, files: Sequence[CanonicalFile]) -> Table:
    """The record by which the home is found: the row's own; of facts that are never changed, the parent."""
    appended = _appended()
    parts = [rows.filter(~rows.table_name.isin(list(appended))).mutate(**_own(rows))]
    for table, (parent, column) in appended.items():
        of_table = rows.filter(rows.table_name == table)
        paths = [file.path for file in files if file.table == table]
        if not paths:
            parts.append(of_table.mutate(**_own(rows)))
            continue
        keys = engine.parquet(paths).select("source_system", "source_key", anchor_key=column)
        parts.append(
            of_table.left_join(keys, ["source_system", "source_key"])
            .select(*of_table.columns, "anchor_key")
            .mutate(anchor_type=ibis.literal(parent))
        )
    return ibis.union(*(part.select(*COLUMNS) for part in parts))


def _own(rows: Table) -> dict[str, Any]:
    return {"anchor_type": rows.table_name, "anchor_key": rows.source_key}


@cache
def _appended() -> dict[str, tuple[str, str]]:
    """Tables of facts that are never changed, which have no id of ours: their parent, and what names it."""
    return {
        name: (one.links[0].table, one.links[0].source_column)
        for name, one in contracts().items()
        if one.write is Write.APPEND and one.links
    }


def keep(table: str, columns: Mapping[str, str], rows: Iterable[Mapping[str, Any]]) -> None:
    """A small temporary table of these rows."""
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    typed = sql.SQL(", ").join(
        sql.SQL("{} {}").format(sql.Identifier(name), sql.SQL(kind)) for name, kind in columns.items()
    )
    made = sql.SQL("CREATE TEMP TABLE {} ON COMMIT DROP AS SELECT {} FROM jsonb_to_recordset(%s) AS x({})")
    with connection.cursor() as cursor:
        cursor.execute(made.format(sql.Identifier(table), names, typed), [json.dumps(list(rows))])
        cursor.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(table)))


def clear() -> None:
    """Takes the temporary tables away, for a caller whose transaction goes on."""
    with connection.cursor() as cursor:
        cursor.execute(CLEARED)


def copy_in(table: str, columns: Sequence[str], file: Path) -> None:
    """The rows of a file as `Engine.write_csv` writes them."""
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv)").format(sql.Identifier(table), names)
    with (
        connection.wrap_database_errors,
        connection.connection.cursor() as cursor,
        cursor.copy(statement) as copy,
        file.open("rb") as rows,
    ):
        while chunk := rows.read(CHUNK):
            copy.write(chunk)


def copy_out(query: str, file: Path) -> None:
    """The rows of a query in a file as `Engine.read_csv` reads them."""
    statement = sql.SQL("COPY ({}) TO STDOUT (FORMAT csv)").format(sql.SQL(query))
    with (
        connection.wrap_database_errors,
        connection.connection.cursor() as cursor,
        cursor.copy(statement) as copy,
        file.open("wb") as out,
    ):
        for chunk in copy:
            out.write(chunk)
