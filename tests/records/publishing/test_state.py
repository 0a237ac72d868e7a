"""Landing area and database together say what is published; either can be lost."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.utils import DatabaseError

from rooftree.records.publishing import state
from rooftree.records.publishing.state import State
from rooftree.reference.accounts.rules import SYSTEM
from rooftree.sources.extracts.queries.runs import latest_published_run, run, runs
from tests.nights import FIRST, Landlord, Row, asked, people, units, whole

SECOND, THIRD, FOURTH = (FIRST + timedelta(days=days) for days in (1, 2, 3))


def tables(homes: int = 40, **facts: Any) -> dict[str, list[Row]]:
    order = {"source_system": "nec", "order_ref": "W1"} | facts
    orders = [order | {"source_key": f"W{at}", "order_ref": f"W{at}"} for at in range(1, 41)]
    visits = [
        {"source_system": "nec", "source_key": f"V{at}", "job_ref": f"W{at}", "appointment_ref": f"V{at}"}
        for at in range(1, 41)
    ]
    payments = [{"source_system": "nec", "source_key": f"T{at}", "pay_ref": "A1"} for at in range(1, 41)]
    return {
        "unit": units(homes, **facts),
        "person": people(40),
        "work_order": orders,
        "appointment": visits,
        "rent_transaction": payments,
    }


@pytest.mark.parametrize("lost", ["", "published"])
def test_a_lost_landing_area_costs_no_id_and_touches_only_what_differs(landlord: Landlord, lost: str) -> None:
    landlord.night(tables())
    landlord.night(tables(39), SECOND)
    before = whole()
    shutil.rmtree(landlord.landing / lost)
    landlord.night(tables(39), THIRD)
    assert whole() == before
    more = tables(39)
    more["unit"][4]["kind"] = "house"
    shutil.rmtree(landlord.landing / lost)
    landlord.night(more, FOURTH)
    after = whole()
    assert {name for name in before if before[name] != after[name]} == {
        "unit", "unit_event", "claim", "claim_event",
    }  # fmt: skip
    assert asked("SELECT source_key FROM unit_event ORDER BY pgh_id DESC LIMIT 1") == ["P0005"]
    assert asked("SELECT source_key FROM unit WHERE ended_on = %s", SECOND) == ["P0040"]


def test_another_databases_state_is_never_taken_for_ones_own(landlord: Landlord, tmp_path: Path) -> None:
    landlord.night(tables())
    (shown,) = runs(viewer=SYSTEM)
    assert shown.published_state is not None
    folder = Path(shown.published_state).parent.name
    assert folder.startswith(f"{shown.id:06d}-")
    assert len(folder) > len(f"{shown.id:06d}-")


def test_a_run_killed_after_its_records_were_published_is_what_the_next_starts_from(
    landlord: Landlord,
) -> None:
    landlord.night(tables())
    landlord.night(tables(39), SECOND)
    (second,) = asked("SELECT max(id) FROM run")
    with connection.cursor() as cursor:  # as a kill in that moment leaves it
        cursor.execute("UPDATE run SET ended_at = NULL, outcome = NULL, says = '' WHERE id = %s", [second])
    before = whole()
    landlord.night(tables(39), THIRD)
    assert whole() == before
    assert "Nothing new" in landlord.said[-1]
    dead = run(second, viewer=SYSTEM)
    assert dead is not None
    assert dead.says.endswith("It had published all its records.")
    latest = latest_published_run(viewer=SYSTEM)
    assert latest is not None
    assert latest.id > second


def test_publish_that_fails_half_way_leaves_yesterdays_view_whole(landlord: Landlord) -> None:
    landlord.night(tables())
    before = whole()
    with connection.cursor() as cursor:  # a row that the last table's new row cannot stand beside
        cursor.execute("CREATE UNIQUE INDEX only_one ON appointment (job_ref)")
    changed = tables(39, kind="house") | {"person": people(41)}
    changed["appointment"].append(changed["appointment"][0] | {"source_key": "V41"})
    with pytest.raises(DatabaseError):
        landlord.night(changed, SECOND)
    assert whole() == before
    (failed,) = runs(viewer=SYSTEM, limit=1)
    assert (failed.outcome, failed.published_state) == ("failed", None)
    assert "only_one" in failed.says
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX only_one")
    landlord.night(changed, THIRD)
    assert asked("SELECT count(*) FROM appointment") == asked("SELECT count(*) FROM person") == [41]
    assert asked("SELECT count(*) FROM unit WHERE ended_on IS NULL") == [39]


def test_only_the_newest_states_are_kept_and_what_they_name(landlord: Landlord) -> None:
    for homes in range(40, 38 - state.KEPT, -1):
        night = {"unit": units(homes), "person": people(40)}
        landlord.night(night, FIRST + timedelta(days=40 - homes))
    root = landlord.landing / "published"
    kept = [str(file.relative_to(root)) for file in root.glob("*/state.json")]
    assert len(kept) == state.KEPT
    for name in kept:
        loaded = state.load(root, name)
        assert loaded is not None
        assert loaded.files(root, "person")


def test_a_state_with_a_file_lost_is_none(tmp_path: Path) -> None:
    (tmp_path / "1").mkdir()
    (tmp_path / "1" / "links.parquet").touch()
    state.save(tmp_path, "1/state.json", State("f", "1/links.parquet", {"unit": ["1/unit.parquet"]}))
    assert state.load(tmp_path, "1/state.json") is None
    (tmp_path / "1" / "unit.parquet").touch()
    assert state.load(tmp_path, "1/state.json") is not None
    assert state.load(tmp_path, "2/state.json") is state.load(tmp_path, "") is None
