"""What waits, in which order, and what is at stake with each pair."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from rooftree.records import models as m
from rooftree.records.matching.review.queries.queue import Narrowed, Waiting, counted, next_for, told, waiting
from rooftree.records.matching.review.queries.stakes import stakes_of
from rooftree.records.matching.review.queries.ties import ties_of
from rooftree.records.matching.review.rules import Stake
from rooftree.reference.accounts.rules import Viewer
from tests.factories.records import make
from tests.nights import FIRST
from tests.records.matching.review.made import ALICE, CARYS, DEV, PRIYA, say
from tests.web.staff.matching.made import doubt, person

pytestmark = pytest.mark.django_db
YESTERDAY, TOMORROW = FIRST - timedelta(days=1), FIRST + timedelta(days=1)


def waits(viewer: Viewer, narrowed: Narrowed | None = None) -> list[Waiting]:
    return [told(row) for row in waiting(viewer=viewer, narrowed=narrowed)]


def on_a_tenancy(one: m.Person, **facts: object) -> m.Tenancy:
    tenancy = make(m.Tenancy, **facts)
    make(m.HouseholdMember, person=one, tenancy=tenancy)
    return tenancy  # type: ignore[no-any-return]


def stakes(*records: m.Person | m.Unit) -> list[Stake]:
    first, second = (str(one.pk) for one in records)
    kind = records[0]._meta.db_table
    return stakes_of(kind, {first, second}, today=FIRST).of(first, second)


def test_tenancies_count_while_they_run_and_one_that_both_share_is_one() -> None:
    one, two = person("Ada Osier"), person("Ida Osier", "locata")
    assert stakes(one, two) == [Stake.SYSTEMS]
    tenancy = on_a_tenancy(one, ends_on=TOMORROW)
    on_a_tenancy(two, ends_on=YESTERDAY)
    assert stakes(one, two) == [Stake.TENANCY, Stake.SYSTEMS]
    make(m.HouseholdMember, person=two, tenancy=tenancy)
    assert stakes(one, two) == [Stake.TENANCY, Stake.SYSTEMS]
    on_a_tenancy(two, starts_on=FIRST)
    assert stakes(one, two) == [Stake.TENANCIES, Stake.SYSTEMS]


def owing(one: m.Person) -> None:
    make(m.RentAccount, tenancy=on_a_tenancy(one, ends_on=YESTERDAY), balance_pence=1)


def in_credit(one: m.Person) -> None:
    make(m.RentAccount, tenancy=on_a_tenancy(one), balance_pence=-1)


def flagged(one: m.Person) -> None:
    make(m.PersonAlert, person=one, status="active")


def once_flagged(one: m.Person) -> None:
    make(m.PersonAlert, person=one, status="closed")
    make(m.PersonAlert, person=one, ended_on=YESTERDAY)


@pytest.mark.parametrize(
    ("becomes", "careful"), [(owing, True), (in_credit, False), (flagged, True), (once_flagged, False)]
)
def test_a_debt_of_any_tenancy_and_an_open_alert_need_care(
    becomes: Callable[[m.Person], None], careful: bool
) -> None:
    one = person("Ada Osier")
    becomes(one)
    assert (Stake.CARE in stakes(one, person("Ida Osier"))) is careful


def test_homes_have_tenancies_and_repairs_at_stake() -> None:
    one, two = make(m.Unit), make(m.Unit)
    make(m.TenancyUnit, unit=one, tenancy=make(m.Tenancy))
    make(m.WorkOrder, unit=two)
    assert stakes(one, two) == [Stake.TENANCY, Stake.REPAIRS, Stake.SYSTEMS]


def test_what_was_answered_waits_no_more_though_no_run_has_gone_since() -> None:
    people = [person(f"{name} Osier") for name in ("Ada", "Ida", "Oda")]
    one, two, three = people
    doubt(one, two)
    doubt(two, three)
    doubt(one, three)
    homes = doubt(make(m.Unit), make(m.Unit))
    assert len(waits(CARYS)) == 4
    say("same", one.pk, two.pk)
    left = [row for row in waits(CARYS) if row.entity_type == "person"]
    assert len(left) == 1
    say("different", left[0].first_id, left[0].second_id)
    for viewer in (CARYS, ALICE, DEV):
        assert [row.first_id for row in waits(viewer)] == [str(homes.first_id)]
    kept, other = (str(own) for own in (one.pk, two.pk))
    for own, joined in ((kept, other), (other, kept)):
        ties = ties_of("person", own, viewer=ALICE)
        assert [each.other_id for each in ties.joins] == [joined]
        assert joined not in ties.may_be
    assert ties_of("person", kept, viewer=DEV).joins == ()


def test_the_queue_is_narrowed_by_kind_system_and_how_it_stands() -> None:
    careful = person("Ada Osier", "locata")
    make(m.PersonAlert, person=careful)
    doubt(careful, person("Ida Osier"))
    doubt(make(m.Unit), make(m.Unit))
    first, second = waits(CARYS)
    assert (first.entity_type, second.entity_type) == ("person", "unit")
    say("same", first.first_id, first.second_id)
    for narrowed, fits in (
        (Narrowed(kind="person", system="locata", state="second"), True),
        (Narrowed(state="sensitive"), True),
        (Narrowed(state="mine"), False),
        (Narrowed(state="third"), False),
        (Narrowed(system="oneserve"), False),
        (Narrowed(kind="unit"), False),
    ):
        found = [row.entity_type for row in waits(CARYS, narrowed)]
        assert ("person" in found) is fits, narrowed
        assert counted({"it": narrowed}, viewer=CARYS) == {"it": len(found)}
    assert next_for(PRIYA, Narrowed(kind="person"), but=(second.first_id, second.second_id)) is not None
