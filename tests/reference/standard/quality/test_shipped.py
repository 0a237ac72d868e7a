"""The standard as it ships, asked of a landlord whose data is sound and of one whose data is badly spoilt."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from rooftree.engine.checking.plan import Plan
from rooftree.reference.standard.quality import judging, queries
from rooftree.sources.synthetic import declared
from tests.reference.standard.quality.checked import Checked, Fault, check
from tests.reference.standard.quality.faults import COVERED, NOT_COVERED, Excused

HOMES = 100


@pytest.fixture(scope="module")
def plan() -> Plan:
    return judging.compiled(queries.shipped())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("spoilt")


@pytest.fixture(scope="module")
def spoilt(plan: Plan, folder: Path) -> Checked:
    return check(folder, plan, homes=HOMES, faults="heavy")


def test_a_sound_landlord_has_no_exception_of_any_rule(plan: Plan, tmp_path: Path) -> None:
    sound = check(tmp_path, plan, homes=HOMES, faults="none")
    assert sound.failing == {}
    assert {rule for rule, outcome in sound.outcomes.items() if outcome.error} == set()


def test_every_planted_fault_that_a_rule_covers_is_found_by_its_key(spoilt: Checked, folder: Path) -> None:
    excused = Excused(folder, spoilt.planted)
    seen: dict[str, int] = defaultdict(int)
    missed = []
    for fault in spoilt.planted:
        if fault.fault in COVERED and not excused(fault):
            seen[fault.fault] += 1
            if not _found(fault, spoilt, excused.keys(fault)):
                missed.append(fault)
    assert missed == []
    assert len(seen) >= 45
    assert sum(seen.values()) > 1000


def _found(fault: Fault, spoilt: Checked, keys: set[str]) -> bool:
    named = {key for rule in COVERED[fault.fault].rules for key in spoilt.failing.get(rule, ())}
    return any(_same(key, name) for key in keys for name in named)


def _same(key: str, name: str) -> bool:
    """A source key may say more than the fault's key: a day, or what the row is of."""
    return name == key or name.startswith(f"{key}/") or f"{key}/" in name or name.endswith(f"/{key}")


def test_every_rule_runs(spoilt: Checked) -> None:
    assert {rule for rule, outcome in spoilt.outcomes.items() if outcome.error} == set()


def test_every_fault_that_can_be_planted_is_declared_found_or_not_to_be(spoilt: Checked) -> None:
    said = declared.table("faults")
    planted = {each["name"] for each in said["spoil"]} | set(said["made"])
    planted |= {fault.fault for fault in spoilt.planted}
    assert set(COVERED) & set(NOT_COVERED) == set()
    assert planted <= set(COVERED) | set(NOT_COVERED)
    shipped = set(queries.shipped().rules)
    assert {rule for finds in COVERED.values() for rule in finds.rules} <= shipped
    assert all(reason.endswith(".") for reason in NOT_COVERED.values())
