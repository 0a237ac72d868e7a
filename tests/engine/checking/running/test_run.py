"""A run: every failing key once, what was asked, and a rule at fault that costs no other rule anything."""

import datetime
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from rooftree.engine.checking.compiling.compile import compile_plan
from rooftree.engine.checking.kinds import Check, Kind, When
from rooftree.engine.checking.running.received import Received
from rooftree.engine.checking.running.run import Outcome, run_plan
from rooftree.engine.checking.running.shut_in import Limits
from tests.engine.checking.conformance.engines import parquet
from tests.engine.checking.conformance.shape import CODES, SHAPES, TODAY, WHOLE, Row, home

ENDLESS = """
    SELECT h.source_system, h.source_key FROM home h, home i, home j, home k, home l
    WHERE h.beds + i.beds + j.beds + k.beds + l.beds < 0
"""
HOMES = [home(str(number), uprn=str(number), beds=number % 3, kind="boat") for number in range(300)]


def _run(
    folder: Path,
    checks: Sequence[Check],
    files: Sequence[Sequence[Row]],
    *,
    seconds: float = 60,
    today: datetime.date = TODAY,
) -> Outcome:
    paths = [parquet(folder / f"home-{n}.parquet", rows, WHOLE["home"]) for n, rows in enumerate(files)]
    return run_plan(
        compile_plan(checks, SHAPES, CODES),
        Received({"home": paths, "person": []}),
        out=folder / "out" / "failing.parquet",
        today=today,
        limits=Limits(folder / "spill", memory="256MB", threads=1, seconds=seconds),
    )


def _found(done: Outcome) -> list[Row]:
    rows: list[Row] = pq.read_table(done.out).to_pylist()
    return rows


def test_every_failing_key_is_written_with_where_it_came_from(tmp_path: Path) -> None:
    done = _run(tmp_path, [Check("kind", "home", "kind", Kind.CODELIST, {"list": "kind"})], [HOMES])
    found = _found(done)
    assert (done.rules["kind"].asked, done.rules["kind"].failed) == (300, 300)
    assert {row["source_key"] for row in found} == {row["source_key"] for row in HOMES}
    assert {(row["rule_id"], row["table"], row["column"], row["extract_id"]) for row in found} == {
        ("kind", "home", "kind", 7)
    }
    assert len({row["value_hash"] for row in found}) == 1
    assert list(found[0]) == [
        *("rule_id", "table", "column", "source_system", "source_key"),
        *("extract_id", "source_row", "value_hash", "group_id"),
    ]


def test_rows_asked_are_counted_by_condition_and_system(tmp_path: Path) -> None:
    checks = [
        Check("all", "home", "uprn", Kind.REQUIRED),
        Check("two", "home", "uprn", Kind.REQUIRED, when=(When("beds", "eq", 2),)),
        Check("other", "home", "uprn", Kind.REQUIRED, systems=("keystone",)),
    ]
    done = _run(tmp_path, checks, [HOMES, [home("k", "keystone")]])
    assert {rule: each.asked for rule, each in done.rules.items()} == {"all": 301, "two": 100, "other": 1}
    assert done.rules["all"].systems == {"nec": 300, "keystone": 1}
    assert sorted(row["rule_id"] for row in _found(done)) == ["all", "other"]


def test_a_key_that_two_files_hold_fails_once(tmp_path: Path) -> None:
    done = _run(tmp_path, [Check("uprn", "home", "uprn", Kind.REQUIRED)], [[home("a")], [home("a")]])
    assert [row["source_key"] for row in _found(done)] == ["a"]


def test_a_rule_that_errs_says_so_without_a_value_and_gives_no_rows(tmp_path: Path) -> None:
    select = "SELECT source_system, source_key FROM home WHERE CAST(kind AS INTEGER) > 0"
    checks = [
        Check("casts", "home", "kind", Kind.SQL, {"select": select}),
        Check("there", "home", "kind", Kind.REQUIRED),
        Check("refs", "home", "person_ref", Kind.REFERENCES, {"table": "person"}),
        Check("links", "home", "beds", Kind.RECONCILES, {"form": "same"}),
        Check("code", "home", "kind", Kind.CODELIST, {"list": "kind"}),
    ]
    done = _run(tmp_path, checks, [HOMES])
    errors = {rule: each.error for rule, each in done.rules.items() if each.error}
    assert set(errors) == {"casts", "refs", "links"}
    assert "boat" not in errors["casts"]
    assert errors["refs"] == "No file of person was received."
    assert {row["rule_id"] for row in _found(done)} == {"code"}


