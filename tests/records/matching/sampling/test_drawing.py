"""The week's draw: repeatable, never twice, only what runs linked by themselves."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction

from rooftree.records import models as m
from tests.factories.records import make
from tests.nights import FIRST
from tests.records.matching.sampling.made import NAME, NINO, drawn, linked

pytestmark = pytest.mark.django_db
LATER = FIRST + timedelta(days=7)


def pairs() -> set[tuple[str, str]]:
    return set(m.MatchSample.objects.values_list("first_key", "second_key"))


def test_a_week_draws_once_and_the_next_draws_others_until_none_is_left() -> None:
    for at in range(8):
        linked(at)
    assert drawn(5) == 5
    assert drawn(5) == 0
    first = pairs()
    assert drawn(5, LATER) == 3
    assert len(pairs()) == 8
    assert drawn(5, LATER + timedelta(days=7)) == 0
    assert first < pairs()


def test_the_same_week_and_links_give_the_same_draw_and_another_week_another() -> None:
    for at in range(40):
        linked(at)
    told = []
    for day in (FIRST, FIRST + timedelta(days=0), LATER):
        with transaction.atomic():
            drawn(6, day)
            told.append(pairs())
            transaction.set_rollback(True)
    assert told[0] == told[1] != told[2]


def test_each_way_of_linking_is_drawn_with_how_many_such_links_there_are() -> None:
    for at in range(30):
        linked(at, NINO if at % 2 else NAME, weight=None)
    for at in range(30, 33):
        linked(at, NAME, weight=5.0)
    linked(40, NINO, systems=("nec", "locata", "oneserve"))
    assert drawn(20, twice=10) == 20
    rows = list(m.MatchSample.objects.all())
    links = {(row.method, row.band): row.links for row in rows}
    assert links == {(NAME, ""): 15, (NINO, ""): 18, (NAME, "4 to 6"): 3}
    assert Counter((row.method, row.band) for row in rows)[(NAME, "4 to 6")] == 3
    assert sum(row.is_twice for row in rows) == 2


def test_what_a_person_joined_what_stands_alone_and_what_has_gone_are_not_drawn() -> None:
    linked(1, systems=("nec",))
    gone = linked(2)
    m.Reference.objects.filter(entity_id=gone.pk, source_system="nec").update(ended_on=FIRST)
    kept, other = linked(3, systems=("nec",)), linked(4, systems=("oneserve",))
    m.Reference.objects.filter(entity_id=other.pk).update(entity_id=kept.pk)
    unit = make(m.Unit)
    for system in ("nec", "keystone"):
        make(m.Reference, entity_type="unit", entity_id=unit.pk, own_id=unit.pk, source_system=system)
    assert drawn(50) == 0
    assert drawn(50, homes=5) == 1
    assert m.MatchSample.objects.get().entity_type == "unit"


def test_a_drawn_link_is_never_changed() -> None:
    linked(1)
    drawn(5)
    with pytest.raises(ProgrammingError), transaction.atomic():
        m.MatchSample.objects.update(method="another")
