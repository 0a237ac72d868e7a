"""Answers, merges and taking back in the database: who may, who may not twice, and chains."""

from __future__ import annotations

import uuid

import pytest
from django.db import DatabaseError, transaction

from rooftree.records import models as m
from rooftree.records.matching.models import EntityAlias, MatchDecision
from rooftree.records.matching.review.actions.deciding import Pair, decide
from rooftree.records.matching.review.actions.splitting import split
from rooftree.records.matching.review.actions.undoing import undo
from rooftree.records.matching.review.queries.in_force import said_of_pairs
from rooftree.records.matching.review.rules import Outcome
from rooftree.reference.accounts.rules import SYSTEM
from rooftree.reference.audit.models import AuditEntry
from rooftree.reference.refusals.rules import Refused
from tests.factories.records import make
from tests.nights import FIRST
from tests.records.matching.review.made import ALICE, CARYS, DEV, PRIYA, SION, on, said, say

pytestmark = pytest.mark.django_db


def person(**facts: object) -> str:
    return str(make(m.Person, **facts).pk)


def chain() -> tuple[str, str, str]:
    """Three people of whom the second was joined to the first and then the third to both."""
    one, two, three = (person() for _ in range(3))
    assert say("same", one, two) is Outcome.SAME
    assert say("same", two, three) is Outcome.SAME
    return one, two, three


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code for one in caught.value.reasons]


def test_a_merge_is_one_alias_and_one_line_of_the_log_and_of_the_audit() -> None:
    one, two = person(), person()
    assert say("same", one, two) is Outcome.SAME
    alias = EntityAlias.objects.get()
    assert {str(alias.alias_id), str(alias.entity_id)} == {one, two}
    assert (alias.reason, alias.decided_by) == ("They told us", "Carys Steward")
    [row] = said(one, two)
    assert (row.answer, row.outcome, row.alias_id, row.decided_by_id) == ("same", "same", alias.pk, 1)
    entry = AuditEntry.objects.get(action="decided who is one")
    assert entry.detail["answer"] == "same"


def test_the_id_with_the_tenancy_that_runs_is_kept_though_it_is_the_younger() -> None:
    one, two = sorted((person(), person()))
    make(m.HouseholdMember, person_id=two, tenancy=make(m.Tenancy))
    say("same", one, two)
    assert said_of_pairs(viewer=SYSTEM).aliases == {one: two}


def test_the_middle_of_a_chain_is_taken_back_and_the_rest_stays() -> None:
    one, two, three = chain()
    assert len({said_of_pairs(viewer=SYSTEM).known_as(own) for own in (one, two, three)}) == 1
    first = MatchDecision.objects.order_by("pk")[0]
    undo(first.pk, reason="Two cousins", acting=on(FIRST))
    decided = said_of_pairs(viewer=SYSTEM)
    known = {own: decided.known_as(own) for own in (one, two, three)}
    assert known[one] != known[two]
    joined = MatchDecision.objects.order_by("pk")[1]
    assert known[str(joined.first_id)] == known[str(joined.second_id)]


def test_what_was_taken_back_cannot_be_taken_back_again_and_nothing_is_lost() -> None:
    one, two = person(), person()
    say("same", one, two)
    [row] = said(one, two)
    undo(row.pk, reason="Cousins", acting=on(FIRST, PRIYA))
    with pytest.raises(Refused) as caught:
        undo(row.pk, reason="Cousins", acting=on(FIRST))
    assert codes(caught) == ["not-in-force"]
    assert [each.answer for each in said(one, two)] == ["same", "undone"]
    alias = EntityAlias.objects.get()
    assert (alias.ended_by, alias.ended_at) == ("Priya Steward", on(FIRST).now)
    assert say("different", one, two) is Outcome.DIFFERENT


def test_a_record_is_not_joined_to_itself_nor_to_one_it_is_already() -> None:
    one, _, three = chain()
    for pair, code in (((one, one), "itself"), ((one, three), "already-one")):
        with pytest.raises(Refused) as caught:
            say("same", *pair)
        assert codes(caught) == [code]
    with pytest.raises(Refused) as caught:
        say("same", one, uuid.uuid4())
    assert codes(caught) == ["no-such-record"]


def test_who_was_said_to_be_different_cannot_be_joined_through_a_third() -> None:
    three, one, two = sorted((person(), person(), person()))
    say("different", one, two)
    say("same", two, three)
    with pytest.raises(Refused) as caught:
        say("same", one, three)
    assert codes(caught) == ["said-different"]


