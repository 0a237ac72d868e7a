"""The queue as it is kept: what changed is written, what waits keeps since when, answers keep it true."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from rooftree.records import models as m
from rooftree.records.matching.review.actions.gathering import gather
from rooftree.records.matching.review.actions.undoing import undo
from tests.factories.records import make
from tests.nights import FIRST, moment
from tests.records.matching.review.made import on, said, say
from tests.web.staff.matching.made import doubt, person

pytestmark = pytest.mark.django_db
TOMORROW = FIRST + timedelta(days=1)


def kept() -> list[Any]:
    return list(m.MatchWaiting.objects.order_by("first_id", "second_id").values())


def test_a_night_writes_what_changed_and_leaves_the_rest_with_since_when_it_waits() -> None:
    one, two, three = (person(f"{name} Osier") for name in ("Ada", "Ida", "Oda"))
    doubt(one, two)
    gone = doubt(two, three)
    before = kept()
    assert gather(now=moment(TOMORROW), today=TOMORROW) == 2
    assert kept() == before
    make(m.PersonAlert, person=one)
    m.MatchCandidate.objects.filter(pk=gone.pk).update(ended_on=TOMORROW)
    assert gather(now=moment(TOMORROW), today=TOMORROW) == 1
    [row] = m.MatchWaiting.objects.all()
    assert row.is_sensitive
    assert row.since == moment(FIRST)


def test_answers_keep_it_as_a_whole_new_gathering_would() -> None:
    people = [person(f"{name} Osier") for name in ("Ada", "Ida", "Oda", "Una")]
    one, two, three, four = people
    for first, second in ((one, two), (two, three), (one, three), (three, four)):
        doubt(first, second)

    def same_as_whole() -> int:
        now = [(row["first_id"], row["second_id"], row["outcome"]) for row in kept()]
        gather(now=moment(FIRST), today=FIRST)
        assert now == [(row["first_id"], row["second_id"], row["outcome"]) for row in kept()]
        return len(now)

    say("same", one.pk, two.pk)
    assert same_as_whole() == 2
    say("cannot_say", three.pk, four.pk)
    assert same_as_whole() == 2
    undo(said(one.pk, two.pk)[0].pk, reason="It was her aunt", acting=on(FIRST))
    assert same_as_whole() == 4
    say("different", one.pk, two.pk)
    assert same_as_whole() == 3
