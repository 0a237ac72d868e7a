"""`rooftree export`: what is held, as files that programs and spreadsheets open."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import openpyxl
import pyarrow.parquet as pq
import pytest

from rooftree.records.matching.models import Reference
from rooftree.reference.accounts.rules import SYSTEM
from rooftree.reference.audit.queries import about
from tests.cli.conftest import Answer

pytestmark = pytest.mark.django_db
PERSON, HOME = UUID(int=1), UUID(int=2)
FORMULA = "=HYPERLINK(1)"


@pytest.fixture
def links() -> None:
    for entity_type, entity, system, key in (
        ("person", PERSON, "nec", "70001"),
        ("person", PERSON, "locata", FORMULA),
        ("unit", HOME, "keystone", "A1"),
    ):
        Reference.objects.create(
            entity_type=entity_type,
            entity_id=entity,
            own_id=entity,
            source_system=system,
            source_key=key,
            method="NINO",
            decided_by="rule",
        )


def test_people_are_exported_one_row_a_source_row(
    rooftree: Callable[..., Answer], links: None, tmp_path: Path
) -> None:
    out = tmp_path / "people.csv"
    assert rooftree("export", "person-links", "--format", "csv", "--out", str(out)).code == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["source_system"], row["source_key"], row["person_id"]) for row in rows] == [
        ("locata", "'" + FORMULA, str(PERSON)),
        ("nec", "70001", str(PERSON)),
    ]


def test_a_spreadsheet_runs_nothing_that_came_from_a_system(
    rooftree: Callable[..., Answer], links: None, tmp_path: Path
) -> None:
    out = tmp_path / "people.xlsx"
    rooftree("export", "person-links", "--format", "xlsx", "--out", str(out))
    sheet = openpyxl.load_workbook(out).active
    assert sheet is not None
    assert [cell.data_type for cell in next(sheet.iter_rows(min_row=2, max_col=2))] == ["s", "s"]
    assert sheet["B2"].value == "'" + FORMULA


def test_programs_get_the_keys_as_they_are(
    rooftree: Callable[..., Answer], links: None, tmp_path: Path
) -> None:
    for form in ("json", "parquet"):
        rooftree("export", "home-links", "--format", form, "--out", str(tmp_path / f"homes.{form}"))
    rows = json.loads((tmp_path / "homes.json").read_text(encoding="utf-8"))
    assert [(row["source_key"], row["home_id"]) for row in rows] == [("A1", str(HOME))]
    assert pq.read_table(tmp_path / "homes.parquet").to_pylist() == rows


def test_a_dictionary_says_what_each_column_means(
    rooftree: Callable[..., Answer], links: None, tmp_path: Path
) -> None:
    rooftree("export", "home-links", "--format", "csv", "--out", str(tmp_path / "homes.csv"))
    with (tmp_path / "homes-dictionary.csv").open(encoding="utf-8-sig", newline="") as file:
        described = {row["column"]: row["says"] for row in csv.DictReader(file)}
    assert list(described) == ["source_system", "source_key", "home_id", "decided", "weight"]
    assert all(described.values())


def test_an_export_leaves_a_trace(rooftree: Callable[..., Answer], links: None, tmp_path: Path) -> None:
    rooftree("export", "person-links", "--format", "csv", "--out", str(tmp_path / "people.csv"))
    trace = about(subject_type="export", subject_id="person-links", viewer=SYSTEM)
    assert [(entry.action, entry.detail) for entry in trace] == [("exported", {"rows": 2})]


def test_an_unknown_name_is_answered_with_the_known_ones(
    rooftree: Callable[..., Answer], tmp_path: Path
) -> None:
    answer = rooftree("export", "everything", "--format", "csv", "--out", str(tmp_path / "x.csv"))
    assert answer.code == 2
    assert "person-links" in answer.err
    assert list(tmp_path.iterdir()) == []
