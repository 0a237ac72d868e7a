"""From a landed file to canonical Parquet, with what was wrong on record."""

import datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from rooftree.engine.tables import Engine
from rooftree.reference.accounts.rules import ANONYMOUS, SYSTEM
from rooftree.sources.connectors.registry import System
from rooftree.sources.extracts.models import Extract, ExtractProblem, Run
from rooftree.sources.extracts.rules.states import Landed
from rooftree.sources.standardising import actions, queries
from rooftree.sources.standardising.rules import Standardised
from tests.sources.standardising.conftest import landed, system

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 20, 2, tzinfo=datetime.UTC)
GOOD = ["P1", "occ ", "3", "0100023456789.0", "1998", "01-FEB-2024", "01-JAN-1900", "Y", "zz4  2lh"]
BAD = ["P2", "xxx", "two", "1.00023E+11", "", "31-FEB-2024", "02-jan-2001", "?", "nowhere"]
AGAIN = ["P1", "VOI", "1", "1", "", "", "", "N", ""]
KEYLESS = ["  ", "VOI", "1", "1", "", "", "", "N", ""]


@pytest.fixture
def extract_id() -> int:
    run = Run.objects.create(started_at=NOW, started_by="Rooftree", business_on=NOW.date(), folder="in")
    made = Extract.objects.create(
        system="nec", file="properties", received_name="properties.csv", received_at=NOW, extracted_at=NOW,
        run=run, sha256="a" * 64, size_bytes=1, state="in_use",
    )  # fmt: skip
    return int(made.pk)


def standardised(engine: Engine, home: Path, file: Landed, mapped: System | None = None) -> Standardised:
    return actions.standardise(
        landed=[file],
        systems={"nec": mapped or system()},
        home=home,
        engine=engine,
        nino_key="a key",
        say=lambda _: None,
    )


def place_of(engine: Engine, home: Path, mapped: System | None = None) -> queries.Place:
    return queries.Place(engine, home, {"nec": mapped or system()})


def rows(done: Standardised, table: str = "unit") -> dict[str, dict[str, Any]]:
    return {row["source_key"]: row for f in done.of(table) for row in pq.read_table(f.path).to_pylist()}


def test_a_row_becomes_a_typed_canonical_row_that_says_where_it_is_from(
    engine: Engine, tmp_path: Path, extract_id: int
) -> None:
    done = standardised(engine, tmp_path, landed(tmp_path, [GOOD], extract_id=extract_id))
    row = {name: value for name, value in rows(done)["P1"].items() if value is not None}
    assert row == {
        "source_system": "nec", "source_key": "P1", "source_file": "properties", "source_row": 1,
        "extract_id": extract_id, "asset_ref": "P1", "kind": "flat", "status": "occupied",
        "status_source": "occ", "bedrooms": 3, "uprn": "100023456789", "uprn_as_given": "0100023456789.0",
        "built_year": 1998, "acquired_on": datetime.date(2024, 2, 1), "residential": True,
        "postcode": "ZZ4 2LH",
    }  # fmt: skip
    assert done.problems == ()


def test_what_cannot_be_read_is_left_empty_and_told_row_by_row(
    engine: Engine, tmp_path: Path, extract_id: int
) -> None:
    done = standardised(engine, tmp_path, landed(tmp_path, [GOOD, BAD], extract_id=extract_id))
    row = rows(done)["P2"]
    assert [row[n] for n in ("bedrooms", "uprn", "acquired_on", "status", "residential")] == [None] * 5
    assert [row[n] for n in ("uprn_as_given", "status_source", "postcode")] == [
        "1.00023E+11",
        "xxx",
        "NOWHERE",
    ]
    page = queries.problems(extract_id, viewer=SYSTEM, place=place_of(engine, tmp_path))
    assert {(p.row, p.column, p.kind, p.value) for p in page.problems} == {
        (2, "Status", "unknown_code", "xxx"), (2, "Beds", "bad_number", "two"),
        (2, "Uprn", "bad_uprn", "1.00023E+11"), (2, "Acquired", "bad_date", "31-FEB-2024"),
        (2, "Lived", "bad_flag", "?"), (2, "Postcode", "bad_postcode", "nowhere"),
    }  # fmt: skip
    assert page.total == 6
    recorded = ExtractProblem.objects.get(extract_id=extract_id, kind="bad_date")
    assert (recorded.stage, recorded.row, recorded.column, recorded.count) == (
        "standardise",
        2,
        "Acquired",
        1,
    )