def test_an_answer_to_what_somebody_else_has_answered_meanwhile_is_refused() -> None:
    one, two = person(), person()
    say("different", one, two, by=PRIYA)
    with pytest.raises(Refused) as caught:
        decide(Pair("person", one, two), answer="same", reason="One", seen=0, acting=on(FIRST))
    assert codes(caught) == ["already-decided"]
    with pytest.raises(Refused) as caught:
        say("same", one, two)
    assert codes(caught) == ["settled"]


def in_arrears() -> str:
    own = person()
    tenancy = make(m.Tenancy)
    make(m.HouseholdMember, person_id=own, tenancy=tenancy)
    make(m.RentAccount, tenancy=tenancy, balance_pence=5_00)
    return own


def flagged() -> str:
    own = person()
    make(m.PersonAlert, person_id=own, code="any")
    return own


@pytest.mark.parametrize("somebody", [in_arrears, flagged])
def test_where_a_mistake_could_harm_two_people_decide_and_the_second_is_somebody_else(
    somebody: object,
) -> None:
    assert callable(somebody)
    one, two = somebody(), person()
    assert say("same", one, two) is Outcome.SECOND
    assert not EntityAlias.objects.exists()
    with pytest.raises(Refused) as caught:
        say("same", one, two)
    assert codes(caught) == ["second-opinion"]
    assert say("same", one, two, by=PRIYA) is Outcome.SAME
    assert EntityAlias.objects.count() == 1


def test_two_who_differ_leave_it_to_a_third() -> None:
    one, two = flagged(), person()
    assert say("same", one, two) is Outcome.SECOND
    assert say("different", one, two, by=PRIYA) is Outcome.THIRD
    assert not EntityAlias.objects.exists()
    assert say("different", one, two, by=SION) is Outcome.DIFFERENT
    assert said_of_pairs(viewer=SYSTEM).different == {(min(one, two), max(one, two))}


def test_what_needed_two_still_does_when_the_reason_has_gone_meanwhile() -> None:
    one, two = flagged(), person()
    say("same", one, two)
    m.PersonAlert.objects.update(ended_on=FIRST)
    assert say("different", one, two, by=PRIYA) is Outcome.THIRD


def test_officers_decide_nothing_and_administrators_nothing_about_people() -> None:
    one, two = person(), person()
    for by in (ALICE, DEV):
        with pytest.raises(Refused) as caught:
            say("same", one, two, by=by)
        assert codes(caught) == ["not-allowed"]
    homes = [make(m.Unit).pk for _ in range(2)]
    assert say("same", *homes, by=DEV, kind="unit") is Outcome.SAME
    with pytest.raises(Refused):
        undo(said(*homes)[0].pk, reason="No", acting=on(FIRST, ALICE))


def test_the_log_is_never_changed() -> None:
    one, two = person(), person()
    say("same", one, two)
    for change in (lambda: MatchDecision.objects.update(reason="x"), MatchDecision.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_what_was_seen_is_kept_with_the_answer() -> None:
    one, two = person(), person()
    said_by_nec = {"given_name": "Wren", "family_name": "Osier"}
    make(m.Claim, entity_type="person", entity_id=one, said=said_by_nec, source_key="P1")
    say("different", one, two)
    [row] = said(one, two)
    sides = {str(row.first_id): row.seen["first"], str(row.second_id): row.seen["second"]}
    assert sides[one] == [{"system": "nec", "key": "P1", "facts": said_by_nec}]
    assert sides[two] == []


def test_a_row_that_is_all_there_is_or_of_a_joined_record_cannot_be_parted() -> None:
    one, two = person(), person()
    rows = [
        make(m.Reference, entity_type="person", entity_id=own, own_id=own, method="x", decided_by="x")
        for own in (one, one, two)
    ]
    with pytest.raises(Refused) as caught:
        split(str(rows[2].pk), reason="Not hers", acting=on(FIRST))
    assert codes(caught) == ["only-row"]
    made = split(str(rows[0].pk), reason="Not hers", acting=on(FIRST))
    assert made.outcome == Outcome.APART
    with pytest.raises(Refused) as caught:
        split(str(rows[0].pk), reason="Not hers", acting=on(FIRST))
    assert codes(caught) == ["already-said"]
    say("same", one, two)
    with pytest.raises(Refused) as caught:
        split(str(rows[1].pk), reason="Not hers", acting=on(FIRST, CARYS))
    assert codes(caught) == ["joined-by-hand"]
