"""Who may be whom at one home: names that fit, a day of birth, the same place in the household."""

from __future__ import annotations

import pytest

from rooftree.records.households.rules.alike import Entry, pairs
from rooftree.records.households.rules.claims import Somebody
from tests.records.households.rules.made import who

JENNIFER = who("Jennifer Melstead", born="1990-05-01")


def named(given: str, family: str, born: str | None = None) -> Somebody:
    """Somebody with an id that is nobody else's."""
    made = who(f"{given} {family}", born=born)
    return Somebody("told", made.name, made.given, made.family, made.born_on)


@pytest.mark.parametrize(
    ("given", "family"),
    [
        ("J", "Melstead"),
        ("", "Melstead"),
        ("Jen", "Melstead"),
        ("Jennifer", "Melsted"),
        ("Jennifer", "Melstaed"),
        ("Melstead", "Jennifer"),
        ("JENNIFER", "MELSTEAD"),
    ],
)
def test_a_name_that_fits_may_be_hers(given: str, family: str) -> None:
    assert pairs([Entry(named(given, family))], [Entry(JENNIFER)]) == {"told": "jennifer"}


@pytest.mark.parametrize(
    ("given", "family", "born"),
    [
        ("Ann", "Melstead", None),
        ("K", "Melstead", None),
        ("Jennifer", "Rowham", None),
        ("Jennifer", "Melstead", "1991-05-01"),
    ],
)
def test_another_name_or_another_day_of_birth_is_somebody_else(
    given: str, family: str, born: str | None
) -> None:
    assert pairs([Entry(named(given, family, born))], [Entry(JENNIFER)]) == {}


def test_twins_without_names_are_two_and_one_paper_names_nobody_twice() -> None:
    twins = [Entry(who(name, born="2019-05-03")) for name in ("Tom Frost", "Tim Frost")]
    told = [Entry(who(name, born="2019-05-03"), "APP1") for name in ("?one", "?two", "?three")]
    found = pairs(told, twins)
    assert sorted(found.values()) == ["tim", "tom"]
    assert len(found) == 2


def test_two_papers_may_each_name_the_same_person() -> None:
    told = [Entry(who("?one", born="1990-05-01"), "APP1"), Entry(named("J", "Melstead"), "site")]
    assert pairs(told, [Entry(JENNIFER)]) == {"one": "jennifer", "told": "jennifer"}


def test_a_son_without_name_or_day_of_birth_may_be_the_son_and_not_the_partner() -> None:
    son, partner = (
        Entry(who("Tom Frost"), roles=frozenset({"son"})),
        Entry(who("?x"), "A", frozenset({"son"})),
    )
    assert pairs([partner], [son]) == {"x": "tom"}
    assert pairs([Entry(who("?x"), "A", frozenset({"partner"}))], [son]) == {}


def test_a_baby_has_no_name_yet() -> None:
    assert not who("Baby Frost").is_named
    assert who("Ada Frost").is_named
