"""Documents taken apart and put together again: nothing is lost; two people’s changes meet part by part."""

from __future__ import annotations

import copy
from typing import Any

from rooftree.reference.standard.editing.rules import next_version, rule_name, why_code_is_refused
from rooftree.reference.standard.editing.telling import condition, told
from rooftree.reference.standard.quality.parts import (
    Difference,
    Part,
    PartKind,
    applied,
    differences,
    parts_of,
    rebased,
    rule_in,
)

STARTS = Part("contracts/tenancy", PartKind.RULE, "tenancy.starts_on.required")
ENDS = Part("contracts/tenancy", PartKind.RULE, "tenancy.ends_on.compare")
GENERAL = Part("codes/kind", PartKind.CODE, "general")


def rule(name: str, **more: Any) -> dict[str, Any]:
    said = {"name": name, "engine": "rooftree", "type": "custom", "severity": "major", "description": name}
    return {**said, "implementation": {"kind": "required"}, **more}


def documents() -> dict[str, dict[str, Any]]:
    columns = [
        {"name": "starts_on", "quality": [rule(STARTS.name), {"name": "theirs", "engine": "soda"}]},
        {"name": "ends_on", "quality": [rule(ENDS.name)]},
        {"name": "note"},
    ]
    codes = [{"code": "general", "label": "General"}, {"code": "other", "label": "Other"}]
    return {
        "contracts/tenancy": {"version": "1.0.0", "schema": [{"name": "tenancy", "properties": columns}]},
        "codes/kind": {"list": "kind", "version": "2026.1", "codes": codes},
    }


def with_(part: Part, **more: Any) -> dict[str, dict[str, Any]]:
    """The documents with something of one part changed."""
    held = parts_of(part.document, documents()[part.document])[part]
    return applied(documents(), [Difference(part, held, {**held, **more})])


def test_a_document_put_together_from_its_parts_is_the_same() -> None:
    for name, said in documents().items():
        assert differences(documents(), {name: said}) == []
        every = [Difference(part, None, value) for part, value in parts_of(name, said).items()]
        assert applied({name: said}, every) == {}


def test_only_the_part_that_was_changed_differs_and_the_others_keep_their_place() -> None:
    made = with_(STARTS, severity="minor")
    (found,) = differences(documents(), made)
    assert (found.part, found.was["severity"], found.now["severity"]) == (STARTS, "major", "minor")
    quality = made["contracts/tenancy"]["schema"][0]["properties"][0]["quality"]
    assert [each["name"] for each in quality] == [STARTS.name, "theirs"]


def test_a_new_rule_stands_at_its_column_and_one_taken_out_is_gone() -> None:
    new = Part("contracts/tenancy", PartKind.RULE, "tenancy.note.required")
    made = applied(documents(), [Difference(new, None, {"column": "note", **rule(new.name)})])
    held = rule_in(made["contracts/tenancy"], new.name)
    assert held is not None
    assert held["column"] == "note"
    gone = applied({**documents(), **made}, [Difference(new, None, None)])
    assert differences(documents(), gone) == []


def test_two_people_who_change_different_rules_of_one_contract_both_get_their_way() -> None:
    now = {**documents(), **with_(ENDS, severity="critical")}
    found = rebased(base=documents(), draft=with_(STARTS, severity="minor"), now=now)
    assert found.overlaps == ()
    (own,) = differences(now, found.changes)
    assert own.part == STARTS
    assert rule_in(found.changes["contracts/tenancy"], ENDS.name) == rule_in(
        now["contracts/tenancy"], ENDS.name
    )


def test_what_both_changed_is_as_it_was_published_and_is_named() -> None:
    now = {**documents(), **with_(STARTS, severity="critical")}
    found = rebased(base=documents(), draft=with_(STARTS, severity="minor"), now=now)
    assert found.changes == {}
    assert [(each.part, each.was["severity"], each.now["severity"]) for each in found.overlaps] == [
        (STARTS, "critical", "minor")
    ]


def test_two_people_who_change_the_same_in_the_same_way_do_not_meet() -> None:
    same = with_(STARTS, severity="minor")
    found = rebased(base=documents(), draft=same, now={**documents(), **copy.deepcopy(same)})
    assert (found.changes, found.overlaps) == ({}, ())


def test_codes_of_one_list_are_parts_of_their_own() -> None:
    now = {**documents(), **with_(GENERAL, label="Ordinary")}
    other = Part("codes/kind", PartKind.CODE, "other")
    found = rebased(base=documents(), draft=with_(other, ends_on="2027-04-01"), now=now)
    assert [each["label"] for each in found.changes["codes/kind"]["codes"]] == ["Ordinary", "Other"]


def test_a_difference_is_told_line_by_line() -> None:
    (one,) = told(differences(documents(), with_(STARTS, severity="minor")))
    assert (one.title, one.how, one.lines) == (STARTS.name, "Changed", (("Severity", "Major", "Minor"),))
    assert (
        condition({"column": "status", "op": "in", "value": ["let", "void"]}) == "status is one of let, void"
    )
    assert (
        condition({"column": "ends_on", "op": "ge", "value": {"today": -30}})
        == "ends_on is at least today-30"
    )


def test_versions_names_and_codes_follow_rules() -> None:
    assert [next_version(said) for said in ("2026.1", "2026.9", "draft")] == ["2026.2", "2026.10", "draft.1"]
    assert rule_name("unit", "uprn", "required", {"unit.uprn.required"}) == "unit.uprn.required_2"
    assert rule_name("unit", "", "sql", ()) == "unit.row.sql"
    codes = ("", "two words", "other", "<b>", "x" * 61, "new_one")
    assert [bool(why_code_is_refused(code, "Words", {"other"})) for code in codes] == [True] * 5 + [False]