def test_of_rules_asked_together_only_the_one_at_fault_is_lost(tmp_path: Path) -> None:
    plan = compile_plan(
        [
            Check("good", "home", "kind", Kind.CODELIST, {"list": "kind"}),
            Check("bad", "home", "kind", Kind.REQUIRED),
        ],
        SHAPES,
        CODES,
    )
    broken = plan.to_json().replace('\\"kind\\" IS NULL', 'CAST(\\"kind\\" AS INTEGER) > 0')
    path = parquet(tmp_path / "home.parquet", HOMES, WHOLE["home"])
    done = run_plan(
        type(plan).from_json(broken),
        Received({"home": [path]}),
        out=tmp_path / "failing.parquet",
        today=TODAY,
        limits=Limits(tmp_path / "spill"),
    )
    assert done.rules["bad"].error
    assert (done.rules["good"].error, done.rules["good"].failed) == ("", 300)


def test_a_runaway_rule_is_stopped_and_the_others_go_on(tmp_path: Path) -> None:
    checks = [
        Check("runs", "home", "", Kind.SQL, {"select": ENDLESS}),
        Check("there", "home", "signed", Kind.REQUIRED),
    ]
    done = _run(tmp_path, checks, [HOMES], seconds=0.5)
    assert "longer than 0.5 seconds" in done.rules["runs"].error
    assert done.rules["there"].failed == 300


def test_the_day_is_that_of_the_run(tmp_path: Path) -> None:
    check = Check("fresh", "home", "built_on", Kind.FRESH_WITHIN, {"days": 1})
    homes = [home("a", built_on=TODAY)]
    later = TODAY + datetime.timedelta(days=2)
    assert _run(tmp_path, [check], [homes]).rules["fresh"].failed == 0
    assert _run(tmp_path, [check], [homes], today=later).rules["fresh"].failed == 1


def test_groups_and_values_are_told_apart_without_being_told(tmp_path: Path) -> None:
    homes = [home(key, uprn=uprn) for key, uprn in (("a", "1"), ("b", "1"), ("c", "2"), ("d", "2"))]
    done = _run(tmp_path, [Check("once", "home", "uprn", Kind.UNIQUE)], [homes])
    groups = {row["source_key"]: row["group_id"] for row in _found(done)}
    assert groups["a"] == groups["b"] != groups["c"] == groups["d"]
    assert all(len(group) == 16 for group in groups.values())


def test_a_file_that_is_broken_is_told_and_nothing_is_left_half_written(tmp_path: Path) -> None:
    (tmp_path / "home.parquet").write_bytes(b"PAR1 but not really")
    done = run_plan(
        compile_plan([Check("there", "home", "uprn", Kind.REQUIRED)], SHAPES, CODES),
        Received({"home": [tmp_path / "home.parquet"]}),
        out=tmp_path / "failing.parquet",
        today=TODAY,
        limits=Limits(tmp_path / "spill"),
    )
    assert "could not be read" in done.rules["there"].error
    assert _found(done) == []
    assert not (tmp_path / "failing.parquet.part").exists()


def test_a_file_with_a_broken_middle_costs_its_own_rules_only(tmp_path: Path) -> None:
    whole, broken = (parquet(tmp_path / f"{name}.parquet", HOMES, WHOLE["home"]) for name in ("a", "b"))
    bytes_ = bytearray(broken.read_bytes())
    bytes_[4 : len(bytes_) // 2] = bytes(len(bytes_) // 2 - 4)
    broken.write_bytes(bytes(bytes_))
    done = run_plan(
        compile_plan(
            [
                Check("home", "home", "kind", Kind.CODELIST, {"list": "kind"}),
                Check("person", "person", "source_key", Kind.REQUIRED),
            ],
            SHAPES,
            CODES,
        ),
        Received({"home": [whole], "person": [broken]}),
        out=tmp_path / "failing.parquet",
        today=TODAY,
        limits=Limits(tmp_path / "spill"),
    )
    assert done.rules["person"].error
    assert (done.rules["home"].error, done.rules["home"].failed) == ("", 300)


def test_running_needs_the_engine_alone() -> None:
    program = (
        "import sys, rooftree.engine.checking.running.run as _; "
        "print({'ibis', 'sqlglot', 'django'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize("dialect", ["postgres", "spark"])
def test_a_plan_for_another_engine_is_not_run_here(dialect: str, tmp_path: Path) -> None:
    plan = compile_plan([], SHAPES, CODES, dialect=dialect)
    with pytest.raises(ValueError, match=dialect):
        run_plan(plan, Received({}), out=tmp_path / "out", today=TODAY, limits=Limits(tmp_path))
