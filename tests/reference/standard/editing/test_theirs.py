"""Somebody else's contract: its rules beside ours, our table as it was, the rest told."""

from __future__ import annotations

import copy
from typing import Any

from rooftree.reference.standard import queries as standard
from rooftree.reference.standard.editing.theirs import beside_ours, is_theirs
from rooftree.reference.standard.quality.parts import differences
from rooftree.reference.standard.quality.reading import read

NAME = "contracts/tenancy"
OURS: dict[str, Any] = standard.contract_document("tenancy")


def theirs(*, of: str = "tenure", **rule: Any) -> dict[str, Any]:
    column = {"name": of, "logicalType": "string", "quality": [rule]}
    table = {"name": "tenancy", "properties": [column]}
    return {
        "apiVersion": "v3.1.0",
        "kind": "DataContract",
        "id": "their.own",
        "version": "4",
        "schema": [table],
    }


def test_a_contract_is_known_by_its_own_id() -> None:
    assert is_theirs(NAME, theirs(metric="nullValues", mustBe=0))
    assert not is_theirs(NAME, OURS)
    assert not is_theirs("codes/void_class", {"list": "void_class"})


def test_their_rule_is_added_and_nothing_of_ours_changes() -> None:
    said = theirs(metric="invalidValues", mustBe=0, arguments={"validValues": ["S", "A"]})
    before = copy.deepcopy(OURS)
    made, left = beside_ours(NAME, said, OURS)
    (added,) = differences({NAME: before}, {NAME: made})
    assert (added.part.name, added.was, left) == ("tenancy.tenure.invalidvalues", None, ())
    found = read(made, "tenancy.yaml")
    assert found.faults == []
    assert found.rules["tenancy.tenure.invalidvalues"].check.given == {"codes": ["S", "A"]}
    assert before == OURS


def test_what_ours_cannot_say_is_told_and_left_out() -> None:
    made, left = beside_ours(NAME, theirs(metric="rowCount", mustBeGreaterThan=5), OURS)
    assert differences({NAME: OURS}, {NAME: made}) == []
    assert "names no row" in " ".join(left)


def test_a_rule_that_is_there_already_stays_as_it_is() -> None:
    said = theirs(metric="nullValues", mustBe=0)
    once, _ = beside_ours(NAME, said, OURS)
    again, _ = beside_ours(NAME, said, once)
    assert differences({NAME: once}, {NAME: again}) == []
