"""Compiled rules are kept by what they ask: a version compiles only what is new in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rooftree.engine.checking.compiling.compile import compile_plan
from rooftree.engine.checking.kinds import Check, Kind
from rooftree.nightly.plans import plan_of
from rooftree.reference.standard.quality.queries import shipped
from rooftree.reference.standard.quality.rules import Standard

DAY = date(2026, 11, 22)
RULES = ("unit.uprn.required", "unit.status.codelist", "unit.uprn.unique")


@pytest.fixture
def few() -> Standard:
    held = shipped()
    return replace(held, rules={name: held.rules[name] for name in RULES})


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the checks that were compiled, in turn."""
    told: list[str] = []

    def noting(checks: Sequence[Check], *args: Any, **named: Any) -> Any:
        told.extend(check.id for check in checks)
        return compile_plan(checks, *args, **named)

    monkeypatch.setattr("rooftree.nightly.plans.compile_plan", noting)
    return told


def changed(standard: Standard, name: str, **check: Any) -> Standard:
    rule = standard.rules[name]
    return replace(
        standard, rules={**standard.rules, name: replace(rule, check=replace(rule.check, **check))}
    )


def test_what_asks_the_same_is_not_compiled_again(few: Standard, compiled: list[str], tmp_path: Path) -> None:
    whole = plan_of(few, tmp_path, today=DAY)
    assert sorted(compiled) == sorted(RULES)
    compiled.clear()
    assert plan_of(few, tmp_path, today=DAY) == whole
    assert compiled == []
    other = changed(few, "unit.uprn.required", systems=("keystone",))
    again = plan_of(other, tmp_path, today=DAY)
    assert compiled == ["unit.uprn.required"]
    assert {rule.id for rule in again.rules()} == set(RULES)
    assert again != whole


def test_a_code_that_ends_makes_the_rules_of_its_list_anew(
    few: Standard, compiled: list[str], tmp_path: Path
) -> None:
    plan_of(few, tmp_path, today=DAY)
    compiled.clear()
    name = few.rules["unit.status.codelist"].check.given["list"]
    held = few.code_lists[name]
    ended = replace(held, ends={next(iter(held.codes)): DAY})
    later = replace(few, code_lists={**few.code_lists, name: ended})
    plan = plan_of(later, tmp_path, today=DAY)
    assert compiled == ["unit.status.codelist"]
    (rule,) = (each for each in plan.rows if each.id == "unit.status.codelist")
    assert f"'{next(iter(held.codes))}'" not in rule.fails


def test_a_rule_that_cannot_be_compiled_costs_the_others_nothing(few: Standard, tmp_path: Path) -> None:
    broken = changed(few, "unit.uprn.unique", kind=Kind.SQL, given={"select": "SELEKT"})
    plan = plan_of(broken, tmp_path, today=DAY)
    assert {rule.id for rule in plan.rules()} == set(RULES) - {"unit.uprn.unique"}


def test_what_another_code_made_is_taken_away(few: Standard, tmp_path: Path) -> None:
    (tmp_path / "rules-of-other-code.json").write_text("{}")
    plan_of(few, tmp_path, today=DAY)
    (kept,) = tmp_path.iterdir()
    assert kept.name.startswith("rules-")
    assert kept.name != "rules-of-other-code.json"
