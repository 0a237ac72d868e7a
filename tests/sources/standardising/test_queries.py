"""Problems row by row: narrowed, counted, and without the values that no page may show."""

import datetime
from pathlib import Path

import pytest

from rooftree.engine.tables import Engine
from rooftree.reference.accounts.rules import ANONYMOUS, SYSTEM
from rooftree.sources.connectors.registry import System
from rooftree.sources.extracts.models import Extract, ExtractProblem, Run
from rooftree.sources.standardising import actions, queries
from rooftree.sources.standardising.queries import NOT_SHOWN, Only, Place
from tests.sources.standardising.conftest import landed, system

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 20, 2, tzinfo=datetime.UTC)
BAD = [
    ["P1", "xxx", "two", "", "", "31-FEB-2024", "", "", ""],
    ["P2", "yyy", "six", "", "", "", "", "", ""],
]


@pytest.fixture
def mapped() -> System:
    """A file in which one column says something of a special category."""
    columns = {"asset_ref": "REF", "bedrooms": "BEDS", "acquired_on": "ACQUIRED"}
    unit = {"id": "unit", "table": "unit", "from": "properties", "key": ["REF"], "columns": columns}
    coded = {"religion": {"from": "STATUS", "codes": "status"}}
    sensitive = {**unit, "id": "equality", "table": "equality_information", "columns": coded}
    return system(tables=[unit, sensitive])


@pytest.fixture
def extract_id(engine: Engine, tmp_path: Path, mapped: System) -> int:
    run = Run.objects.create(started_at=NOW, started_by="Rooftree", business_on=NOW.date(), folder="in")
    made = Extract.objects.create(
        system="nec", file="properties", received_name="properties.csv", received_at=NOW, extracted_at=NOW,
        run=run, sha256="a" * 64, size_bytes=1, state="accepted",
    )  # fmt: skip
    actions.standardise(
        landed=[landed(tmp_path, BAD, extract_id=made.pk)],
        systems={"nec": mapped},
        home=tmp_path,
        engine=engine,
        nino_key="k",
        say=lambda _: None,
    )
    return int(made.pk)


def test_a_special_category_value_is_shown_neither_row_by_row_nor_as_a_sample(
    engine: Engine, tmp_path: Path, extract_id: int, mapped: System
) -> None:
    place = Place(engine, tmp_path, {"nec": mapped})
    found = queries.problems(extract_id, viewer=SYSTEM, place=place).problems
    assert {(one.row, one.value) for one in found if one.column == "Status"} == {
        (1, NOT_SHOWN),
        (2, NOT_SHOWN),
    }
    assert {one.value for one in found if one.column == "Beds"} == {"two", "six"}
    samples = dict(ExtractProblem.objects.filter(extract_id=extract_id).values_list("column", "value"))
    assert samples == {"Status": "", "Beds": "two", "Acquired": "31-FEB-2024"}


def test_of_a_system_that_is_not_known_no_value_is_shown(
    engine: Engine, tmp_path: Path, extract_id: int
) -> None:
    found = queries.problems(extract_id, viewer=SYSTEM, place=Place(engine, tmp_path, {})).problems
    assert {one.value for one in found} == {NOT_SHOWN}


def test_problems_are_narrowed_to_a_kind_and_a_column_and_counted(
    engine: Engine, tmp_path: Path, extract_id: int, mapped: System
) -> None:
    place = Place(engine, tmp_path, {"nec": mapped})
    assert queries.sorts(extract_id, viewer=SYSTEM, place=place) == [
        (Only("bad_number", "Beds"), 2), (Only("unknown_code", "Status"), 2),
        (Only("bad_date", "Acquired"), 1),
    ]  # fmt: skip
    assert queries.problems(extract_id, viewer=SYSTEM, place=place, only=Only("bad_date")).total == 1
    assert queries.problems(extract_id, viewer=SYSTEM, place=place, only=Only(column="Beds")).total == 2
    every = list(queries.every_problem(extract_id, viewer=SYSTEM, place=place))
    assert [one.row for one in every] == [1, 1, 1, 2, 2]


def test_who_may_not_see_extracts_gets_nothing(
    engine: Engine, tmp_path: Path, extract_id: int, mapped: System
) -> None:
    place = Place(engine, tmp_path, {"nec": mapped})
    assert queries.sorts(extract_id, viewer=ANONYMOUS, place=place) == []
    assert list(queries.every_problem(extract_id, viewer=ANONYMOUS, place=place)) == []
