"""What is wrong with a row is marked beside it for the canonical column, and rules find it there."""

import datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from rooftree.engine.checking.compiling.compile import compile_plan
from rooftree.engine.checking.kinds import Check, Kind
from rooftree.engine.checking.running.received import Received
from rooftree.engine.checking.running.run import run_plan
from rooftree.engine.checking.running.shut_in import Limits
from rooftree.engine.tables import Engine
from rooftree.reference.standard.queries import contracts
from rooftree.reference.standard.rules import parquet_types
from rooftree.sources.standardising.compiling.landed import sources
from rooftree.sources.standardising.making import Made, Work, made
from tests.sources.standardising.conftest import COLUMNS, landed, system

ROWS = [
    ["1", "OCC", "3", "100010001", "1990", "01-Jan-2001", "", "Y", "ZZ4 2LH"],
    ["2", "LOST", "three", "1.00023E+11", "", "31-Feb-2001", "", "Y", "ZZ4"],
    ["3", "", "", "", "", "a\x1ebad_date\x1fAcquired\x1fb\x1fstatus_since", "", "", ""],
]


@pytest.fixture
def done(engine: Engine, tmp_path: Path) -> Made:
    of = system()
    file = landed(tmp_path, ROWS)
    work = Work(engine, tmp_path, of, sources(engine, of, [file]), "a key")
    return made(work, file, [of.mapping["tables"][0] | {"id": "unit"}])


def test_each_problem_names_the_canonical_column_it_was_read_for(done: Made) -> None:
    marks = {row["source_key"]: row["_problems"] for row in pq.read_table(done.files[0].path).to_pylist()}
    pieces = [piece.split("\x1f") for piece in marks["2"].split("\x1e") if piece]
    assert marks["1"] is None
    assert {(kind, column, into) for kind, column, _, into in pieces} == {
        ("unknown_code", "Status", "status"),
        ("bad_number", "Beds", "bedrooms"),
        ("bad_uprn", "Uprn", "uprn"),
        ("bad_date", "Acquired", "acquired_on"),
        ("bad_postcode", "Postcode", "postcode"),
    }
    assert len(COLUMNS) == len(ROWS[0])


def test_a_rule_finds_what_could_not_be_read_into_its_own_column_only(done: Made, tmp_path: Path) -> None:
    checks = [
        Check("status", "unit", "status", Kind.CODELIST, {"list": "status"}),
        Check("beds", "unit", "bedrooms", Kind.RANGE, {"min": 0, "max": 12}),
        Check("uprn", "unit", "uprn", Kind.FORMAT, {"name": "uprn"}),
        Check("acquired", "unit", "acquired_on", Kind.REAL_DATE),
        Check("since", "unit", "status_since", Kind.REAL_DATE),
    ]
    shapes = {"unit": parquet_types(contracts()["unit"])}
    plan = compile_plan(checks, shapes, {"status": ["occupied", "void"]})
    out = tmp_path / "out" / "failing.parquet"
    run_plan(
        plan,
        Received({"unit": [done.files[0].path]}),
        out=out,
        today=datetime.date(2026, 11, 22),
        limits=Limits(tmp_path / "spill"),
    )
    found = {(row["rule_id"], row["source_key"]) for row in pq.read_table(out).to_pylist()}
    assert found == {("status", "2"), ("beds", "2"), ("uprn", "2"), ("acquired", "2"), ("acquired", "3")}
