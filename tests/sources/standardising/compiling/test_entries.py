"""Mapping entries: which rows they take, how keys are made, where text is from."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import ibis
import pyarrow.parquet as pq
import pytest

from rooftree.engine.tables import Engine
from rooftree.engine.typed import keys
from rooftree.sources.connectors.registry import system_of
from rooftree.sources.standardising.compiling.cells import BadEntryError
from rooftree.sources.standardising.compiling.landed import sources
from rooftree.sources.standardising.making import Made, Work, made
from tests.sources.standardising.conftest import landed

COLUMNS = ["REF", "TYPE", "FORENAME", "SURNAME", "NINO", "AMOUNT"]
ROWS = [
    ["1", "P", "Ann ", "Elm", "qq123456c", "1.50"],
    ["2", "o", "", "Elm Ltd", "QQ1", "2"],
    ["3", "", "Bob", "", "", "(3)"],
]
Run = Callable[..., tuple[list[dict[str, Any]], Made]]


@pytest.fixture
def run(engine: Engine, tmp_path: Path) -> Run:
    def go(
        entry: dict[str, Any], rows: Sequence[Sequence[str]] = ROWS, reader: Any = None
    ) -> tuple[list[dict[str, Any]], Made]:
        entry = {"id": "e", "from": "people", "key": ["REF"]} | entry
        mapping = {"files": {"people": {"columns": COLUMNS}}, "tables": [entry]}
        system = system_of("nec", mapping, reader=reader)
        file = landed(tmp_path, rows, columns=COLUMNS, file="people")
        work = Work(engine, tmp_path, system, sources(engine, system, [file]), "a key")
        done = made(work, file, [entry])
        written = pq.read_table(done.files[0].path).to_pylist()
        return sorted(written, key=lambda row: (row["source_row"], row["source_key"])), done

    return go


def test_only_and_skip_choose_rows_by_plain_value_and_blank_is_one(run: Run) -> None:
    columns = {"full_name": "SURNAME"}
    kept, _ = run({"table": "person", "only": {"TYPE": ["P", ""]}, "columns": columns})
    assert [row["source_key"] for row in kept] == ["1", "3"]
    kept, _ = run({"id": "f", "table": "person", "skip": {"TYPE": ["O"]}, "columns": columns})
    assert [row["source_key"] for row in kept] == ["1", "3"]


def test_parts_of_a_key_and_literals_are_joined_and_only_literals_are_no_key(run: Run) -> None:
    columns = {
        "household_ref": {"join": ["'tenancy'", "FORENAME"], "with": "/"},
        "kind": {"constant": "tenancy"},
    }
    kept, _ = run({"table": "household", "key": ["'tenancy'", "REF", "FORENAME"], "columns": columns})
    assert [row["source_key"] for row in kept] == ["tenancy/1/Ann", "tenancy/2/", "tenancy/3/Bob"]
    assert [row["household_ref"] for row in kept] == ["tenancy/Ann", None, "tenancy/Bob"]


def test_the_first_value_that_is_there_is_taken_and_a_full_name_follows(run: Run) -> None:
    columns = {"given_name": "FORENAME", "family_name": {"first": ["SURNAME", "FORENAME"]}}
    kept, _ = run({"table": "person", "columns": columns})
    assert [row["family_name"] for row in kept] == ["Elm", "Elm Ltd", "Bob"]
    assert [row["full_name"] for row in kept] == ["Ann Elm", "Elm Ltd", "Bob Bob"]


def test_a_national_insurance_number_is_masked_and_hashed_and_a_wrong_one_is_not_repeated(run: Run) -> None:
    kept, done = run({"table": "person", "columns": {"ni_no": {"from": "NINO", "as": "nino"}}})
    assert kept[0]["ni_no_masked"] == "QQ••••••C"
    assert kept[0]["ni_no_hmac"] == keys.digest("a key", "QQ123456")
    assert [kept[1][name] for name in ("ni_no", "ni_no_masked", "ni_no_hmac")] == [None] * 3
    problems = pq.read_table(done.problems).to_pylist()
    assert [(p["row"], p["kind"], p["value"]) for p in problems] == [(2, "bad_nino", "")]
    assert "QQ1" not in str(kept[1])


def test_rows_without_a_key_get_one_of_all_they_say_and_identical_ones_an_ordinal(run: Run) -> None:
    entry = {"table": "rent_transaction", "key": "row", "columns": {"debit_pence": "AMOUNT"}}
    kept, done = run(entry, [*ROWS, ROWS[0], ROWS[0]])
    assert [row["debit_pence"] for row in kept] == [150, 200, -300, 150, 150]
    assert len({row["source_key"] for row in kept}) == 5
    assert pq.read_table(done.problems).num_rows == 0
    fewer, _ = run(entry | {"id": "again"}, [ROWS[2], ROWS[0]])
    assert {row["source_key"] for row in fewer} == {kept[2]["source_key"], kept[0]["source_key"]}


def test_a_reader_s_view_is_a_table_and_its_files_are_known(run: Run) -> None:
    def views(source: Callable[[str], Any]) -> dict[str, Any]:
        people = source("people")
        assert source("nothing") is None
        return {"pairs": people.union(people.mutate(REF=people.REF + ibis.literal("b"))), "none": None}

    entry = {"table": "person", "from": "pairs", "file": "people", "columns": {"full_name": "SURNAME"}}
    kept, done = run(entry, reader=views)
    assert [row["source_key"] for row in kept] == ["1", "1b", "2", "2b", "3", "3b"]
    assert done.files[0].file == "people"


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ({"table": "lighthouse"}, "there is no canonical table lighthouse"),
        ({"table": "person", "columns": {"colour": "REF"}}, "person has no column colour"),
        ({"table": "person", "columns": {"title": "NOPE"}}, "there is no source column NOPE"),
        ({"table": "person", "key": ["NOPE"]}, "there is no source column NOPE"),
    ],
)
def test_an_entry_that_cannot_be_compiled_is_refused_with_its_place(
    run: Run, entry: dict[str, Any], says: str
) -> None:
    with pytest.raises(BadEntryError, match=r"nec, tables\[e\]") as refusal:
        run(entry)
    assert says in str(refusal.value)
