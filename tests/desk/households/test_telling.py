"""What is not right about a household, in sentences that name who says so, who does not, and since when."""

from __future__ import annotations

import pytest

from rooftree.desk.households.telling import Told, told
from rooftree.records.households.rules.claims import Claim, HomeSaid
from rooftree.records.households.rules.findings import Kind, findings
from rooftree.records.households.rules.living import household
from rooftree.records.households.rules.titles import TITLES
from tests.records.households.rules.made import (
    OTHER,
    TODAY,
    applied,
    contact,
    empty,
    placed,
    said,
    tenancy,
    tenant,
    who,
)

ADA, BEN = who("Ada Frost"), who("Ben Frost")
LEFT = {"until_on": "2026-03-03", "left_on": "2026-03-03"}


def tells(home: HomeSaid) -> list[Told]:
    now = household(home, TODAY, known_on=TODAY)
    return [told(one, home, day=TODAY, homes={}) for one in findings(home, now)]


def main(person: str, **facts: object) -> Claim:
    return tenant(person, is_party=True, is_main=True, **facts)


CASES = {
    Kind.LEFT: (
        said(main("ben"), tenant("ada", **LEFT), applied("ada"), applied("ben"), people=(ADA, BEN)),
        "NEC says that Ada Frost moved out on 3 March 2026; Locata’s application APP1, as it stands since "
        "5 May 2026, still lists Ada Frost here.",
    ),
    Kind.NOT_LISTED: (
        said(main("ben"), contact("cleo"), people=(BEN, who("Cleo Wren"))),
        "Oneserve gives Cleo Wren as the contact here; nobody of that name is in the household of NEC’s "
        "tenancy T1.",
    ),
    Kind.LEFT_OUT: (
        said(main("ada"), tenant("ben"), applied("ada"), people=(ADA, BEN)),
        "NEC’s tenancy T1 has Ben Frost here since 6 January 2020; Locata’s application APP1 leaves them "
        "out.",
    ),
    Kind.TWO_TENANCIES: (
        said(main("ada"), main("ben", paper=tenancy("T2", "2025-01-06")), people=(ADA, BEN)),
        "NEC has 2 tenancies of this home that run: T1 since 6 January 2020 and T2 since 6 January 2025.",
    ),
    Kind.EMPTY: (
        said(placed("ada"), placed("ben"), people=(ADA, BEN), empties=[empty("2026-01-05")]),
        "NEC has this home empty since 5 January 2026; Locata’s placement TA1 has Ada Frost and Ben Frost "
        "here since 1 March 2026.",
    ),
    Kind.NOT_LET: (
        said(contact("ada"), people=(ADA,)),
        "NEC has never let this home; Oneserve gives Ada Frost as the contact here.",
    ),
    Kind.DIED: (
        said(main("ben"), tenant("ada"), people=(who("Ada Frost", died="2026-01-10"), BEN)),
        "Ada Frost died on 10 January 2026; NEC’s tenancy T1 still has Ada Frost here since 6 January 2020.",
    ),
    Kind.NO_TENANT: (
        said(main("ada", **LEFT), tenant("ben"), people=(ADA, BEN)),
        "NEC’s tenancy T1 runs, and no tenant is left on it: Ada Frost left on 3 March 2026.",
    ),
    Kind.TWO_HOMES: (
        said(
            main("ada"),
            tenant("ada", home_id=OTHER, paper=tenancy("T9", "2026-02-02")),
            people=(ADA,),
            tenancies=[tenancy()],
        ),
        "NEC’s tenancy T1 has Ada Frost here since 6 January 2020; NEC’s tenancy T9 has them at another home "
        "since 2 February 2026.",
    ),
    Kind.CASE_CLOSED: (
        said(placed("ada", sure_until="2026-06-01"), people=(ADA,), lets=""),
        "Locata closed the case on 1 June 2026, and its placement TA1 says no day on which Ada Frost left.",
    ),
    Kind.NO_NAME: (
        said(main("ben"), tenant("kim", role="son"), people=(BEN, who("?kim", born="2019-05-03"))),
        "NEC’s tenancy T1 has an unnamed son born 3 May 2019 here since 6 January 2020.",
    ),
}


@pytest.mark.parametrize("kind", list(Kind))
def test_each_kind_says_its_reasons(kind: Kind) -> None:
    home, sentence = CASES[kind]
    (one,) = tells(home)
    assert (one.finding.kind, one.says.replace("\u00a0", " ")) == (kind, sentence)
    assert one.title in {*TITLES.values(), "The contact is not in the household"}


def test_a_tenancy_that_ended_is_told_from_one_that_somebody_left() -> None:
    over = tenant("ada", paper=tenancy("T0", until_on="2026-03-03"), until_on="2026-03-03")
    home = said(main("ben"), over, applied("ada"), people=(ADA, BEN))
    says = [one.says.replace("\u00a0", " ") for one in tells(home) if one.finding.kind is Kind.LEFT]
    assert says[0].startswith("NEC says that the tenancy of Ada Frost here ended on 3 March 2026; Locata’s")


def test_of_many_people_it_says_how_many_and_papers_are_named() -> None:
    names = ("Ada", "Ben", "Cleo", "Dee")
    people = tuple(who(f"{name} Frost") for name in names)
    home = said(*(placed(one.id) for one in people), people=people, empties=[empty("2026-01-05")])
    (one,) = tells(home)
    assert "has 4 people here" in one.says
    assert one.papers == [("temporary_accommodation_placement", "TA1", "placement TA1")]
