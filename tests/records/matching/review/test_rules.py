"""How a question stands, which id is kept, and how often reviewers agree."""

from __future__ import annotations

from datetime import timedelta

import pytest

from rooftree.records.matching.review.rules import (
    LONGEST_REASON,
    Agreement,
    Answer,
    Outcome,
    Side,
    Stake,
    at_stake,
    kept,
    may_decide,
    outcome,
    why_not_said,
    why_not_yours,
)
from tests.nights import FIRST, moment
from tests.records.matching.review.made import ALICE, CARYS, DEV, PRIYA

SAME, DIFFERENT, CANNOT = Answer.SAME, Answer.DIFFERENT, Answer.CANNOT_SAY
OLDER, NEWER = moment(FIRST), moment(FIRST + timedelta(days=1))


@pytest.mark.parametrize(
    ("answers", "alone", "sensitive"),
    [
        ([], Outcome.OPEN, Outcome.OPEN),
        ([SAME], Outcome.SAME, Outcome.SECOND),
        ([DIFFERENT], Outcome.DIFFERENT, Outcome.SECOND),
        ([CANNOT], Outcome.SECOND, Outcome.SECOND),
        ([CANNOT, SAME], Outcome.SAME, Outcome.THIRD),
        ([CANNOT, CANNOT], Outcome.THIRD, Outcome.THIRD),
        ([CANNOT, CANNOT, DIFFERENT], Outcome.DIFFERENT, Outcome.THIRD),
    ],
)
def test_one_answer_is_enough_unless_it_is_none_or_a_mistake_could_harm(
    answers: list[str], alone: Outcome, sensitive: Outcome
) -> None:
    assert outcome(answers, is_sensitive=False) is alone
    assert outcome(answers, is_sensitive=True) is sensitive


def test_two_who_differ_wait_for_a_third_whose_word_decides() -> None:
    assert outcome([SAME, DIFFERENT], is_sensitive=True) is Outcome.THIRD
    assert outcome([SAME, DIFFERENT, DIFFERENT], is_sensitive=True) is Outcome.DIFFERENT
    assert outcome([SAME, SAME], is_sensitive=True) is Outcome.SAME


def test_the_older_id_is_kept_and_of_two_as_old_that_of_a_tenancy_whoever_is_named_first() -> None:
    let, long_known = Side("a", NEWER, True), Side("b", OLDER)
    assert kept(let, long_known) == kept(long_known, let) == ("b", "a")
    assert kept(Side("b", OLDER, True), Side("a", OLDER)) == ("b", "a")
    assert kept(Side("b", OLDER, True), Side("a", NEWER, True)) == ("b", "a")
    assert kept(Side("b", OLDER), Side("a", NEWER)) == ("b", "a")
    assert kept(Side("b", OLDER), Side("a", OLDER)) == kept(Side("a", OLDER), Side("b", OLDER)) == ("a", "b")
    assert kept(Side("a", None), Side("b", OLDER)) == ("b", "a")


def test_a_graver_stake_outweighs_all_that_follow_it() -> None:
    stakes = list(Stake)
    for place, stake in enumerate(stakes):
        assert at_stake([stake]) > at_stake(stakes[place + 1 :])


def test_stewards_decide_about_all_administrators_about_homes_officers_about_none() -> None:
    assert [may_decide(one, "person") for one in (CARYS, DEV, ALICE)] == [True, False, False]
    assert [may_decide(one, "unit") for one in (CARYS, DEV, ALICE)] == [True, True, False]


def test_an_answer_needs_to_be_one_and_a_reason_that_can_be_read() -> None:
    assert [one.code for one in why_not_said("perhaps", " ")] == ["answer", "reason"]
    assert [one.code for one in why_not_said("undone", "x" * (LONGEST_REASON + 1))] == ["answer", "reason"]
    assert why_not_said("cannot_say", "The file is not legible") == []


def test_nobody_answers_twice_and_a_steward_ends_what_two_did_not_agree_on() -> None:
    assert [one.code for one in why_not_yours(Outcome.SECOND, [1], CARYS, "person")] == ["second-opinion"]
    assert why_not_yours(Outcome.SECOND, [1], PRIYA, "person") == []
    assert [one.code for one in why_not_yours(Outcome.THIRD, [1, 2], DEV, "person")] == ["steward"]
    assert why_not_yours(Outcome.THIRD, [1, 2], DEV, "unit") == []


def test_agreement_of_few_second_opinions_says_how_little_that_is() -> None:
    assert Agreement(0, 0).share is None
    assert Agreement(0, 0).interval is None
    few, many = Agreement(8, 10).interval, Agreement(800, 1000).interval
    assert few and many
    assert [round(one, 3) for one in few] == [0.490, 0.943]
    assert [round(one, 3) for one in many] == [0.774, 0.824]
    all_of_three = Agreement(3, 3).interval
    assert all_of_three
    assert [round(one, 3) for one in all_of_three] == [0.439, 1.0]
