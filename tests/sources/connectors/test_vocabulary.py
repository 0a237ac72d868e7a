"""Whether a mapping speaks the standard's words, by the lists that are in force."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest

from rooftree.reference.standard.queries import code_lists
from rooftree.reference.standard.rules import CodeList
from rooftree.sources.connectors import registry
from rooftree.sources.connectors.vocabulary import ended, faults

DAY = datetime.date(2026, 11, 22)
NAME = "void_class"


def mapping(**codes: str) -> dict[str, Any]:
    columns = {"void_class": {"from": "CLASS", "codes": "ours"}, "void_ref": "REF"}
    return {"tables": [{"id": "void", "table": "void", "columns": columns}], "codes": {"ours": codes}}


def lists(*, but: str = "", more: str = "", ends: datetime.date | None = None) -> dict[str, CodeList]:
    held = code_lists()[NAME]
    codes = {code: label for code, label in held.codes.items() if code != but}
    codes |= {more: "New"} if more else {}
    return {NAME: replace(held, codes=codes, ends={"general": ends} if ends else {})}


def test_a_code_of_a_list_in_force_may_be_mapped_to() -> None:
    said = mapping(F="fire", G="general")
    ((key, says),) = faults(said, {})
    assert key == "codes.ours.F"
    assert "maps to fire, which the list void_class does not hold" in says
    assert list(faults(said, lists(more="fire"))) == []


def test_a_code_that_ships_may_be_mapped_to_though_the_published_list_has_it_not_yet() -> None:
    assert list(faults(mapping(B="buy_back"), lists(but="buy_back"))) == []


@pytest.mark.parametrize(("day", "told"), [(DAY, 1), (DAY + datetime.timedelta(days=1), 0), (None, 0)])
def test_what_still_writes_a_code_that_has_ended_is_told(day: datetime.date | None, told: int) -> None:
    said = mapping(G="general", GEN="general", O="other")
    assert list(faults(said, lists(ends=day))) == []
    found = list(ended(said, lists(ends=day), DAY))
    assert len(found) == told
    for key, says in found:
        assert key == "codes.ours"
        assert "G, GEN become general, which the list “Class of void” uses no more since 22 November" in says
        assert "Records keep it" in says


def test_the_system_is_named() -> None:
    system = registry.system_of("nec", mapping(G="general") | {"title": "NEC"})
    (line,) = registry.writing_ended({"nec": system}, lists(ends=DAY), DAY)
    assert line.startswith("NEC, codes.ours: G becomes general, which the list “Class of void”")
    assert registry.writing_ended({"nec": system}, lists(), DAY) == []
