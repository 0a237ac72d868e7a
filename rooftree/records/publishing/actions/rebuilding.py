"""Yesterday's state and links read back from PostgreSQL, when the landing area has lost them (a restored backup).

Only ids are known then, not content hashes, so every row is held against the one in place; only rows that
really differ are touched.
"""

from pathlib import Path

import ibis
from django.db import connection

from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.linkage import linked
from rooftree.records.publishing.actions import copying
from rooftree.records.publishing.rules import order
from rooftree.reference.standard.queries import contracts
from rooftree.reference.standard.rules import Write

STATE = {
    "id": "uuid",
    "fact_hash": "uuid",
    "source_system": "string",
    "source_key": "string",
    "ended_on": "date",
}
OURS = ("claim", "disagreement", "reference", "match_candidate")


def tables(engine: Engine, folder: Path) -> dict[str, Path]:
    """The state of every table that holds rows, as Parquet files in `folder`; none on a new database."""
    found = {}
    for table in (*order(contracts()), *OURS):
        if _holds_rows(table):
            found[table] = _state(engine, table, folder)
    return found


def links(engine: Engine, folder: Path) -> Table | None:
    """The links of the last run, from the references; None when there are none."""
    if not _holds_rows("reference"):
        return None
    statement = (
        "SELECT entity_type, source_system, source_key, own_id, entity_id, method, NULL FROM reference"
    )
    return _read(engine, statement, linked.COLUMNS, folder / "rebuilt-links")


def _holds_rows(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {connection.ops.quote_name(table)})")  # noqa: S608
        return bool(cursor.fetchone()[0])


def _state(engine: Engine, table: str, folder: Path) -> Path:
    name = connection.ops.quote_name(table)
    contract = contracts().get(table)
    if contract and contract.write is Write.APPEND:
        statement = f"SELECT row_key, NULL, source_system, NULL, NULL FROM {name}"  # noqa: S608
    else:
        statement = (
            f"SELECT id, NULL, source_system, source_key, ended_on FROM {name} "  # noqa: S608
            "WHERE source_system <> 'rooftree' OR source_key LIKE '%/%'"
        )
    path = folder / f"{table}-rebuilt.parquet"
    engine.write_parquet(_read(engine, statement, STATE, folder / f"{table}-rebuilt"), path)
    return path


def _read(engine: Engine, statement: str, columns: dict[str, str], name: Path) -> Table:
    file = name.with_suffix(".csv")
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    copying.copy_out(statement, file)
    held = engine.hold(engine.read_csv(file, ibis.schema(columns)))
    file.unlink()
    return held
