"""One person once: the report counts what there is, by kind, and nothing for those who may not read it."""

from __future__ import annotations

import pytest

from rooftree.records import models as m
from rooftree.records.matching.quality.actions.counting import count_matching
from rooftree.records.matching.review.rules import Waits
from rooftree.records.matching.rules import EntityType
from rooftree.records.matching.sampling.rules import Stands
from rooftree.reference.accounts.rules import ANONYMOUS, Role, Viewer
from rooftree.reports.people_once import OfKind, people_once
from tests.factories.records import extract, make
from tests.nights import FIRST, moment
from tests.records.matching.review.made import ALICE, CARYS
from tests.records.matching.sampling.made import check, drawn, linked
from tests.web.staff.matching.made import doubt, person

pytestmark = pytest.mark.django_db
DEV = Viewer(9, "Dev Administrator", Role.ADMINISTRATOR)


@pytest.fixture
def people() -> None:
    """Three of two rows each, of whom one link was found wrong; two of one row who may be one."""
    for at in range(3):
        linked(at, "weighed evidence", 5.0)
    m.Reference.objects.filter(source_key="nec-001").update(is_sure=False)
    drawn(3)
    for sample, answer in zip(m.MatchSample.objects.order_by("pk"), ("different", "same"), strict=False):
        check(sample, answer)
    doubt(person("Maple Sorrel"), person("Hazel Sorrel"))
    unit = make(m.Unit, kind="flat")
    for kind in ("empty", "no-tenant"):
        m.HouseholdFault.objects.create(unit=unit, kind=kind, key=f"{kind}-T1", since_on=FIRST)
    count_matching(run_id=extract().run_id, now=moment(FIRST, 11), changes={})


def of(viewer: Viewer) -> dict[EntityType, OfKind]:
    found = people_once(viewer=viewer, now=moment(FIRST, 12), today=FIRST)
    return {one.kind: one for one in found.kinds}


def test_every_figure_is_of_what_there_is(people: None) -> None:
    one = of(ALICE)[EntityType.PERSON]
    assert (one.rows, one.unsure, one.waiting) == (8, 1, 1)
    assert {each.method: each.rows for each in one.methods} == {
        "weighed evidence": 6,
        "National Insurance number": 2,
    }
    assert dict(one.waits)[Waits.WEEK] == 1
    assert one.precision is not None
    assert one.precision.share == 0.5
    assert one.precision.low < 0.1
    assert one.checks == {Stands.SAME: 1, Stands.DIFFERENT: 1, Stands.UNSAID: 0, Stands.WAITING: 1}
    assert one.wrong_still == 1
    assert one.linked is not None
    assert (one.linked.count, one.linked.of) == (6, 8)
    whole = people_once(viewer=CARYS, now=moment(FIRST, 12), today=FIRST)
    assert whole.households is not None
    assert (whole.households.homes, dict(whole.households.by_kind)) == (1, {"empty": 1, "no-tenant": 1})
    assert whole.moved is None
    assert whole.counted_at is not None


def test_nobody_is_told_of_what_they_may_not_read(people: None) -> None:
    assert list(of(DEV)) == [EntityType.HOME]
    for viewer in (DEV, ANONYMOUS):
        assert people_once(viewer=viewer, now=moment(FIRST), today=FIRST).households is None
    assert of(ANONYMOUS) == {}
