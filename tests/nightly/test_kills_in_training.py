"""A run killed while it learns to match people: the model of before stays in use, and the next run learns."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.plugin import DjangoDbBlocker

from rooftree.sources.synthetic.evolution.night import evolve
from rooftree.sources.synthetic.landlord import synthesise
from tests.engine.neighbours import until
from tests.nights import asked, whole
from tests.running import House, Process, a_house

pytestmark = pytest.mark.kill
IN_USE = "SELECT version, path FROM match_model WHERE is_in_use"
ENOUGH = 900
"""So many homes have more than the five thousand rows of people that a model is trained on."""


@pytest.fixture
def house(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[House]:
    with django_db_blocker.unblock(), a_house(tmp_path, "training") as made:
        yield made


def test_killed_in_mid_training(house: House, tmp_path: Path) -> None:
    nights = [tmp_path / "night0", tmp_path / "night1"]
    synthesise(homes=ENOUGH, seed=5, out=nights[0])
    evolve(nights[0], nights[1], seed=1)
    assert house.run(nights[0]).code == 0
    before, known = asked(IN_USE), whole()
    assert len(before) == 1
    chance = random.Random(3)
    for _ in range(4):
        _killed(house.start(nights[1], "--train-matching"), after=1 + 7 * chance.random())
        assert whole() == known
        _, path = asked(IN_USE)[0]
        assert (house.home / "landing" / path / "weights.json").is_file()
    ended = house.run(nights[1], "--train-matching")
    assert ended.code == 0, ended.said
    assert asked(IN_USE) != before
    assert not list((house.home / "landing" / "models").glob("*.part"))


def _killed(process: Process, *, after: float) -> None:
    assert until(lambda: process.is_in("match"), patience=120)
    time.sleep(after)
    process.kill()
    process.ended()
