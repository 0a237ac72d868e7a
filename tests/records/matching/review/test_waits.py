"""For how long a pair has waited: each falls into one length, and into no other."""

import datetime

import pytest

from rooftree.records.matching.review.models import MatchWaiting
from rooftree.records.matching.review.queries.queue import Narrowed, counted
from rooftree.records.matching.review.rules import Outcome, Waits
from rooftree.reference.accounts.rules import SYSTEM
from tests.nights import FIRST, moment

pytestmark = pytest.mark.django_db
AT = moment(FIRST)
DAYS = {
    0: "week",
    7: "week",
    8: "month",
    30: "month",
    31: "quarter",
    90: "quarter",
    91: "longer",
    400: "longer",
}


@pytest.mark.parametrize(("days", "length"), DAYS.items())
def test_each_pair_waits_one_length_of_time(days: int, length: str) -> None:
    MatchWaiting.objects.create(
        entity_type="person",
        first_id="00000000-0000-0000-0000-000000000001",
        second_id="00000000-0000-0000-0000-000000000002",
        because="x",
        stakes=[],
        urgency=0,
        first_systems=["nec"],
        second_systems=["nec"],
        outcome=Outcome.OPEN,
        voters=[],
        since=AT - datetime.timedelta(days=days, hours=1),
    )
    told = counted({one.value: Narrowed(waits=one, now=AT) for one in Waits}, viewer=SYSTEM)
    assert {name for name, many in told.items() if many} == {length}
