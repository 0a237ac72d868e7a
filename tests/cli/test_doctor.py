"""`rooftree doctor`: what is wrong, and the mend."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import override_settings

from rooftree.cli.checks import data
from rooftree.reference.standard.quality import in_force
from rooftree.sources.extracts.models import Run
from tests.cli.conftest import Answer

pytestmark = pytest.mark.django_db
NIGHT = datetime.datetime(2026, 11, 20, 2, 0, tzinfo=datetime.UTC)


def _a_run(outcome: str, says: str = "") -> Run:
    ended = NIGHT + datetime.timedelta(minutes=2)
    return Run.objects.create(
        started_at=NIGHT,
        started_by="cron",
        business_on=NIGHT.date(),
        folder="x",
        ended_at=ended,
        outcome=outcome,
        published_state="a-state" if outcome == "published" else None,
        says=says,
    )


def test_a_sound_deployment_is_well(rooftree: Callable[..., Answer]) -> None:
    answer = rooftree("doctor")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.endswith("All is well.\n")


def test_a_mapping_that_does_not_fit_is_named_with_the_mend(
    rooftree: Callable[..., Answer], tmp_path: Path
) -> None:
    (tmp_path / "nec.toml").write_text("system = \n")
    with override_settings(ROOFTREE_MAPPINGS=tmp_path):
        answer = rooftree("doctor")
    assert answer.code == 1
    assert "WRONG  Mappings" in answer.out
    assert "nec.toml" in answer.out
    assert "mend:" in answer.out


def test_a_mapping_of_no_known_system_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "necc.toml").write_text("")
    assert "nec.toml" in data.mappings(tmp_path).mend


def test_the_last_run_is_well_for_a_day_and_a_half() -> None:
    assert data.last_run(NIGHT).is_well
    _a_run("published")
    assert data.last_run(NIGHT + datetime.timedelta(hours=35)).is_well
    assert not data.last_run(NIGHT + datetime.timedelta(hours=37)).is_well


def test_a_run_that_failed_is_wrong_although_an_earlier_one_was_published() -> None:
    _a_run("published")
    _a_run("failed", says="The disk is full.")
    found = data.last_run(NIGHT + datetime.timedelta(hours=1))
    assert "The disk is full." in found.says
    assert not found.is_well


def test_postgresql_and_its_tables_are_looked_at() -> None:
    version, extensions = data.postgres()
    assert version.is_well
    assert extensions.is_well
    assert data.tables().is_well


def test_a_mapping_that_writes_a_code_of_no_more_use_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = in_force.code_lists()["void_class"]
    ended = replace(held, ends={"minor_works": NIGHT.date()})
    monkeypatch.setattr(in_force, "code_lists", lambda: {"void_class": ended})
    found = data.mappings(tmp_path, today=NIGHT.date())
    assert "become minor_works, which the list “Class of void” uses no more" in found.says
    assert not found.is_well
    assert data.mappings(tmp_path, today=NIGHT.date() - datetime.timedelta(days=1)).is_well
