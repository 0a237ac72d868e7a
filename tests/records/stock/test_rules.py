"""What is found of one home, and how a decision holds: by example, and for every home that there can be."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rooftree.records.stock import rules
from rooftree.records.stock.rules import Home, Standing, concern, found, reading_order, standing
from rooftree.reference.accounts.rules import ANONYMOUS, SYSTEM, Role, Viewer
from rooftree.reference.register.queries import stock_scope

SCOPE = stock_scope()
SYSTEMS = tuple(SCOPE.lists)
STATUSES = st.sampled_from([None, "occupied", "void", "in_use", *sorted(SCOPE.gone)])
KINDS = st.sampled_from([None, "flat", "house", "garage", "bed_and_breakfast", "dwelling"])
TENURES = st.sampled_from([None, "social_rent", "leasehold", "freehold"])
OWNERS = st.sampled_from([None, "council", "leasehold", "private"])
SAID = st.fixed_dictionaries({"status": STATUSES, "tenure": TENURES, "ownership": OWNERS})
APART = st.dictionaries(
    st.sampled_from(["status", "bedrooms", "uprn", "built_year"]),
    st.just({"keystone": "1", "nec": "2"}),
    max_size=3,
)
HOMES = st.builds(
    Home,
    kind=KINDS,
    status=STATUSES,
    said=st.dictionaries(st.sampled_from(SYSTEMS), SAID, min_size=1),
    apart=APART,
)
calmly = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is no fault of the rules."""
NOTHING: dict[str, Any] = {"status": None, "tenure": None, "ownership": None}


def of(*systems: str, status: str | None = "occupied", kind: str = "flat", **said: dict[str, Any]) -> Home:
    return Home(kind, status, {system: NOTHING | said.get(system, {}) for system in systems})


def codes(home: Home) -> set[str]:
    return set(found(home, SCOPE, compared=SYSTEMS))


@pytest.mark.parametrize(
    ("home", "expected"),
    [
        (of("nec", "keystone", "oneserve"), set()),
        (of("nec", "keystone"), {"missing:oneserve"}),
        (of("oneserve"), {"missing:nec", "missing:keystone"}),
        (of("nec", "keystone", kind="garage"), set()),
        (of("nec", status="sold"), set()),
        (of("locata", kind="bed_and_breakfast"), set()),
        (of("locata", kind="dwelling"), {"missing:nec", "missing:keystone", "missing:oneserve"}),
    ],
)
def test_a_home_is_missing_only_where_it_should_be_known(home: Home, expected: set[str]) -> None:
    assert codes(home) == expected


def test_a_list_that_keeps_a_home_which_has_gone_differs_on_its_state() -> None:
    sold = of("nec", "keystone", status="sold", nec={"status": "sold"}, keystone={"status": "in_use"})
    assert found(sold, SCOPE, compared=SYSTEMS) == {"differs:status": {"keystone": "in_use", "nec": "sold"}}
    silent = of("nec", "oneserve", status="demolished", nec={"status": "demolished"})
    assert found(silent, SCOPE, compared=SYSTEMS)["differs:status"]["oneserve"] == rules.LISTED


def test_closed_and_sold_say_the_same_but_sold_and_demolished_do_not() -> None:
    for other, differs in (("closed", False), ("demolished", True)):
        home = of("nec", "keystone", status=other, nec={"status": other}, keystone={"status": "sold"})
        assert ("differs:status" in codes(home)) is differs


def test_who_owns_a_home_and_its_tenure_are_held_beside_each_other() -> None:
    leased = of(*SYSTEMS[:3], nec={"ownership": "council"}, keystone={"tenure": "leasehold"})
    assert found(leased, SCOPE, compared=SYSTEMS)["differs:tenure"] == {
        "keystone": "leasehold",
        "nec": "ownership:council",
    }
    assert not codes(of(*SYSTEMS[:3], nec={"ownership": "leasehold"}, keystone={"tenure": "leasehold"}))


