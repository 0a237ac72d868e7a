"""What a release brings to a landlord's own standard, without a database."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from rooftree.reference.standard.quality.released import Base, digests, laid_over, offered, taken

CONTRACT, LIST = "contracts/unit", "codes/colour"


def rule(name: str, severity: str = "major") -> dict[str, Any]:
    return {"name": name, "engine": "rooftree", "severity": severity}


def documents(*rules: dict[str, Any], codes: str = "red", words: str = "A home") -> dict[str, Any]:
    column = {"name": "uprn", "physicalType": "string", "quality": list(rules)}
    return {
        CONTRACT: {
            "version": "1",
            "schema": [{"name": "unit", "description": words, "properties": [column]}],
        },
        LIST: {
            "list": "colour",
            "version": "1",
            "codes": [{"code": each, "label": each} for each in codes.split()],
        },
    }


A, B = rule("unit.a"), rule("unit.b")


def names(found: Any) -> list[str]:
    return [each.part.name for each in found]


@pytest.mark.parametrize(
    ("then", "now", "held", "new", "both"),
    [
        ((A,), (A, B), (A,), ["unit.b"], []),
        ((A,), (A,), (rule("unit.a", "minor"),), [], []),
        ((A,), (rule("unit.a", "critical"),), (A,), ["unit.a"], []),
        ((A,), (rule("unit.a", "critical"),), (rule("unit.a", "minor"),), [], ["unit.a"]),
        ((A,), (rule("unit.a", "critical"),), (rule("unit.a", "critical"),), [], []),
        ((A, B), (A, B), (A,), [], []),
        ((A, B), (A,), (A, B), ["unit.b"], []),
        ((A, B), (A,), (A, rule("unit.b", "minor")), [], ["unit.b"]),
        ((A,), (A,), (A, rule("unit.own")), [], []),
    ],
    ids=[
        "a new rule is offered",
        "a landlord's change stays",
        "what only the release changed is offered",
        "what both changed is told apart",
        "what both changed alike is nothing",
        "what the landlord took out stays out",
        "what the release took out is offered so",
        "what the landlord changed stays when it is taken out",
        "a landlord's own rule stays",
    ],
)
def test_three_ways(then: Any, now: Any, held: Any, new: list[str], both: list[str]) -> None:
    found = offered(ships=documents(*now), held=documents(*held), base=digests(documents(*then)))
    assert (names(found.new), names(found.both)) == (new, both)


def test_a_new_code_is_offered_and_a_code_never_goes() -> None:
    base = digests(documents(A, codes="red blue"))
    found = offered(ships=documents(A, codes="red green"), held=documents(A, codes="red blue"), base=base)
    assert names(found.new) == ["green"]


def test_columns_and_words_of_a_contract_come_with_the_release() -> None:
    held = documents(A, words="As it was")
    held[CONTRACT]["version"] = "1.4.0"
    made = laid_over(documents(B, words="As it is"), held)[CONTRACT]
    table = made["schema"][0]
    assert (table["description"], made["version"]) == ("As it is", "1.4.0")
    assert names_of(table["properties"][0]) == ["unit.a"]
    assert offered(ships=documents(A, words="As it is"), held=held, base={}).new == ()


def names_of(holder: dict[str, Any]) -> list[str]:
    return [each["name"] for each in holder["quality"]]


def test_what_came_stays_offered_until_it_is_taken_or_changed() -> None:
    before, ships = documents(A), documents(A, B)
    base: Base = digests(before)
    other = documents(rule("unit.a", "minor"))
    after = taken(ships=ships, now=other, before=before, base=base)
    assert names(offered(ships=ships, held=other, base=after).new) == ["unit.b"]
    whole = documents(rule("unit.a", "minor"), rule("unit.b", "minor"))
    last = taken(ships=ships, now=whole, before=other, base=after)
    found = offered(ships=ships, held=copy.deepcopy(whole), base=last)
    assert (found.new, found.both) == ((), ())
