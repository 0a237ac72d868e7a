"""Who lives at a home on a day: each once, by what makes a home, with what else is told of them."""

from __future__ import annotations

import datetime

from rooftree.records.households.rules.ages import Band, age_on, band_of, years
from rooftree.records.households.rules.claims import HomeSaid
from rooftree.records.households.rules.living import Household, household
from tests.records.households.rules.made import (
    TODAY,
    applied,
    contact,
    day,
    placed,
    said,
    tenancy,
    tenant,
    who,
)

ADA, BEN = who("Ada Frost", born="1980-02-29"), who("Ben Frost", born="2016-12-01")


def on(home: HomeSaid, text: str | None = None, *, known_on: datetime.date = TODAY) -> Household:
    return household(home, day(text) or TODAY, known_on=known_on)


def ids(now: Household) -> list[str]:
    return [one.who.id for one in now.lives]


def test_somebody_whom_two_systems_list_under_one_id_is_one_line_with_both() -> None:
    now = on(said(tenant("ada"), applied("ada"), people=(ADA,)))
    assert ids(now) == ["ada"]
    assert {claim.system for claim in now.lives[0].told_on(TODAY)} == {"nec", "locata"}


def test_a_member_lives_there_from_the_day_they_came_until_before_the_day_they_left() -> None:
    home = said(tenant("ada", from_on="2020-01-06", until_on="2026-03-03", left_on="2026-03-03"))
    assert [ids(on(home, text)) for text in ("2020-01-05", "2020-01-06", "2026-03-02", "2026-03-03")] == [
        [],
        ["ada"],
        ["ada"],
        [],
    ]


def test_an_application_or_a_contact_alone_makes_nobody_live_there_and_is_told() -> None:
    now = on(said(applied("ada"), contact("cleo")))
    assert ids(now) == []
    assert [one.who.id for one in now.told] == ["ada", "cleo"]


def test_a_household_that_was_placed_lives_there_until_it_leaves_or_its_case_closes() -> None:
    assert ids(on(said(placed("ada")))) == ["ada"]
    assert ids(on(said(placed("ada", until_on="2026-06-01")))) == []
    closed = on(said(placed("ada", sure_until="2026-06-01")))
    assert (ids(closed), [one.who.id for one in closed.told]) == ([], ["ada"])


def test_who_has_died_or_is_not_born_yet_is_not_counted() -> None:
    late = who("Ada Frost", died="2026-01-10")
    home = said(tenant("ada"), tenant("ben"), people=(late, BEN))
    assert ids(on(home)) == ["ben"]
    assert ids(on(said(tenant("ben", from_on="2010-01-01"), people=(BEN,)), "2016-11-30")) == []
    assert on(said(applied("kim", role="unborn_child"), people=(who("?kim"),))).everybody == []


def test_a_day_of_birth_that_could_not_be_known_is_no_age_and_hides_nobody() -> None:
    wrong = who("Ben Frost", born="2030-01-01")
    now = on(said(tenant("ben"), people=(wrong,)))
    assert [(one.who.id, one.age) for one in now.lives] == [("ben", None)]


def test_an_unnamed_child_with_the_same_day_of_birth_counts_once_and_says_so() -> None:
    unnamed = who("?kim", born="2016-12-01")
    now = on(said(tenant("ada"), tenant("ben"), applied("kim"), people=(ADA, BEN, unnamed)))
    assert sorted(ids(now)) == ["ada", "ben"]
    assert [each.who.id for one in now.lives for each in one.taken_for] == ["kim"]
    assert now.told == []


def test_ages_are_those_of_the_day_and_a_child_who_has_grown_up_is_an_adult_by_then() -> None:
    grown = who("Ben Frost", born="2008-11-22")
    home = said(tenant("ben", role="son", from_on="2009-01-05"), people=(grown,))
    before, now = on(home, "2026-11-21"), on(home)
    assert (before.bands[Band.TO_17], before.lives[0].is_grown_child) == (1, False)
    assert (now.bands[Band.TO_64], now.lives[0].is_grown_child) == (1, True)


def test_an_age_that_a_system_stated_is_counted_on_from_then() -> None:
    stated = tenant("kim", age_stated=9, age_stated_on="2024-06-01")
    assert age_on(who("?kim"), [stated], TODAY, known_on=TODAY) == 11
    assert band_of(None) is Band.NOT_KNOWN
    assert [band_of(age) for age in (9, 10, 17, 18, 64, 65)] == [
        Band.UNDER_10,
        Band.TO_17,
        Band.TO_17,
        Band.TO_64,
        Band.TO_64,
        Band.OVER_64,
    ]


def test_somebody_born_on_29_february_is_a_year_older_on_1_march() -> None:
    born = datetime.date(2008, 2, 29)
    assert [years(born, datetime.date(2026, 2, 28)), years(born, datetime.date(2026, 3, 1))] == [17, 18]


def test_since_when_joins_tenancies_that_follow_each_other_without_a_gap() -> None:
    first = tenant("ada", paper=tenancy("T1", "2015-01-05", "2020-01-06"), until_on="2020-01-06")
    second = tenant("ada", paper=tenancy("T2"))
    now = on(said(first, second))
    assert now.lives[0].since_on(TODAY) == datetime.date(2015, 1, 5)


def test_nobody_lives_in_a_garage_and_a_row_that_is_gone_from_its_source_counts_for_nothing() -> None:
    assert on(said(tenant("ada", is_of_home=False))).everybody == []
    assert on(said(tenant("ada", is_over=True))).everybody == []
