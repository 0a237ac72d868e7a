"""Messy addresses against a list of homes: keys first, then slips, then the trained matcher, which runs here
for all tests once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rooftree.engine.tables import Engine
from rooftree.records.matching.linkage.addresses.judging import Decision
from rooftree.records.matching.linkage.addresses.matching import Address, Answer, match
from rooftree.records.matching.rules import Method

HOMES = [
    *(Address(f"Flat {n}, Larch House, 40 Orchard Road, Haverleigh", "ZZ4 2LH") for n in range(1, 41)),
    *(Address(f"{n} Damson Grove, Haverleigh", "ZZ4 8QT") for n in range(1, 41)),
    Address("Garage 3, Damson Grove", "ZZ4 8QT"),
    Address("17 Viner Road, Thornmarsh", "ZZ5 1JS", "999000004127"),
    *[Address("5 Twin Row, Thornmarsh", "ZZ5 4TN")] * 2,
]
LARCH, DAMSON, VINER = 0, 40, 81
MESSY = {
    "abbreviated": (Address("Apt 7 Larch Hse, 40, Orchard Rd", "zz42lh"), LARCH + 6),
    "by UPRN": (Address("somewhere else", "ZZ1 1AA", "999000004127"), VINER),
    "postcode ends otherwise": (Address("9 Damson Grove, Haverleigh", "ZZ4 8QX"), DAMSON + 8),
    "run together": (Address("9 Damsongrove Haverleigh", "ZZ4 8QT"), DAMSON + 8),
    "a letter where no door has one": (
        Address("Flat B5 Larch House, 40 Orchard Road, Haverleigh", "ZZ4 2LH"),
        LARCH + 4,
    ),
    "mistyped": (Address("11 Damsen Grove, Haverleigh", "ZZ4 8QT"), DAMSON + 10),
    "another street": (Address("12 Lime Avenue, Haverleigh", "ZZ4 8QT"), None),
    "no street": (Address("Flat 21 Larch House Haverleigh", "ZZ4 2LH"), LARCH + 20),
    "no postcode": (Address("Flat 33 Larch House, 40 Orchard Road, Haverleigh"), LARCH + 32),
    "one of two homes of one address": (Address("5 Twin Row, Thornmarsh", "ZZ5 4TN"), None),
    "no postcode, letter by letter": (Address("23 Damson Grove Haverleigh"), DAMSON + 22),
    "no postcode, no town": (Address("23 Damson Grove"), None),
    "no flat": (Address("Larch House, 40 Orchard Road", "ZZ4 2LH"), None),
    "a door that is not there": (Address("84 Damson Grove, Haverleigh", "ZZ4 8QT"), None),
    "a garage": (Address("Garage 12, Damson Grove", "ZZ4 8QT"), None),
    "blank": (Address("", ""), None),
    "emoji": (Address("🏠 12 🌳🌳, Damson Gr", "ZZ4 8QT"), DAMSON + 11),
    "ten thousand letters": (Address("13 Damson Grove, Haverleigh " + "x" * 10_240, "ZZ4 8QT"), DAMSON + 12),
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    made = Engine(spill=tmp_path_factory.mktemp("spill"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(scope="module")
def answers(engine: Engine, kept: Path) -> dict[str, Answer]:
    found = match(engine, [address for address, _ in MESSY.values()], HOMES, kept=kept)
    return {list(MESSY)[one.asked]: one for one in found}


@pytest.mark.parametrize("name", MESSY)
def test_each_is_the_home_it_means_or_none(answers: dict[str, Answer], name: str) -> None:
    found, meant = answers.get(name), MESSY[name][1]
    is_accepted = found is not None and found.decision is Decision.ACCEPT
    assert (found.home if found and is_accepted else None) == meant


def test_keys_come_before_the_matcher_and_say_so(answers: dict[str, Answer]) -> None:
    assert answers["abbreviated"].method is Method.ADDRESS
    assert answers["by UPRN"].method is Method.UPRN
    weighed = answers["mistyped"]
    assert weighed.method is Method.MESSY_ADDRESS
    assert weighed.weight is not None
    assert weighed.evidence[0].weight is not None
    doubtful = answers["another street"]
    assert doubtful.decision is Decision.REVIEW
    assert "No name of the home’s building or street is in the address" in [
        one.says for one in doubtful.evidence
    ]


def test_what_was_answered_is_not_asked_again(engine: Engine, kept: Path, answers: dict[str, Answer]) -> None:
    def written() -> dict[Path, int]:
        return {file: file.stat().st_mtime_ns for file in kept.rglob("*") if file.is_file()}

    before = written()
    assert before
    again = match(engine, [address for address, _ in MESSY.values()], HOMES, kept=kept)
    assert {list(MESSY)[one.asked]: one for one in again} == answers
    assert written() == before


def test_the_matcher_is_not_asked_where_no_home_could_be_meant(engine: Engine, tmp_path: Path) -> None:
    strange = [
        Address("547 Jackdaw Close, Haverleigh", "ZZ4 8WW"),
        Address(""),
        Address("Garage 1", "ZZ4 8QT"),
    ]
    assert match(engine, strange, HOMES, kept=tmp_path / "none") == []
    assert match(engine, strange, [], kept=tmp_path / "none") == []
    assert match(engine, [], HOMES, kept=tmp_path / "none") == []
    assert not (tmp_path / "none").exists()
