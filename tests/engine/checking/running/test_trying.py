"""A rule tried out says how many rows it fails, how that differs from before, and which are the first."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rooftree.engine.checking.compiling.compile import compile_plan
from rooftree.engine.checking.kinds import Check, Kind
from rooftree.engine.checking.running.received import Received
from rooftree.engine.checking.running.shut_in import Limits
from rooftree.engine.checking.running.trying import WAS, Failing, Tried, Wanted, tried

SHAPES = {"home": {"rooms": "int64"}}
TODAY = datetime.date(2026, 11, 22)


@pytest.fixture
def received(tmp_path: Path) -> Received:
    rooms = [0, 1, 2, 3, 9, None]
    rows: list[dict[str, Any]] = [
        {"source_system": "nec", "source_key": f"P{at}", "source_file": "homes", "source_row": at + 2}
        | {"extract_id": 1, "rooms": each, "_problems": None}
        for at, each in enumerate(rooms)
    ]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "home.parquet")
    return Received({"home": [tmp_path / "home.parquet"]})


def check(name: str, most: int, **more: Any) -> Check:
    return Check(name, "home", "rooms", Kind.RANGE, {"min": 1, "max": most}, **more)


def run(received: Received, tmp_path: Path, *checks: Check, values: bool = True, most: int = 20) -> Tried:
    limits = Limits(spill=tmp_path / "spill", memory="256MB", threads=1, seconds=10)
    plan = compile_plan(list(checks), SHAPES, {})
    return tried(plan, received, Wanted("now", values=values, most=most), today=TODAY, limits=limits)


def test_the_rows_that_fail_are_counted_and_the_first_shown_with_their_values(
    received: Received, tmp_path: Path
) -> None:
    found = run(received, tmp_path, check("now", 2))
    assert (found.now.asked, found.now.failed, found.was) == (6, 3, None)
    assert found.first == (
        Failing("nec", "P0", 2, "0"),
        Failing("nec", "P3", 5, "3"),
        Failing("nec", "P4", 6, "9"),
    )
    assert len(run(received, tmp_path, check("now", 2), most=1).first) == 1


def test_what_is_new_and_what_is_gone_is_told_against_the_rule_as_it_was(
    received: Received, tmp_path: Path
) -> None:
    narrower = Check(WAS, "home", "rooms", Kind.RANGE, {"min": 2, "max": 3})
    found = run(received, tmp_path, check("now", 2), narrower)
    assert found.was is not None
    assert (found.was.failed, found.new, found.gone) == (3, 1, 1)


def test_values_that_are_not_to_be_shown_are_not_read(received: Received, tmp_path: Path) -> None:
    found = run(received, tmp_path, check("now", 2), values=False)
    assert {one.value for one in found.first} == {None}


def test_a_rule_whose_table_was_not_received_says_so(tmp_path: Path) -> None:
    found = run(Received({}), tmp_path, check("now", 2))
    assert "No file of home was received" in found.now.error
    assert found.first == ()
    assert not [path for path in (tmp_path / "spill").iterdir() if path.name != "x"]