def test_rows_without_a_key_or_with_one_that_came_before_are_set_aside_and_counted(
    engine: Engine, tmp_path: Path, extract_id: int
) -> None:
    file = landed(tmp_path, [GOOD, AGAIN, KEYLESS, AGAIN], extract_id=extract_id)
    done = standardised(engine, tmp_path, file)
    assert {key: row["source_row"] for key, row in rows(done).items()} == {"P1": 1}
    assert {(p.kind, p.count, p.row) for p in done.problems} == {
        ("duplicate_key", 2, 2), ("missing_key", 1, 3),
    }  # fmt: skip
    assert done.set_aside(extract_id) == Extract.objects.get(pk=extract_id).set_aside == 3


def test_the_same_files_again_change_nothing_and_are_not_worked_again(
    engine: Engine, tmp_path: Path, extract_id: int
) -> None:
    file = landed(tmp_path, [GOOD, BAD], extract_id=extract_id)
    first = standardised(engine, tmp_path, file)
    written = first.files[0].path.stat().st_mtime_ns
    before = list(ExtractProblem.objects.order_by("id").values_list("id", "kind"))
    second = standardised(engine, tmp_path, file)
    assert (first.files[0].fresh, second.files[0].fresh) == (True, False)
    assert second.problems == first.problems
    assert second.files[0].path.stat().st_mtime_ns == written
    assert list(ExtractProblem.objects.order_by("id").values_list("id", "kind")) == before


def test_a_changed_mapping_makes_the_table_anew(engine: Engine, tmp_path: Path, extract_id: int) -> None:
    file = landed(tmp_path, [BAD], extract_id=extract_id)
    before = standardised(engine, tmp_path, file)
    codes = {"status": {"OCC": "occupied", "XXX": "void"}}
    after = standardised(engine, tmp_path, file, system(codes=codes))
    assert after.files[0].fingerprint != before.files[0].fingerprint
    assert rows(after)["P2"]["status"] == "void"
    page = queries.problems(extract_id, viewer=SYSTEM, place=place_of(engine, tmp_path))
    assert "unknown_code" not in {p.kind for p in page.problems}


def test_an_interrupted_write_is_made_good_by_the_next_run(
    engine: Engine, tmp_path: Path, extract_id: int
) -> None:
    file = landed(tmp_path, [GOOD, BAD], extract_id=extract_id)
    first = standardised(engine, tmp_path, file)
    for problems in (tmp_path / "problems").iterdir():
        problems.unlink()
    again = standardised(engine, tmp_path, file)
    assert again.files[0].fresh
    assert again.problems == first.problems


def test_problems_come_in_pages_and_only_to_those_who_may_see_them(
    engine: Engine, tmp_path: Path, extract_id: int
) -> None:
    standardised(engine, tmp_path, landed(tmp_path, [BAD], extract_id=extract_id))
    ask: dict[str, Any] = {"place": place_of(engine, tmp_path)}
    page = queries.problems(extract_id, viewer=SYSTEM, offset=4, limit=4, **ask)
    assert (len(page.problems), page.total) == (2, 6)
    assert queries.problems(extract_id, viewer=ANONYMOUS, **ask) == queries.NONE
    assert queries.problems(extract_id + 1, viewer=SYSTEM, **ask) == queries.NONE


def test_a_file_that_was_not_received_makes_nothing(engine: Engine, tmp_path: Path) -> None:
    done = actions.standardise(
        landed=[], systems={"nec": system()}, home=tmp_path, engine=engine, nino_key="k", say=lambda _: None
    )
    assert done == Standardised((), ())
