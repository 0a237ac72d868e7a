"""The step that holds what was received to the standard: after publish, and never against it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rooftree.engine.checking.shapes import PROBLEMS
from rooftree.nightly.checking import Told, Tonight, check_tonight
from rooftree.nightly.plans import plan_of
from rooftree.nightly.report import Report, StepReport
from rooftree.oversight.quality.actions.merging import Stamp
from rooftree.oversight.quality.models import CheckRun, QualityException
from rooftree.reference.accounts.rules import SYSTEM
from rooftree.reference.standard.quality.queries import standard_in_force
from rooftree.sources.extracts.queries.runs import latest_published_run
from rooftree.sources.standardising.rules import Standardised
from tests.nights import FIRST, KEY, Landlord, Row, asked, moment, units

pytestmark = [pytest.mark.any_server, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def landlord(tmp_path: Path) -> Landlord:
    return Landlord(tmp_path / "landing")


def without_uprn(*keys: str) -> list[Row]:
    homes = units(4, residential=True, status="occupied")
    return [row | {"uprn_as_given": None if row["source_key"] in keys else row["uprn"]} for row in homes]


def night(landlord: Landlord, rows: Sequence[Row], *, days: int = 0, lost: bool = False) -> Told:
    """Published, then checked."""
    day = FIRST + timedelta(days=days)
    landlord.night({"unit": rows}, day)
    published = latest_published_run(viewer=SYSTEM)
    assert published is not None
    file = landlord._file("unit", rows)
    read = pq.read_table(file.path)
    pq.write_table(read.append_column(PROBLEMS, pa.nulls(len(rows), pa.string())), file.path)
    tables = Standardised((file,), ())
    tonight = Tonight(
        tables=tables,
        lost=frozenset({("nec", "unit")}) if lost else frozenset(),
        together={},
        landing=landlord.landing,
        state_name=published.published_state or "",
        nino_key=KEY,
        memory="512MB",
    )
    stamp = Stamp(published.id, day, moment(day), "the nightly check")
    with landlord.engine() as engine:
        return check_tonight(engine, tonight, stamp=stamp, tell=lambda _words: None)


def of_uprn() -> dict[str, str]:
    rows = QualityException.objects.filter(rule_id="unit.uprn.required")
    return dict(rows.values_list("source_key", "state"))


def test_what_is_missing_is_found_mended_and_found_again(landlord: Landlord) -> None:
    first = night(landlord, without_uprn("P0001", "P0002"))
    assert first.checked is not None, first.failure
    assert [name for name in first.checked.errors if name.startswith("unit.")] == []
    assert of_uprn() == {"P0001": "new", "P0002": "new"}
    night(landlord, without_uprn("P0002"), days=1)
    assert of_uprn() == {"P0001": "resolved", "P0002": "open"}
    third = night(landlord, without_uprn("P0001", "P0002"), days=2)
    assert of_uprn() == {"P0001": "reopened", "P0002": "open"}
    assert third.checked is not None
    assert " reopened, " in third.checked.says


def test_an_exception_knows_its_home(landlord: Landlord) -> None:
    night(landlord, without_uprn("P0001"))
    (home,) = asked("SELECT id FROM unit WHERE asset_ref = 'P0001'")
    ours = QualityException.objects.filter(source_key="P0001", table_name="unit").first()
    assert ours is not None
    assert (ours.unit_id, ours.record_id, ours.record_type) == (home, home, "unit")


def test_a_lost_file_mends_nothing(landlord: Landlord) -> None:
    night(landlord, without_uprn("P0001"))
    night(landlord, without_uprn(), days=1, lost=True)
    assert of_uprn() == {"P0001": "new"}


def test_a_check_that_fails_is_told_and_changes_nothing(landlord: Landlord) -> None:
    night(landlord, without_uprn("P0001"))
    plans = landlord.landing / "plans"
    for file in plans.iterdir():
        file.unlink()
    plans.rmdir()
    plans.write_text("in the way")
    told = night(landlord, without_uprn(), days=1)
    assert told.checked is None
    assert told.failure.startswith("The check failed, so exceptions stay as the last check left them: ")
    assert of_uprn() == {"P0001": "new"}
    assert CheckRun.objects.count() == 1
    assert CheckRun.objects.get().run_id < max(asked("SELECT id FROM run WHERE published_state <> ''"))
    report, step = Report(1), StepReport("check")
    told.write(report, step)
    assert (step.failed, report.check_failed) == (True, told.failure)


def test_half_a_plan_is_made_again(landlord: Landlord) -> None:
    standard = standard_in_force()
    folder = landlord.landing / "plans"
    whole = plan_of(standard, folder, today=FIRST)
    (file,) = folder.iterdir()
    file.write_text(file.read_text()[:100])
    assert plan_of(standard, folder, today=FIRST) == whole
