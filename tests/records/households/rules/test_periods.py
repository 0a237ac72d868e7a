"""The households of a home one after the other."""

from __future__ import annotations

from rooftree.records.households.rules.periods import Period, over_time
from tests.records.households.rules.made import TODAY, applied, day, said, tenancy, tenant, who


def told(periods: list[Period]) -> list[tuple[str, str, list[str], list[str], list[str]]]:
    return [
        (
            str(one.from_on),
            str(one.until_on),
            sorted(each.who.id for each in one.lives),
            list(one.came),
            list(one.went),
        )
        for one in periods
    ]


def test_each_change_begins_a_household_and_a_home_that_stood_empty_says_so() -> None:
    first = tenancy("T0", "2010-01-04", "2019-12-01")
    home = said(
        tenant("ada", paper=first, until_on="2019-12-01"),
        tenant("ben"),
        tenant("cleo", from_on="2022-05-05"),
        applied("dee"),
    )
    assert told(over_time(home, known_on=TODAY)) == [
        ("2022-05-05", "None", ["ben", "cleo"], ["cleo"], []),
        ("2020-01-06", "2022-05-05", ["ben"], ["ben"], []),
        ("2019-12-01", "2020-01-06", [], [], ["ada"]),
        ("2010-01-04", "2019-12-01", ["ada"], ["ada"], []),
    ]


def test_what_has_not_come_yet_is_not_told_and_a_start_that_nobody_knows_is_no_day() -> None:
    home = said(tenant("ada", from_on=None), tenant("ben", from_on="2027-01-01"))
    assert told(over_time(home, known_on=TODAY)) == [("None", "None", ["ada"], ["ada"], [])]


def test_a_birth_and_a_death_change_the_household() -> None:
    people = (who("Ada Frost", died="2024-04-04"), who("Ben Frost", born="2021-02-01"))
    home = said(tenant("ada"), tenant("ben"), people=people)
    days = [one.from_on for one in over_time(home, known_on=TODAY)]
    assert days == [day("2024-04-04"), day("2021-02-01"), day("2020-01-06")]


def test_a_home_of_which_nothing_is_said_has_no_households() -> None:
    assert over_time(said(), known_on=TODAY) == []
