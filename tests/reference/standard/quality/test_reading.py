"""Rules out of contracts: what is written is what is read, and every slip is told with its file and place."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from rooftree.engine.checking.kinds import Kind, When
from rooftree.reference.standard.quality.reading import Found, read
from rooftree.reference.standard.quality.rules import Dimension, Severity

RULE: dict[str, Any] = {
    "name": "tenancy.starts_on.required",
    "description": "A tenancy has its first day",
    "type": "custom",
    "engine": "rooftree",
    "dimension": "completeness",
    "severity": "critical",
    "businessImpact": "Rent and rights run from it.",
    "implementation": {
        "kind": "required_when",
        "when": [{"column": "kind", "op": "in", "value": ["secure"]}],
        "systems": ["nec"],
    },
    "customProperties": [
        {"property": "version", "value": 2},
        {"property": "recommendation", "value": "R7"},
        {"property": "mend", "value": "Enter the day."},
        {"property": "owner", "value": "Head of Housing"},
    ],
}


def contract(*rules: dict[str, Any], at_table: bool = False) -> dict[str, Any]:
    column: dict[str, Any] = {"name": "starts_on", "logicalType": "date", "physicalType": "date"}
    table: dict[str, Any] = {"name": "tenancy", "properties": [column]}
    (table if at_table else column)["quality"] = list(rules)
    return {"apiVersion": "v3.1.0", "kind": "DataContract", "id": "t", "version": "1.0.0", "schema": [table]}


def changed(**changes: Any) -> dict[str, Any]:
    own = changes.pop("own", {})
    rule = copy.deepcopy(RULE) | changes
    rule["customProperties"] = [
        {"property": each["property"], "value": own.get(each["property"], each["value"])}
        for each in rule["customProperties"]
        if own.get(each["property"], "") is not None
    ] + [{"property": "colour", "value": "red"}] * ("colour" in own)
    return rule


def test_a_rule_is_read_as_it_is_written() -> None:
    found = read(contract(RULE), "tenancy.yaml")
    assert found.faults == []
    rule = found.rules["tenancy.starts_on.required"]
    assert (rule.check.table, rule.check.column, rule.check.kind) == (
        "tenancy", "starts_on", Kind.REQUIRED_WHEN,
    )  # fmt: skip
    assert rule.check.when == (When("kind", "in", ["secure"]),)
    assert rule.check.systems == ("nec",)
    assert (rule.version, rule.dimension, rule.severity) == (2, Dimension.COMPLETENESS, Severity.CRITICAL)
    assert (rule.owner, rule.mend, rule.mend_in, rule.active) == (
        "Head of Housing", "Enter the day.", "", True,
    )  # fmt: skip


def test_a_rule_of_the_whole_table_may_name_its_column() -> None:
    rule = changed(implementation={"kind": "sql", "column": "starts_on", "given": {"select": "SELECT 1"}})
    assert read(contract(rule, at_table=True), "t.yaml").rules[RULE["name"]].check.column == "starts_on"


def test_rules_of_other_engines_are_left_to_them() -> None:
    theirs = {"type": "custom", "engine": "soda", "implementation": "row_count > 0"}
    found = read(contract(theirs, {"type": "text", "description": "Be good"}), "tenancy.yaml")
    assert found == Found({}, [])


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        (changed(dimension="validity"), "dimension validity is none that is known"),
        (changed(severity="blocker"), "severity blocker is none that is known"),
        (changed(businessImpact=None), "lacks businessImpact"),
        (changed(name="starts_on.required"), "begin with the table"),
        (changed(name="tenancy.Starts"), "in small letters"),
        (changed(implementation={"kind": "guess"}), "kind guess is none that is known"),
        (changed(implementation="required"), "not a text"),
        (changed(implementation={"kind": "required", "where": 1}), "implementation where is nothing"),
        (changed(implementation={"kind": "required", "systems": "nec"}), "systems must be a list"),
        (
            changed(implementation={"kind": "required", "when": [{"column": "kind", "op": "like"}]}),
            "op like is none that is known",
        ),
        (changed(implementation={"kind": "required", "when": ["kind"]}), "when must be a list of conditions"),
        (changed(own={"version": 0}), "version 0 is no whole number"),
        (changed(own={"recommendation": "R22"}), "R22 is none of R1 to R21"),
        (changed(own={"mend": None}), "lacks customProperties mend"),
        (changed(own={"colour": "red"}), "colour is nothing that a rule has"),
    ],
)
def test_every_slip_is_told_with_its_file_and_place(rule: dict[str, Any], says: str) -> None:
    (fault,) = read(contract(rule), "tenancy.yaml").faults
    assert says in fault.says
    assert str(fault).startswith(f"tenancy.yaml: tenancy.starts_on, rule {rule['name']}: ")


def test_a_name_that_stands_twice_is_told_in_one_contract_and_across_two() -> None:
    (fault,) = read(contract(RULE, RULE), "tenancy.yaml").faults
    assert "stands twice" in fault.says
    whole = Found()
    whole.add(read(contract(RULE), "tenancy.yaml"))
    whole.add(read(contract(RULE), "tenancy2.yaml"))
    assert "in another contract already" in whole.faults[0].says


def test_what_is_no_contract_at_all_is_told_by_place() -> None:
    said = contract(RULE)
    said["schema"][0]["properties"][0]["required"] = "perhaps"
    (fault,) = read(said, "tenancy.yaml").faults
    assert fault.file == "tenancy.yaml"
    assert "required" in fault.place
