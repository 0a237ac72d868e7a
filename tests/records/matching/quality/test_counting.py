"""What a run counts of matching: rates, rows that say too little, ids; each run's figures are kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from rooftree.records import models as m
from rooftree.records.matching.quality.actions.counting import count_matching
from rooftree.records.matching.quality.queries.figures import Counted, figures, nights
from rooftree.records.matching.quality.queries.rows import held_by, lacking, unlinkable
from rooftree.records.matching.quality.rules import drift, moved
from rooftree.sources.extracts.models import Run
from tests.factories.records import make
from tests.nights import FIRST, moment
from tests.records.matching.review.made import ALICE, CARYS, DEV, say
from tests.web.staff.matching.made import doubt, person, second_row

pytestmark = pytest.mark.django_db


def counted(day: int = 0, **changes: int) -> Run:
    on = FIRST + timedelta(days=day)
    run = Run.objects.create(started_at=moment(on), started_by="Test", business_on=on, folder="x")
    count_matching(run_id=run.pk, now=moment(on, 5), changes={"person": changes})
    return run


def test_of_what_each_system_holds_it_is_counted_what_another_holds_too() -> None:
    both = person("Ada Osier")
    second_row(both)
    person("Ida Osier")
    person("Oda Osier", "locata")
    counted()
    found = figures(viewer=CARYS)
    assert found[("known in", "person", "nec/oneserve")] == Counted(1, 2)
    assert found[("known in", "person", "oneserve/nec")] == Counted(1, 1)
    assert found[("known in", "person", "nec/locata")] == Counted(0, 2)
    assert found[("linked", "person", "")] == Counted(2, 4)
    for with_other, many in ((True, 1), (False, 1)):
        rows = held_by("person", "nec", "oneserve", with_other=with_other, viewer=ALICE)
        assert rows.count() == many
    assert not held_by("person", "nec", "oneserve", with_other=True, viewer=DEV)
    assert not any(kind == "person" for _, kind, _ in figures(viewer=DEV))


def test_a_row_says_too_little_without_what_it_could_be_known_by() -> None:
    none: dict[str, Any] = {"date_of_birth": None}
    by_phone = person("Ada Osier", **none)
    make(m.Communication, person=by_phone, source_system="nec", value="01632 960123")
    make(m.Communication, person=person("A Osier", **none), source_system="nec", value="01632 960124")
    make(m.Communication, person=person("Ida Osier", **none), source_system="locata")
    person("Oda Osier", **none, ni_no_masked="QQ••••••C")
    person("O Osier")
    counted()
    told = {tuple(row.lacks) for row in unlinkable(viewer=CARYS, kind="person")}
    assert told == {("date_of_birth", "ni_no", "initial"), ("date_of_birth", "ni_no", "contact")}
    assert lacking(viewer=CARYS, kind="person")["initial"] == 1
    assert unlinkable(viewer=CARYS, kind="person", lacks="contact", system="nec").count() == 1
    assert not unlinkable(viewer=DEV, kind="person")
    counted(1)
    assert unlinkable(viewer=CARYS, kind="person").count() == 2


def test_each_night_says_what_became_of_ids_since_the_last() -> None:
    counted(new=7)
    one, other = person("Ada Osier"), person("Ida Osier")
    doubt(one, other)
    say("same", one.pk, other.pk)
    run = counted(1)
    count_matching(run_id=run.pk, now=moment(FIRST, 5), changes={})
    counted(2)
    told = [night.counted.count for night in nights("ids", "person", "minted", viewer=CARYS)]
    assert told == [7, 0, 0]
    assert [night.counted.count for night in nights("ids", "person", "joined", viewer=CARYS)] == [0, 1, 0]


def test_what_moved_since_training_is_told_in_a_sentence_when_it_is_far() -> None:
    then = {"filled": {"phone": 0.8, "dob": 0.7}, "linked": 0.5}
    now = {"filled": {"phone": 0.68, "dob": 0.71}, "linked": 0.6}
    found = moved(then, now)
    assert [(one.name, one.by) for one in found] == [
        ("telephone number", -12.0),
        ("date of birth", 1.0),
        ("linked with another row", 10.0),
    ]
    assert (
        drift(found, points=5)
        == "Telephone number went down by 12 points since training, and 1 more: train anew."
    )
    assert drift(found, points=15) == ""
    assert moved({}, {}) == []
