"""`rooftree run` as a scheduler or a person starts it: what it reports, one at a time, and Ctrl-C."""

from __future__ import annotations

import getpass
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.plugin import DjangoDbBlocker

from rooftree.cli.run import _learnt
from rooftree.records.models import MatchModel
from rooftree.sources.synthetic.evolution.night import evolve
from rooftree.sources.synthetic.landlord import synthesise
from tests.engine.neighbours import until
from tests.nights import FIRST, asked, moment, whole
from tests.running import House, a_house


@pytest.fixture(scope="module")
def house(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    with django_db_blocker.unblock(), a_house(tmp_path_factory.mktemp("house"), "cli") as made:
        yield made


@pytest.fixture(scope="module")
def extracts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("extracts")
    synthesise(homes=8, seed=3, out=folder / "first")
    evolve(folder / "first", folder / "second", seed=1)
    return folder


def test_a_report_tells_each_step(house: House, extracts: Path, tmp_path: Path) -> None:
    ended = house.run(extracts / "first", "--train-matching", "--json", str(tmp_path / "report.json"))
    assert ended.code == 0, ended.said
    assert "Matching learnt nothing anew: fewer than 5,000 rows of people" in ended.said
    report = json.loads((tmp_path / "report.json").read_text())
    assert [step["name"] for step in report["steps"]] == ["land", "standardise", "match", "publish", "check"]
    assert all(step["seconds"] > 0 and step["peak_memory_bytes"] > 0 for step in report["steps"])
    assert report["changes"]["unit"]["new"] == asked("SELECT count(*) FROM unit")[0]
    assert report["refused"] == report["stale"] == report["held"] == []
    assert report["exceptions"]["new"] == asked("SELECT count(*) FROM quality_exception")[0] > 0
    assert report["steps"][-1]["exceptions"] == report["exceptions"]
    assert report["rules_not_asked"] == {}
    assert report["check_failed"] == ""


@pytest.mark.django_db
def test_who_asks_for_training_is_told_what_came_of_it() -> None:
    known = {"trained_at": moment(FIRST), "rows": 6304, "latest_run": 7, "path": "models/1"}
    MatchModel.objects.create(version="2026-11-25a", trained_by_run=7, **known)
    assert _learnt(7) == "Matching learnt anew from 6,304 rows of people: model 2026-11-25a."
    assert _learnt(8).endswith("The last model counted.")


@pytest.mark.parametrize("step", ["standardise", "publish"])
def test_ctrl_c_is_answered_in_words_and_nothing_is_lost(house: House, extracts: Path, step: str) -> None:
    before = whole()
    process = house.start(extracts / "second")
    assert until(lambda: process.is_in(step), patience=120)
    process.interrupt()
    ended = process.ended()
    assert ended.code == 1
    assert "Stopped. Nothing half-done was kept" in ended.said
    assert "Traceback" not in ended.said
    assert whole() == before
    assert asked("SELECT outcome FROM run ORDER BY id DESC LIMIT 1") == ["stopped"]


def test_a_second_run_is_refused_with_who_started_the_first_and_the_next_is_right(
    house: House, extracts: Path
) -> None:
    first = house.start(extracts / "second")
    assert until(lambda: process_is_there(), patience=120)
    second = house.run(extracts / "second")
    assert second.code == 1
    assert f"A run is already going: {getpass.getuser()}, at the command line started it on" in second.said
    assert "Traceback" not in second.said
    assert first.ended().code == 0
    assert asked("SELECT outcome FROM run ORDER BY id DESC LIMIT 1") == ["published"]


def process_is_there() -> bool:
    return asked("SELECT count(*) FROM run WHERE ended_at IS NULL") == [1]


def test_a_folder_that_is_not_there_is_told(house: House, extracts: Path) -> None:
    ended = house.run(extracts / "nowhere")
    assert ended.code == 1
    assert "There is no folder" in ended.said
    assert "Traceback" not in ended.said
