"""The matrix as an export: every requirement in every system, with what is lacking."""

from __future__ import annotations

from pathlib import Path

import pytest

from rooftree.desk.exports.capability import COLUMNS, capability_matrix
from rooftree.desk.exports.catalogue import exports
from rooftree.reference.accounts.rules import ANONYMOUS, SYSTEM
from tests.oversight.capability.made import counted, homes, sent

pytestmark = pytest.mark.django_db


def test_each_requirement_and_system_is_a_row_with_its_figures(tmp_path: Path) -> None:
    run, done = counted(tmp_path, sent(tmp_path, "unit", homes(3, 1)))
    names = [column.name for column in COLUMNS]
    rows = [dict(zip(names, row, strict=True)) for row in capability_matrix().rows(SYSTEM)]
    assert len(rows) == 4 * done.requirements
    (uprn,) = [row for row in rows if (row["requirement_id"], row["system"]) == ("uprn", "nec")]
    assert (uprn["rows_asked"], uprn["rows_held"], uprn["percent_filled"], uprn["aim"]) == (4, 3, 75.0, 98)
    assert uprn["held_in"] == "unit.uprn"
    (nowhere,) = [
        row for row in rows if (row["requirement_id"], row["system"]) == ("vulnerability-review", "nec")
    ]
    assert "No system’s extract fills it" in str(nowhere["gaps"])
    assert dict(capability_matrix().about())["Counted in run"].startswith(f"{run},")


def test_it_is_an_export_by_name_and_for_nobody_who_has_not_signed_in() -> None:
    assert {"capability-matrix", "needs"} <= set(exports())
    assert list(capability_matrix().rows(ANONYMOUS)) == []
