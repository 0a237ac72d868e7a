"""What is read out of what somebody types."""

from __future__ import annotations

import datetime

import pytest

from rooftree.records.finding.rules.asked import Sought, sought

TODAY = datetime.date(2026, 11, 21)


def read(typed: str) -> Sought:
    return sought(typed, today=TODAY)


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        ("07700 900417", "07700900417"),
        ("+44 7700 900417", "07700900417"),
        ("0044 (0)7700-900417", "07700900417"),
        ("(01632) 960 123", "01632960123"),
        ("7700900417", "07700900417"),
        ("okoro 07700 900417", "07700900417"),
        ("900417", ""),
        ("999000100500", ""),
    ],
)
def test_a_telephone_number_is_read_in_any_form(typed: str, phone: str) -> None:
    assert read(typed).phone == phone


@pytest.mark.parametrize(
    ("typed", "postcode", "words"),
    [
        ("zz42lh", "ZZ4 2LH", ("zz42lh",)),
        ("ZZ4 2LH", "ZZ4 2LH", ("zz42lh",)),
        ("12 larch zz4 2lh", "ZZ4 2LH", ("12", "larch", "zz42lh")),
        ("zz4 2", "ZZ4 2", ("zz42",)),
        ("zz4", "", ("zz4",)),
    ],
)
def test_a_postcode_is_one_word_with_and_without_its_space(
    typed: str, postcode: str, words: tuple[str, ...]
) -> None:
    assert (read(typed).postcode, read(typed).words) == (postcode, words)


@pytest.mark.parametrize(
    "typed",
    ["14/03/1951", "14-3-1951", "1951-03-14", "14 03 1951", "14.3.51", "14 March 1951", "14th mar 51"],
)
def test_a_date_of_birth_is_read_in_the_forms_in_use(typed: str) -> None:
    assert read(typed).born_on == datetime.date(1951, 3, 14)
    assert read(f"okoro {typed}").words == ("okoro",)


def test_two_figures_are_a_year_in_which_somebody_can_have_been_born() -> None:
    assert read("1/2/20").born_on == datetime.date(2020, 2, 1)
    assert read("1/2/60").born_on == datetime.date(1960, 2, 1)
    assert read("29/2/60").born_on == datetime.date(1960, 2, 29)


@pytest.mark.parametrize("typed", ["31/02/2024", "14/13/1951", "99/99/99"])
def test_no_such_day_is_not_a_date(typed: str) -> None:
    assert read(typed).born_on is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Mr O'Brien", ("obrien",)),
        ("O Brien", ("obrien",)),
        ("mc donald", ("mcdonald",)),
        ("Zoë Núñez-Smith", ("zoe", "nunez", "smith")),
        ("Mrs", ("mrs",)),
        ("tenancy 00451202", ()),
        ("12a Hollin Bank Rd.", ("12a", "hollin", "bank", "rd")),
    ],
)
def test_words_are_read_one_way(typed: str, words: tuple[str, ...]) -> None:
    assert read(typed).words == words


@pytest.mark.parametrize(
    ("typed", "reference"),
    [
        ("HR-20931", "HR-20931"),
        ("hr 20931", "hr-20931"),
        ("tenancy 00451202", "00451202"),
        ("9990 0010 0500", "999000100500"),
        ("0010000489", "0010000489"),
    ],
)
def test_a_reference_is_read_alone_and_among_words(typed: str, reference: str) -> None:
    assert reference in read(typed).references


@pytest.mark.parametrize("typed", ["", " ", "\x00", "\t\n", "‮", "%", "'", "((("])
def test_nothing_is_sought_where_nothing_is_said(typed: str) -> None:
    assert read(typed).words == ()


def test_no_more_is_read_than_somebody_types() -> None:
    assert len(read("word " * 500).text) <= 200
    assert len(read(" ".join(f"w{at}" for at in range(100))).words) <= 8
    assert all(len(word) <= 40 for word in read("x" * 10_000).words)
