"""Somebody else's contract: what the open standard's own rules become, and what is said of the rest."""

from __future__ import annotations

from typing import Any

from rooftree.engine.checking.kinds import Kind
from rooftree.reference.standard.quality.foreign import bring_in
from rooftree.reference.standard.quality.rules import Severity

TABLES = {"tenancy": ["tenancy_ref", "starts_on", "tenure"]}


def contract(**columns: list[dict[str, Any]]) -> dict[str, Any]:
    properties = [
        {"name": name, "logicalType": "string", "quality": rules} for name, rules in columns.items()
    ]
    table = {"name": "tenancy", "properties": properties, "quality": [{"metric": "rowCount", "mustBe": 5}]}
    return {"apiVersion": "v3.1.0", "kind": "DataContract", "id": "x", "version": "1", "schema": [table]}


def test_counts_that_must_be_none_become_rules_that_name_every_row() -> None:
    said = contract(
        tenancy_ref=[
            {"metric": "nullValues", "mustBe": 0, "severity": "error", "description": "It has a reference"},
            {"type": "library", "metric": "duplicateValues", "mustBeLessThan": 1},
        ],
        tenure=[{"metric": "invalidValues", "arguments": {"validValues": ["S", "A"]}, "mustBe": 0}],
    )
    brought = bring_in(said, "theirs.yaml", tables=TABLES)
    assert brought.faults == ()
    rules = {rule.id: rule for rule in brought.rules}
    assert rules["tenancy.tenancy_ref.nullvalues"].check.kind is Kind.REQUIRED
    assert rules["tenancy.tenancy_ref.nullvalues"].severity is Severity.MAJOR
    assert rules["tenancy.tenancy_ref.duplicatevalues"].check.given == {"columns": ["tenancy_ref"]}
    assert rules["tenancy.tenure.invalidvalues"].check.given == {"codes": ["S", "A"]}


def test_what_cannot_be_mapped_is_said_and_left_out() -> None:
    said = contract(
        tenure=[
            {"metric": "nullValues", "mustBeLessThan": 5, "unit": "percent", "name": "some"},
            {"type": "sql", "query": "SELECT 1", "mustBe": 1, "name": "theirs"},
            {"metric": "invalidValues", "mustBe": 0, "name": "bare"},
            {"metric": "missingValues", "mustBe": 0, "arguments": {"missingValues": ["N/A"]}, "name": "na"},
        ],
        landlady=[{"metric": "nullValues", "mustBe": 0, "name": "who"}],
    )
    said["schema"].append({"name": "lighthouse", "properties": []})
    brought = bring_in(said, "theirs.yaml", tables=TABLES)
    assert brought.rules == ()
    told = "\n".join(brought.left_out)
    for words in (
        "tenancy, rule 1: rowCount counts a whole table",
        "tenancy.tenure, some: it allows some to fail",
        "tenancy.tenure, theirs: a rule of type sql cannot",
        "tenancy.tenure, bare: it gives no validValues",
        "tenancy.tenure, na: stand-ins for missing values",
        "tenancy has no column landlady",
        "lighthouse: there is no such table",
    ):
        assert words in told
