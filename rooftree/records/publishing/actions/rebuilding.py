"""Yesterday's state and links read back from PostgreSQL, when the landing area has lost them.

Only ids are known then, not content hashes, so every row is held against the one in place; only rows that
really differ are touched.
"""

from pathlib import Path

import ibis
from django.db import connection
from psycopg import sql

from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.linkage import linked
from rooftree.records.publishing.actions import copying
from rooftree.records.publishing.rules import order
from rooftree.reference.standard.queries import contracts
from rooftree.reference.standard.rules import Write

STATE = {
    "id": "uuid",
    "fact_hash": "int64",
    "source_system": "string",
    "source_key": "string",
    "ended_on": "date",
}
KEYS = {"source_system": "string", "source_key": "string", "target": "uuid"}
KEYED = ("work_order", "organization")
"""Tables to whose rows several keys lead."""
OURS = ("claim", "disagreement", "reference", "match_candidate")


def tables(engine: Engine, folder: Path) -> dict[str, Path]:
    """The state of every table that holds rows, as Parquet files in `folder`; none on a new database."""
    found = {}
    for table in (*order(contracts()), *OURS):
        if _holds_rows(table):
            found[table] = _state(engine, table, folder)
    if "claim" in found:
        found |= {f"{table}-keys": _keys(engine, table, folder) for table in KEYED}
    return found


def _keys(engine: Engine, table: str, folder: Path) -> Path:
    path = folder / f"{table}-keys-rebuilt.parquet"
    statement = sql.SQL("SELECT source_system, source_key, entity_id FROM claim WHERE entity_type = {}")
    engine.write_parquet(_read(engine, statement.format(table), KEYS, path.with_suffix("")), path)
    return path


def links(engine: Engine, folder: Path) -> Table | None:
    """The links of the last run, from the references; None when there are none."""
    if not _holds_rows("reference"):
        return None
    statement = sql.SQL(
        "SELECT entity_type, source_system, source_key, own_id, entity_id, method, NULL, weight, "
        "model_version, is_sure FROM reference"
    )
    return _read(engine, statement, linked.COLUMNS, folder / "rebuilt-links")


def _holds_rows(table: str) -> bool:
    statement = sql.SQL("SELECT EXISTS (SELECT 1 FROM {})").format(sql.Identifier(table))
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return bool(cursor.fetchone()[0])


def _state(engine: Engine, table: str, folder: Path) -> Path:
    path = folder / f"{table}-rebuilt.parquet"
    rows = _read(engine, _statement(table), STATE, folder / f"{table}-rebuilt")
    engine.write_parquet(rows, path)
    engine.release(rows)
    return path


def _statement(table: str) -> sql.Composable:
    contract = contracts().get(table)
    if contract and contract.write is Write.APPEND:
        found = "SELECT row_key, NULL, source_system, NULL, NULL FROM {}"
    elif table == "match_candidate":
        found = "SELECT id, NULL, source_system, source_key, ended_on FROM {}"
    else:  # what was born in Rooftree is none of publish's
        found = (
            "SELECT id, NULL, source_system, source_key, ended_on FROM {} WHERE source_system <> 'rooftree'"
        )
    return sql.SQL(found).format(sql.Identifier(table))


def _read(engine: Engine, statement: sql.Composable, columns: dict[str, str], name: Path) -> Table:
    file = name.with_suffix(".csv")
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    connection.ensure_connection()
    copying.copy_out(connection.connection, statement, file)
    held = engine.hold(engine.read_csv(file, ibis.schema(columns)))
    file.unlink()
    return held
