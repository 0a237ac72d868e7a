"""People are one by National Insurance number or by name and home, each with the date of birth."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from rooftree.engine.tables import Engine
from rooftree.records.matching.linkage import people

BORN = datetime.date(1951, 3, 14)
LATER = datetime.date(1978, 8, 2)
Row = tuple[str | None, str | None, datetime.date | None, str | None, list[str]]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = Engine(spill=tmp_path)
    yield made
    made.close()


def roots(engine: Engine, *rows: Row) -> list[int]:
    """Rows of given name, family name, date of birth, National Insurance number and homes."""
    table = pa.table(
        {
            "row": pa.array(range(len(rows)), pa.int64()),
            "source_system": pa.array(["nec"] * len(rows), pa.string()),
            "given_name": pa.array([row[0] for row in rows], pa.string()),
            "family_name": pa.array([row[1] for row in rows], pa.string()),
            "date_of_birth": pa.array([row[2] for row in rows], pa.date32()),
            "ni_no": pa.array([row[3] for row in rows], pa.string()),
        }
    )
    at = [(number, home) for number, row in enumerate(rows) for home in row[4]]
    homes = pa.table(
        {
            "row": pa.array([number for number, _ in at], pa.int64()),
            "home_id": pa.array([home for _, home in at], pa.string()),
        }
    )
    clusters = people.cluster(engine, engine.arrow(table), engine.arrow(homes))
    return [clusters.root(row) for row in range(len(rows))]


def test_the_same_number_and_birthday_are_one_whatever_the_name(engine: Engine) -> None:
    rows: tuple[Row, Row] = (
        ("Josephine", "Okoro", BORN, "AB123456C", []),
        ("Josie", "Adeyemi", BORN, "AB123456C", []),
    )
    assert roots(engine, *rows) == [0, 0]


def test_a_number_copied_to_a_twin_makes_no_one_person_of_two(engine: Engine) -> None:
    rows: tuple[Row, Row] = (
        ("Ada", "Okoro", BORN, "AB123456C", ["h1"]),
        ("Ngozi", "Okoro", BORN, "AB123456C", ["h1"]),
    )
    assert roots(engine, *rows) == [0, 1]


def test_the_same_number_with_another_birthday_is_not_enough(engine: Engine) -> None:
    rows: tuple[Row, Row] = (
        ("Josephine", "Okoro", BORN, "AB123456C", []),
        ("Josephine", "Okoro", LATER, "AB123456C", []),
    )
    assert roots(engine, *rows) == [0, 1]


def test_name_birthday_and_one_shared_home_are_enough(engine: Engine) -> None:
    rows: tuple[Row, Row] = (
        ("Josephine Ada", "O'Koro", BORN, None, ["h1", "h2"]),
        ("JOSEPHINE", "OKORO", BORN, None, ["h2"]),
    )
    assert roots(engine, *rows) == [0, 0]


def test_the_same_name_and_birthday_elsewhere_is_someone_else(engine: Engine) -> None:
    rows: tuple[Row, Row] = (
        ("Josephine", "Okoro", BORN, None, ["h1"]),
        ("Josephine", "Okoro", BORN, None, ["h2"]),
    )
    assert roots(engine, *rows) == [0, 1]


def test_father_and_son_of_one_name_and_twins_stay_apart(engine: Engine) -> None:
    rows: tuple[Row, ...] = (
        ("Emeka", "Okoro", BORN, None, ["h1"]),
        ("Emeka", "Okoro", LATER, None, ["h1"]),
        ("Ada", "Okoro", LATER, None, ["h1"]),
        ("Ama", "Okoro", LATER, None, ["h1"]),
    )
    assert roots(engine, *rows) == [0, 1, 2, 3]


def test_without_a_birthday_nothing_is_strong(engine: Engine) -> None:
    rows: tuple[Row, Row] = (
        ("Josephine", "Okoro", None, "AB123456C", ["h1"]),
        ("Josephine", "Okoro", None, "AB123456C", ["h1"]),
    )
    assert roots(engine, *rows) == [0, 1]


def test_what_is_typed_for_a_name_not_known_is_no_name(engine: Engine) -> None:
    rows: tuple[Row, ...] = (
        ("Unknown", "Unknown", BORN, None, ["h1"]),
        ("UNKNOWN", "unknown", BORN, None, ["h1"]),
        ("Baby", "Okoro", LATER, None, ["h1"]),
        ("Baby", "Okoro", LATER, None, ["h1"]),
    )
    assert roots(engine, *rows) == [0, 1, 2, 3]