@calmly
@given(HOMES, st.sets(st.sampled_from(SYSTEMS)))
def test_no_list_lacks_what_it_has_or_what_was_never_compared(home: Home, compared: set[str]) -> None:
    for code, facts in found(home, SCOPE, compared=compared).items():
        one = concern(code)
        assert one is not None
        assert facts
        assert set(facts) <= set(SYSTEMS)
        if one.finding is rules.Finding.MISSING:
            assert one.about not in home.said
            assert one.about in compared
            assert SCOPE.lists[one.about].whole
            assert home.status not in SCOPE.gone
        else:
            assert one.about in SCOPE.compared


@calmly
@given(HOMES, st.data())
def test_everything_found_is_open_or_decided_or_unsure_and_only_one_of_them(
    home: Home, data: st.DataObject
) -> None:
    facts = found(home, SCOPE, compared=SYSTEMS)
    decided = data.draw(st.sets(st.sampled_from(sorted(facts)))) if facts else set()
    unsure = data.draw(st.sets(st.sampled_from(SYSTEMS)))
    stands = standing(facts, {code: facts[code] for code in decided}, unsure=unsure)
    assert sorted([*stands.open, *stands.decided, *stands.unsure]) == sorted(facts)
    assert stands.again == ()
    assert set(stands.decided) == decided - set(stands.unsure)
    assert all(code.removeprefix("missing:") in unsure for code in stands.unsure)


@calmly
@given(HOMES)
def test_a_decision_holds_for_the_same_facts_and_is_asked_again_for_others(home: Home) -> None:
    facts = found(home, SCOPE, compared=SYSTEMS)
    assert standing(facts, facts) == Standing(decided=tuple(facts))
    others = {code: {**said, "civica": "listed"} for code, said in facts.items()}
    assert standing(facts, others) == Standing(open=tuple(facts), again=tuple(facts))


@calmly
@given(HOMES)
def test_whether_a_home_is_let_or_empty_does_not_change_what_is_missing(home: Home) -> None:
    let = {system: {**said, "status": "void"} for system, said in home.said.items()}
    empty = {system: {**said, "status": "occupied"} for system, said in home.said.items()}
    one, other = (Home("flat", "void", said) for said in (let, empty))
    assert found(one, SCOPE, compared=SYSTEMS) == found(other, SCOPE, compared=SYSTEMS)


@calmly
@given(st.text(max_size=400))
def test_any_text_has_a_place_among_the_addresses(text: str) -> None:
    assert 0 < len(reading_order(text)) <= 300


def test_addresses_stand_by_street_then_number_then_flat() -> None:
    lines = ["2 Ash Row", "10 Ash Row", "Flat 2, 12 Ash Row", "Flat 10, 12 Ash Row", "3 Birch Lane"]
    mixed = [lines[at] for at in (3, 0, 4, 2, 1)]
    assert sorted(mixed, key=reading_order) == lines


@pytest.mark.parametrize(
    ("decision", "reason", "about", "refused"),
    [
        ("sold", "Sold in May", ["missing:nec"], set()),
        ("to_be_added", "Next week", ["missing:nec"], set()),
        ("to_be_added", "Next week", ["differs:uprn"], {"decision-add"}),
        ("lost", "  ", [], {"decision", "reason", "concerns"}),
        ("right", "x" * 2001, ["differs:uprn"], {"reason-long"}),
    ],
)
def test_a_decision_needs_words_and_something_to_be_about(
    decision: str, reason: str, about: list[str], refused: set[str]
) -> None:
    assert {one.code for one in rules.why_not(decision, reason, about)} == refused


def test_stewards_and_administrators_decide_and_nobody_else() -> None:
    may = {role for role in Role if rules.may_decide(Viewer(1, "Somebody", role))}
    assert may == {Role.DATA_STEWARD, Role.ADMINISTRATOR}
    assert not rules.may_decide(ANONYMOUS)
    assert not rules.may_decide(SYSTEM)


@pytest.mark.parametrize("code", ["", "missing", "missing:", "lost:nec", ":nec"])
def test_what_is_no_concern_is_told(code: str) -> None:
    assert concern(code) is None
