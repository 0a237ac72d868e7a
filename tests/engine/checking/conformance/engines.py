"""A case put before each engine: the keys that it finds."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from rooftree.engine.checking.compiling.compile import compile_plan
from rooftree.engine.checking.plan import TODAY as PLACE
from rooftree.engine.checking.running.received import Received
from rooftree.engine.checking.running.run import run_plan
from rooftree.engine.checking.running.shut_in import Limits
from rooftree.engine.checking.shapes import LINKS, SET_ASIDE
from tests.engine.checking.conformance.shape import CODES, SHAPES, TODAY, WHOLE, Case, Row

ARROW = {
    "string": pa.string(),
    "date": pa.date32(),
    "int64": pa.int64(),
    "decimal(16, 6)": pa.decimal128(16, 6),
    "timestamp('UTC')": pa.timestamp("us", "UTC"),
    "boolean": pa.bool_(),
}
PROBLEMS = dict.fromkeys(("file", "column", "value", "kind", "says", "mend"), "string") | {
    "extract_id": "int64",
    "row": "int64",
}


def compiled(case: Case, dialect: str) -> str:
    """The case's check as one query of the dialect, on the day of the cases."""
    plan = compile_plan([case.check], SHAPES, CODES, dialect=dialect)
    return plan.keys(case.check.id).replace(PLACE, TODAY.isoformat())


def on_duckdb(case: Case, folder: Path) -> set[tuple[str, str]]:
    """As every night: the plan out of its JSON, over Parquet files."""
    plan = compile_plan([case.check], SHAPES, CODES)
    received = Received(
        {table: [parquet(folder / f"{table}.parquet", case.rows(table), WHOLE[table])] for table in SHAPES},
        links=parquet(folder / "links.parquet", case.rows(LINKS), WHOLE[LINKS]),
        set_aside=[
            parquet(folder / f"nec-{name}-7-abc.parquet", rows, PROBLEMS) for name, rows in _problems(case)
        ],
    )
    out = folder / "found.parquet"
    done = run_plan(
        type(plan).from_json(plan.to_json()),
        received,
        out=out,
        today=TODAY,
        limits=Limits(folder / "spill", memory="256MB", threads=1),
    )
    assert {rule: each.error for rule, each in done.rules.items() if each.error} == {}
    found = [(row["source_system"], row["source_key"]) for row in pq.read_table(out).to_pylist()]
    assert done.rules[case.check.id].failed == len(found) == len(set(found))
    return set(found)


def values(row: Row, table: str) -> list[Any]:
    """The row's values in the order of the table's columns."""
    return [row.get(name) for name in WHOLE[table]]


def tables(case: Case) -> dict[str, Sequence[Row]]:
    """Every table's rows, for an engine that is given tables: the rows set aside as the engine tells them."""
    aside = [
        {
            "source_system": "nec",
            "source_key": row["value"] or f"{row['file']} row {row['row']}",
            "source_file": row["file"],
            "source_row": row["row"],
            "extract_id": 7,
            "value": row["value"],
            "kind": row["kind"],
        }
        for row in case.rows(SET_ASIDE)
    ]
    return {table: case.rows(table) for table in (*SHAPES, LINKS)} | {SET_ASIDE: aside}


def _problems(case: Case) -> list[tuple[str, list[Row]]]:
    rows = [{"extract_id": 7, "column": "KEY", "says": "", "mend": ""} | row for row in case.rows(SET_ASIDE)]
    names = sorted({str(row["file"]) for row in rows}) or ["people"]
    return [(name, [row for row in rows if row["file"] == name]) for name in names]


def parquet(path: Path, rows: Sequence[Row], shape: dict[str, str]) -> Path:
    columns = {
        name: pa.array([_exact(row.get(name), kind) for row in rows], ARROW[kind])
        for name, kind in shape.items()
    }
    pq.write_table(pa.table(columns), path)
    return path


def _exact(value: Any, kind: str) -> Any:
    return Decimal(value).quantize(Decimal("0.000001")) if kind.startswith("decimal") and value else value
