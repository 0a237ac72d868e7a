"""A stranger's file, however it was made: read as it is meant, or refused in words."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rooftree.engine.tables import Engine
from rooftree.records.matching.handed_in import reading
from rooftree.records.matching.linkage.weighing.preparing.people import prepare
from rooftree.reference.refusals.rules import Refused

Prepared = list[dict[str, Any]]
HEAD = "unique_id,source_dataset,first_name,surname,dob,nino,email,postcode\n"


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    made = Engine(spill=tmp_path_factory.mktemp("spill"))
    yield made
    made.close()


@pytest.fixture
def prepared(engine: Engine, tmp_path: Path) -> Callable[[Path], Prepared]:
    """A file's rows as they are compared, in the order of their ids."""

    def run(path: Path) -> Prepared:
        given = reading.read(engine, path, copy=tmp_path / "copy.parquet")
        rows: Prepared = engine.to_arrow(prepare(engine, given.rows).order_by("row")).to_pylist()
        return rows

    return run


def written(folder: Path, text: str | bytes, name: str = "people.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_days_are_the_same_whether_excel_wrote_a_date_a_number_or_a_text(
    prepared: Callable[[Path], Prepared], tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    one, texts = datetime.date(1990, 5, 4), ("4/5/1990", "32997", "1990-05-04T00:00:00Z")
    days = (one, datetime.datetime.combine(one, datetime.time()), 32997, *texts)
    for row in [("unique_id", "surname", "dob"), *((n, "Reed", day) for n, day in enumerate(days))]:
        book.active.append(row)
    book.save(tmp_path / "people.xlsx")
    assert [row["dob"] for row in prepared(tmp_path / "people.xlsx")] == ["1990-05-04"] * len(days)


def test_names_of_any_script_are_names_and_what_is_no_letter_is_none(
    prepared: Callable[[Path], Prepared], tmp_path: Path
) -> None:
    names = ("Иван", "\u202eمحمد\u202c", "علی\u200cرضا", "Łukasz", "Zoe\u0301", "😀", "a" * 10_000, "Mr")
    rows = "".join(f"{n},s,{name},Reed,,,,\n" for n, name in enumerate(names))
    found = [row["first_name"] for row in prepared(written(tmp_path, HEAD + rows))]
    assert found == ["иван", "محمد", "علیرضا", "lukasz", "zoe", None, "a" * 10_000, None]


def test_one_number_and_one_birthday_for_everybody_are_nobodys(
    prepared: Callable[[Path], Prepared], tmp_path: Path
) -> None:
    rows = "".join(
        f"{n:02},s,Ann,Reed,{'1900-01-01' if n % 2 else f'19{40 + n}-02-03'},AB123123A,no@example.org,\n"
        for n in range(20)
    )
    stand_in = "50,s,Ann,Reed,1990-01-01,AA000000A,,\n"
    found = prepared(written(tmp_path, HEAD + rows + stand_in))
    assert {row["nino"] for row in found} == {None}
    assert {row["dob"] for row in found[1:20:2]} == {None}


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        ((HEAD + "1,s,Zoë,Reed,,,,\n").encode("utf-16"), "people.csv", "UTF-16"),
        (HEAD.encode() + b"1,s,Zo\x81\xff,Reed,,,,\n", "people.csv", "neither UTF-8 nor Windows-1252"),
        (b"%PDF-1.4\x00\x01", "people.csv", "NUL bytes"),
        ("hello", "people.xlsx", "cannot be opened as a spreadsheet"),
        ("hello", "people.parquet", "cannot be read as Parquet"),
        ("hello", "people.csv.gz", "not sound gzip"),
        ("unique_id,surname,surname\n1,Reed,Reed\n", "people.csv", "stands more than once"),
        (HEAD + "1,s,Ann,Reed,,,,\n 1 ,s,Ann,Reed,,,,\n", "people.csv", "the unique_id 1 stands 2 times"),
    ],
)
def test_what_is_no_table_of_people_is_refused_in_words(
    prepared: Callable[[Path], Prepared], tmp_path: Path, content: str | bytes, name: str, says: str
) -> None:
    with pytest.raises(Refused) as refused:
        prepared(written(tmp_path, content, name))
    assert says in str(refused.value.reasons)
    assert name in str(refused.value.reasons)
