"""An address taken apart: what tells its door from the next, its names, and what two of them contradict."""

from __future__ import annotations

import pytest

from rooftree.records.matching.linkage.addresses.saying import (
    Said,
    beyond,
    contradict,
    in_common,
    missing,
    read,
)


def said(line: str, postcode: str = "ZZ4 2LH") -> Said:
    return read(line, postcode)


FLAT = said("Flat 12, Larch House, 40 Orchard Road, Haverleigh")


def test_a_flats_address_is_doors_a_building_and_a_street() -> None:
    assert FLAT.units == ("12", "40")
    assert (set(FLAT.building), set(FLAT.street)) == ({"larch"}, {"orchard"})
    assert FLAT.postcode == "ZZ42LH"


@pytest.mark.parametrize(
    "line", ["Flat A, 12 Mill Lane", "12a Mill Lane", "Flat A 012 Mill La", "12A, Mill Lane, ZZ4 2LH"]
)
def test_the_letter_of_a_door_is_the_same_wherever_it_stands(line: str) -> None:
    assert sorted(said(line).units) == ["12", "a"]


def test_a_postcode_written_into_the_line_is_no_door() -> None:
    assert said("12 Mill Lane ZZ42LH").units == ("12",)


@pytest.mark.parametrize(
    "line",
    [
        "12 Larch House, Haverleigh",
        "Flat 12, Larch Hse",
        "Flat 12 First Floor, Larch House, 40 Orchard Rd",
        "Plot 3, Flat 12, Larch House, 38-44 Orchard Road",
    ],
)
def test_these_say_all_that_tells_the_flat_from_its_neighbours(line: str) -> None:
    assert missing(said(line), FLAT) == []
    assert beyond(said(line), FLAT) == []


@pytest.mark.parametrize(
    ("line", "lacks"),
    [
        ("Larch House, 40 Orchard Road", ["12"]),
        ("Flat 13, Larch House, 40 Orchard Road", ["12"]),
        ("12 Orchard Road", ["40"]),
        ("First Floor Flat, Larch House", ["12", "40"]),
    ],
)
def test_these_do_not(line: str, lacks: list[str]) -> None:
    assert missing(said(line), FLAT) == lacks


def test_a_number_that_could_be_the_streets_is_not_the_flats() -> None:
    flat = said("Flat 40, Larch House, 40 Orchard Road")
    assert missing(said("Larch House, 40, Orchard Road"), flat) == ["40"]
    assert missing(said("Flat 40, Larch House, Orchard Road"), flat) == []


def test_a_flat_in_what_is_known_as_one_house_says_more() -> None:
    assert beyond(said("Flat 1, 46 Beech Place"), said("46 Beech Place")) == ["1"]
    assert beyond(said("46b Beech Place"), said("46 Beech Place")) == ["b"]


def test_a_slip_of_the_pen_and_words_run_together_still_name_the_street() -> None:
    assert in_common(said("12 Yxrk Avenue"), said("12 York Avenue")) == ["york"]
    assert in_common(said("12 Larchhouse"), said("12 Larch House")) == ["larch"]
    assert in_common(said("12 Abbey Avenue, Wexley"), said("12 Lime Drive, Wexley")) == []


def test_two_addresses_contradict_when_each_names_a_door_that_the_other_does_not() -> None:
    assert contradict(FLAT, said("Flat 13, Larch House, 40 Orchard Road"))
    assert not contradict(FLAT, said("12 Larch House"))


@pytest.mark.parametrize("line", ["", "   ", "🏠🏠", "x" * 10_240, "12" * 5_000, ",,,", "'", "\x00\n"])
def test_what_is_no_address_says_nothing_and_stops_nobody(line: str) -> None:
    assert in_common(said(line, ""), FLAT) == []
    assert missing(said(line, ""), FLAT) == ["12", "40"]
