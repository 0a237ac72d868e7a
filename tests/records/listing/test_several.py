"""A list from several tables: filtered, ordered, cut, counted and streamed as one, for those it is for."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

import pytest
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from rooftree.desk.lists import then as then_for
from rooftree.records import models as m
from rooftree.records.listing.offers import Pick
from rooftree.records.listing.several import Several
from rooftree.records.listing.shape import Asked, Attached, Column, Kind, List, Row, Then
from rooftree.reference.accounts.rules import ANONYMOUS, Viewer, may_see_people
from tests.factories.records import make
from tests.people import Somebody

pytestmark = pytest.mark.django_db
FIRST = datetime.date(2026, 1, 1)


def parts(then: Then) -> list[QuerySet[Any]]:
    del then
    return [
        m.Void.objects.annotate(on=F("starts_on"), of=F("unit_id")),
        m.Certification.objects.annotate(on=F("expires_on"), of=F("unit_id")),
    ]


def words(homes: Sequence[str], then: Then) -> dict[str, Row]:
    del then
    return {home: {"said": home[:4]} for home in homes}


def names(*, viewer: Viewer, moment: datetime.datetime | None = None) -> dict[str, str]:
    del viewer, moment
    return {"early": "Early"}


EVENTS = List(
    name="events",
    title="Events",
    says="Something with a day.",
    one="event",
    many="events",
    columns=(Column("on", "On", "Its day.", kind=Kind.DAY, filters=True, sorts=True),),
    rows=Several(parts, ("unit",)),
    picks=(Pick("when", "When", names, lambda value, then: Q(on__lt=FIRST), may=may_see_people),),
    attached=(Attached((Column("said", "Said", "A word."),), ("unit",), words, by="of"),),
    sort="on",
    also=("of",),
)


def then(viewer: Viewer) -> Then:
    return then_for(viewer=viewer, now=timezone.now(), today=timezone.localdate())


@pytest.fixture
def events(db: None) -> None:
    for days in (2, 0, None):
        on = None if days is None else FIRST + datetime.timedelta(days=days)
        make(m.Void, unit=make(m.Unit), starts_on=on)
    for days in (1, -1):
        make(m.Certification, unit=make(m.Unit), expires_on=FIRST + datetime.timedelta(days=days))


def days(viewer: Viewer, asked: Asked, *, skip: int = 0, most: int = 9) -> list[int | None]:
    rows = EVENTS.rows.page(EVENTS, asked, then(viewer), skip=skip, most=most)
    return [None if row["on"] is None else (row["on"] - FIRST).days for row in rows]


def test_parts_are_in_one_order_with_nothing_known_last_and_first_in_its_mirror(
    events: None, alice: Somebody
) -> None:
    asked = Asked(columns=("on",))
    assert days(alice.viewer, asked) == [-1, 0, 1, 2, None]
    assert days(alice.viewer, asked, skip=1, most=2) == [0, 1]
    assert days(alice.viewer, Asked(columns=("on",), sort="on", descending=True)) == [None, 2, 1, 0, -1]


def test_filters_counts_files_and_columns_for_rows_in_hand_go_across_the_parts(
    events: None, alice: Somebody
) -> None:
    asked = Asked(
        columns=("on", "said"), at_least={"on": FIRST}, at_most={"on": FIRST + datetime.timedelta(1)}
    )
    assert days(alice.viewer, asked) == [0, 1]
    assert EVENTS.rows.count(EVENTS, asked, then(alice.viewer), most=9) == 2
    assert EVENTS.rows.count(EVENTS, Asked(), then(alice.viewer), most=3) == 3
    every = list(EVENTS.rows.every(EVENTS, asked, then(alice.viewer)))
    assert [row["said"] for row in every] == [str(row["of"])[:4] for row in every]
    (one,) = days(alice.viewer, Asked(columns=("on",), ids=(str(every[1]["id"]),)))
    assert one == 1


def test_a_pick_narrows_for_those_who_may_ask_it_and_is_nothing_for_others(
    events: None, alice: Somebody, dev: Somebody
) -> None:
    asked = Asked(columns=("on",), picks={"when": "early"})
    assert days(alice.viewer, asked) == [-1]
    assert len(days(dev.viewer, asked)) == 5


def test_nobody_reads_a_list_of_tables_that_are_not_for_them(events: None) -> None:
    assert days(ANONYMOUS, Asked(columns=("on",))) == []
    assert EVENTS.rows.count(EVENTS, Asked(), then(ANONYMOUS), most=9) == 0
    assert list(EVENTS.rows.every(EVENTS, Asked(), then(ANONYMOUS))) == []
    assert EVENTS.rows.choices(EVENTS, EVENTS.columns[0], then(ANONYMOUS)) == []
