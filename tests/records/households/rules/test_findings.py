"""What is not right about a household on a day: who says so and who does not; nothing where all is well."""

from __future__ import annotations

from typing import Any

from rooftree.records.households.rules.claims import Claim, HomeSaid
from rooftree.records.households.rules.findings import Finding, Kind, findings
from rooftree.records.households.rules.living import household
from tests.records.households.rules.made import (
    OTHER,
    TODAY,
    applied,
    contact,
    day,
    empty,
    placed,
    said,
    tenancy,
    tenant,
    who,
)

ADA, BEN = who("Ada Frost", born="1980-02-29"), who("Ben Frost", born="2016-12-01")


def found(home: HomeSaid, text: str | None = None) -> list[Finding]:
    return findings(home, household(home, day(text) or TODAY, known_on=TODAY))


def kinds(home: HomeSaid, text: str | None = None) -> list[Kind]:
    return [one.kind for one in found(home, text)]


def main(person: str, **facts: Any) -> Claim:
    """The tenant."""
    return tenant(person, is_party=True, is_main=True, **facts)


def test_nothing_is_said_where_all_is_well() -> None:
    home = said(main("ada"), tenant("ben", role="son"), applied("ada"), applied("ben"), people=(ADA, BEN))
    assert found(home) == []


def test_one_says_she_moved_out_and_an_application_still_lists_her() -> None:
    gone = tenant("ada", until_on="2026-03-03", left_on="2026-03-03")
    home = said(gone, main("ben"), applied("ada"), people=(ADA, BEN))
    (one,) = [each for each in found(home) if each.kind is Kind.LEFT]
    assert (one.people, one.says[0].system, one.against[0].left_on) == (["ada"], "locata", day("2026-03-03"))
    assert one.systems == ["locata", "nec"]
    assert Kind.LEFT not in kinds(home, "2026-03-02")


def test_an_application_lists_somebody_whom_the_household_never_had() -> None:
    cleo = who("Cleo Wren", born="1999-09-09")
    home = said(main("ada"), applied("ada"), applied("cleo"), people=(ADA, cleo))
    (one,) = found(home)
    assert (one.kind, one.people, one.system) == (Kind.NOT_LISTED, ["cleo"], "nec")


def test_an_application_for_part_of_the_household_says_whom_it_leaves_out() -> None:
    home = said(main("ada"), tenant("ben"), applied("ada"), people=(ADA, BEN))
    (one,) = found(home)
    assert (one.kind, one.people, one.system) == (Kind.LEFT_OUT, ["ben"], "locata")


def test_two_tenancies_that_run_at_once() -> None:
    home = said(main("ada"), main("ben", paper=tenancy("T2", "2025-01-01")), people=(ADA, BEN))
    (one,) = found(home)
    assert (one.kind, [paper.ref for paper in one.papers]) == (Kind.TWO_TENANCIES, ["T1", "T2"])
    assert kinds(home, "2024-12-31") == []


def test_an_empty_home_in_which_somebody_was_placed() -> None:
    home = said(placed("ada"), people=(ADA,), empties=[empty("2026-01-05")])
    (one,) = found(home)
    assert (one.kind, one.people, one.systems) == (Kind.EMPTY, ["ada"], ["locata", "nec"])


def test_a_home_that_was_never_let_or_whose_tenancy_ended() -> None:
    (never,) = found(said(contact("ada"), people=(ADA,)))
    assert (never.kind, never.papers) == (Kind.NOT_LET, [])
    ended = tenancy("T0", "2019-01-01", "2026-01-05")
    (after,) = found(said(placed("ada"), people=(ADA,), tenancies=[ended]))
    assert (after.kind, after.papers) == (Kind.NOT_LET, [ended])
    elsewhere = said(placed("ada"), people=(ADA,), lets="")
    assert found(elsewhere) == [], "a hotel that the housing system does not hold is let by nobody"


def test_a_tenant_who_died_or_left_while_the_tenancy_runs() -> None:
    late = who("Ada Frost", died="2026-01-10")
    home = said(main("ada"), tenant("ben"), people=(late, BEN))
    assert kinds(home) == [Kind.DIED, Kind.NO_TENANT]
    assert kinds(home, "2026-01-09") == []
    gone = main("ada", until_on="2026-03-03", left_on="2026-03-03")
    assert kinds(said(gone, tenant("ben"), people=(ADA, BEN))) == [Kind.NO_TENANT]
    joint = main("ben")
    assert kinds(said(gone, joint, people=(ADA, BEN))) == []


def test_a_tenancy_that_names_nobody() -> None:
    assert kinds(said(tenancies=[tenancy()])) == [Kind.NO_TENANT]
    assert kinds(said(tenancies=[tenancy()], can_be_lived_in=False)) == []
    unmarked = said(tenant("ada"), people=(ADA,))
    assert kinds(unmarked) == [], "where a system does not mark who is a tenant, nobody is missed"


def test_somebody_who_lives_at_two_homes_at_once() -> None:
    there = tenant("ada", home_id=OTHER, paper=tenancy("T9", "2026-02-02"))
    home = said(main("ada"), there, people=(ADA,), tenancies=[tenancy()])
    (one,) = found(home)
    assert (one.kind, one.against[0].home_id) == (Kind.TWO_HOMES, OTHER)
    assert kinds(home, "2026-02-01") == []


def test_a_placement_that_outlives_its_case() -> None:
    home = said(placed("ada", sure_until="2026-06-01"), people=(ADA,), lets="")
    assert kinds(home) == [Kind.CASE_CLOSED]
    assert kinds(home, "2026-05-31") == []


def test_a_contact_who_fits_a_tenant_is_no_disagreement_and_a_stranger_is() -> None:
    fits = who("A Frost")
    home = said(main("ada"), contact("a"), people=(ADA, fits))
    assert found(home) == []
    stranger = said(main("ada"), contact("cleo"), people=(ADA, who("Cleo Wren")))
    assert kinds(stranger) == [Kind.NOT_LISTED]


def test_a_member_without_a_name_is_said_and_keys_are_each_their_own() -> None:
    home = said(main("ada"), tenant("kim"), tenant("lou"), people=(ADA, who("?kim"), who("Baby Frost")))
    named = found(home)
    assert [one.kind for one in named] == [Kind.NO_NAME, Kind.NO_NAME]
    assert len({one.key for one in named}) == 2
