"""A whole night with long texts where references belong: none stops it, each is told of, none is lost."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from pytest_django.plugin import DjangoDbBlocker

from rooftree.nightly.report import Report
from rooftree.sources.standardising.rules import LONGEST_REFERENCE
from rooftree.sources.synthetic.landlord import TODAY, synthesise
from tests import databases
from tests.nights import Landlord, asked

# What cannot be pressed smaller: PostgreSQL presses index entries before it measures them.
LONG = "".join(random.Random(8).choices("abcdefghijklmnopqrstuvwxyz0123456789", k=6_000))
SPOILT = {
    ("nec", "properties"): ("LPRO_HOU_ALT_REF", "long_reference"),
    ("nec", "tenancies"): ("LTCY_ALT_REF", "long_key"),
    ("nec", "contact_details"): ("LCDE_CONTACT_VALUE", ""),
    ("nec", "works_orders"): ("LWOR_SRQ_LEGACY_REFNO", "long_reference"),
    ("keystone", "assets"): ("Postcode", "bad_postcode"),
    ("oneserve", "jobs"): ("jobRef", "long_key"),
    ("oneserve", "appointments"): ("jobRef", "long_reference"),
}
"""A column of the first row of some files, and the problem that is then told of it."""


@dataclass
class Night:
    """What came of it."""

    landlord: Landlord
    report: Report


def _spoil(file: Path, column: str) -> None:
    with file.open(encoding="latin-1", newline="") as opened:
        rows = list(csv.reader(opened))
    rows[1][rows[0].index(column)] = LONG
    with file.open("w", encoding="latin-1", newline="") as opened:
        csv.writer(opened).writerows(rows)


@pytest.fixture(scope="module")
def night(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Night]:
    folder = tmp_path_factory.mktemp("long")
    synthesise(homes=12, seed=3, out=folder / "extracts")
    for (system, name), (column, _) in SPOILT.items():
        _spoil(folder / "extracts" / system / f"{name}.csv", column)
    landlord = Landlord(folder / "landing")
    with databases.apart(django_db_blocker, "long"):
        yield Night(landlord, landlord.receives(folder / "extracts", TODAY))


def test_the_night_is_published_and_no_file_is_refused(night: Night) -> None:
    assert asked("SELECT outcome FROM run") == ["published"]
    assert (night.report.refused, night.report.held) == ([], [])
    longest = "SELECT max(length({0})) FROM {1}"
    for table, column in (
        ("unit", "alternative_ref"),
        ("service_request", "request_ref"),
        ("communication", "value_normal"),
        ("unit", "postcode"),
        ("work_order", "job_ref"),
        ("reference", "source_key"),
    ):
        (found,) = asked(longest.format(column, table))
        assert found <= LONGEST_REFERENCE, (table, column)


def test_each_is_told_with_its_file_row_column_and_mend(night: Night) -> None:
    told = {
        (system, file, column): (kind, row, bool(says), bool(mend))
        for system, file, column, kind, row, says, mend in asked(
            "SELECT e.system, e.file, p.column, p.kind, p.row, p.says, p.mend FROM extract_problem p"
            " JOIN extract e ON e.id = p.extract_id WHERE p.value LIKE %s",
            LONG[:20] + "%",
        )
    }
    expected = {
        (system, file, column): (kind, 1, True, True)
        for (system, file), (column, kind) in SPOILT.items()
        if kind
    }
    assert {key: told.get(key) for key in expected} == expected


def test_a_row_whose_key_is_too_long_is_set_aside_and_any_other_is_used(night: Night) -> None:
    for (system, file), (_, kind) in SPOILT.items():
        (aside,) = asked("SELECT set_aside FROM extract WHERE system = %s AND file = %s", system, file)
        assert (aside > 0) == (kind == "long_key"), file


def test_nothing_of_them_is_lost(night: Night) -> None:
    for (system, file), (column, _) in SPOILT.items():
        (path,) = asked("SELECT landed_path FROM extract WHERE system = %s AND file = %s", system, file)
        landed = pq.read_table(night.landlord.landing / path)
        assert LONG in landed[column].to_pylist(), file
