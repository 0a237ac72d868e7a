"""`rooftree match`: any file of people in, who is whom out; what cannot be matched is refused in words."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.cli.conftest import Answer

Rooftree = Callable[..., Answer]
HEAD = "unique_id,source_dataset,first_name,surname,dob,phone,postcode,uprn\n"
ROWS = (
    "h1,housing,Wanjiru,Kamau,1979-12-21,07700 900123,ZZ4 2LH,71\n"
    "r1,register,WANJIRU,KAMAU,21/12/1979,07700900123,ZZ4 2LH,\n"
    "h2,housing,Baraka,Kamau,2011-01-30,,ZZ4 2LH,71\n"
)


def people(folder: Path, text: str, name: str = "people.csv", encoding: str = "utf-8") -> Path:
    """A file of people."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def matched(file: Path) -> dict[str, str]:
    """What was written: unique_id → cluster_id."""
    with file.open(encoding="utf-8", newline="") as rows:
        return {row["unique_id"]: row["cluster_id"] for row in csv.DictReader(rows)}


def test_a_file_of_people_gives_who_is_whom_and_the_same_bytes_each_time(
    rooftree: Rooftree, tmp_path: Path
) -> None:
    given = people(tmp_path, HEAD + ROWS)
    out, again = tmp_path / "one" / "out.csv", tmp_path / "two" / "out.csv"
    said = rooftree("match", "--people", str(given), "--out", str(out))
    assert said.code == 0, said.err
    assert "3 rows are 2 people" in said.err
    assert matched(out) == {"h1": "h1", "h2": "h2", "r1": "h1"}
    assert rooftree("match", "--people", str(given), "--out", str(again)).code == 0
    assert out.read_bytes() == again.read_bytes()
    assert sorted(file.name for file in out.parent.iterdir()) == ["out.csv", "review.csv"]
    review = (out.parent / "review.csv").read_text()
    assert review == (again.parent / "review.csv").read_text()
    assert review.startswith("unique_id,other_unique_id,weight,looked_at,reason,evidence\n")


def test_other_names_of_columns_and_other_encodings_are_read_and_the_rest_is_told(
    rooftree: Rooftree, tmp_path: Path
) -> None:
    text = "unique_id,Forename,Last_Name,date_of_birth,shoe size\n1,Zoë,Núñez,31/02/1990,4\n2,Zoe,N,5/6/90,\n"
    out = tmp_path / "out.csv"
    said = rooftree("match", "--people", str(people(tmp_path, text, encoding="cp1252")), "--out", str(out))
    assert said.code == 0, said.err
    assert "“31/02/1990” in row 1" in said.err
    assert "In the file and not used: shoe size." in said.err
    assert "so not compared: source_dataset" in said.err
    assert set(matched(out)) == {"1", "2"}


def test_parquet_goes_in_and_out_and_one_row_is_one_person(rooftree: Rooftree, tmp_path: Path) -> None:
    given, out = tmp_path / "people.parquet", tmp_path / "out.parquet"
    pq.write_table(pa.table({"unique_id": [7], "surname": ["Kamau"]}), given)
    assert rooftree("match", "--people", str(given), "--out", str(out)).code == 0
    assert pq.read_table(out).to_pydict() == {"unique_id": ["7"], "cluster_id": ["7"]}
    assert len((tmp_path / "review.csv").read_text().splitlines()) == 1


def test_a_file_of_one_row_is_one_person(rooftree: Rooftree, tmp_path: Path) -> None:
    given, out = people(tmp_path, HEAD + ROWS.splitlines()[0] + "\n"), tmp_path / "out.csv"
    said = rooftree("match", "--people", str(given), "--out", str(out))
    assert "1 row is 1 person" in said.err
    assert "0 pairs to look at" in said.err


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (HEAD + ROWS + "h1,housing,Someone,Else,,,,\n", "the unique_id h1 stands 2 times, first in row 1"),
        (HEAD + ",housing,Someone,Else,,,,\n", "the column unique_id is empty in row 1"),
        (HEAD.replace("unique_id", "ref") + ROWS, "required column unique_id is not among"),
        ("unique_id,dob\n1,1990-01-01\n", "neither a column first_name nor a column surname"),
        (HEAD + 'h1,"housing,Ann,Reed,,,,\n', "quote mark"),
        (HEAD + "h1,housing,Ann,Reed,,,,,,9\n", "has 10 cells; there are 8 headings"),
        (HEAD.replace(",", ";"), "parted by semicolons"),
        ("", "is empty"),
    ],
)
def test_what_cannot_be_matched_is_refused_with_its_place(
    rooftree: Rooftree, tmp_path: Path, text: str, says: str
) -> None:
    out = tmp_path / "out.csv"
    said = rooftree("match", "--people", str(people(tmp_path, text)), "--out", str(out))
    assert said.code == 1
    assert "people.csv" in said.err
    assert says in said.err
    assert "in the mapping" not in said.err
    assert "Traceback" not in said.err
    assert [file.name for file in tmp_path.iterdir()] == ["people.csv"]


@pytest.mark.parametrize(
    ("given", "out", "says"),
    [
        ("absent.csv", "out.csv", "There is no file"),
        ("people.txt", "out.csv", "not in a form that is read"),
        ("people.csv", "out.xlsx", "Name it .csv or .parquet"),
        ("people.csv", "people.csv", "would be written over"),
        ("people.csv", "review.csv", "Give --out another name"),
    ],
)
def test_files_that_cannot_be_used_are_named(
    rooftree: Rooftree, tmp_path: Path, given: str, out: str, says: str
) -> None:
    for name in ("people.csv", "people.txt"):
        people(tmp_path, HEAD + ROWS, name)
    before = (tmp_path / "people.csv").read_bytes()
    said = rooftree("match", "--people", str(tmp_path / given), "--out", str(tmp_path / out))
    assert (said.code, says in said.err) == (1, True), said.err
    assert (tmp_path / "people.csv").read_bytes() == before
