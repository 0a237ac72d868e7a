"""The story of a home and of a person: in order, with rights, in pages, and as it was known."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rooftree.desk.histories.happenings import Kind
from rooftree.desk.histories.story import A_PAGE, Timeline
from rooftree.desk.timeline import timeline_of_block, timeline_of_home, timeline_of_person
from rooftree.records import models as m
from rooftree.records.claims.held import end_of
from rooftree.reference.accounts.rules import Role, Viewer
from tests.factories.records import make
from tests.known import known_on

MARCH, JUNE = datetime.date(2026, 3, 3), datetime.date(2026, 6, 12)
TODAY = datetime.date(2026, 11, 21)
OFFICER = Viewer(user_id=1, name="Alice", role=Role.OFFICER)
PLANNER = Viewer(user_id=2, name="Bob", role=Role.PLANNER)

pytestmark = pytest.mark.django_db


def at(day: int, month: int = 10) -> datetime.datetime:
    return datetime.datetime(2026, month, day, 9, 30, tzinfo=datetime.UTC)


@pytest.fixture
def told() -> dict[str, Any]:
    """Mrs Okoro's tenancy, a repair with a visit that found nobody, and a step about arrears."""
    with known_on(MARCH):
        home = make(m.Unit, address_line="12 Larch House", bedrooms=2)
        began = datetime.date(2020, 5, 9)
        tenancy = make(m.Tenancy, tenancy_ref="0045", unit=home, starts_on=began)
        person = make(m.Person, full_name="Josephine Okoro")
        facts = {"tenancy": tenancy, "starts_on": began, "is_tenancy_party": True}
        member = make(m.HouseholdMember, person=person, **facts)
        order = make(m.WorkOrder, unit=home, description="Damp in bedroom", reported_at=at(1))
        make(m.Appointment, work_order=order, starts_at=at(5), status="no_access")
        make(m.Appointment, work_order=order, starts_at=at(9), status="cancelled")
        account = make(m.RentAccount, tenancy=tenancy)
        day = datetime.date(2026, 9, 1)
        make(m.ArrearsAction, rent_account=account, code="notice_seeking_possession", effective_on=day)
    return {"home": home, "person": person, "member": member, "tenancy": tenancy, "order": order}


def story(told: dict[str, Any], viewer: Viewer = OFFICER, **asked: Any) -> Timeline:
    return timeline_of_home(str(told["home"].pk), viewer=viewer, today=TODAY, **asked)


def titles(found: Timeline) -> list[str]:
    return [one.title for one in found.entries]


def test_what_happened_at_a_home_is_told_newest_first(told: dict[str, Any]) -> None:
    found = story(told)
    assert titles(found) == [
        "Visit: No access",
        "Repair reported: Damp in bedroom",
        "Step about arrears: Notice seeking possession",
        "Tenancy began",
        "Josephine Okoro joined the household",
    ]
    assert [one.is_key for one in found.entries] == [True, False, True, False, False]
    assert found.entries[0].leads == ("work_order", str(told["order"].pk))


def test_a_person_has_the_repairs_of_the_time_they_lived_there(told: dict[str, Any]) -> None:
    long_ago = datetime.datetime(2019, 1, 2, 9, tzinfo=datetime.UTC)
    make(m.WorkOrder, unit=told["home"], description="Somebody else’s tap", reported_at=long_ago)
    found = timeline_of_person(str(told["person"].pk), viewer=OFFICER, today=TODAY)
    assert "Repair reported: Damp in bedroom" in titles(found)
    assert "Repair reported: Somebody else’s tap" not in titles(found)


def test_money_is_told_to_those_who_may_see_it(told: dict[str, Any]) -> None:
    assert story(told).counts[Kind.RENT] == 1
    assert story(told, PLANNER).counts[Kind.RENT] == 0


def test_one_kind_can_be_asked_for_and_nonsense_asks_for_all(told: dict[str, Any]) -> None:
    assert titles(story(told, kinds=("visits",))) == ["Visit: No access"]
    assert len(story(told, kinds=("' OR 1=1",)).entries) == 5


def test_a_long_story_comes_in_pages_that_miss_and_repeat_nothing(told: dict[str, Any]) -> None:
    for minute in range(A_PAGE + 7):
        same = datetime.datetime(2025, 1, 1 + minute // 20, 8, tzinfo=datetime.UTC)
        make(m.WorkOrder, unit=told["home"], description=f"Tap {minute}", reported_at=same)
    first = story(told)
    rest = story(told, before=first.earlier)
    assert (len(first.entries), first.left, rest.earlier) == (A_PAGE, 12, "")
    cursors = [one.cursor for one in (*first.entries, *rest.entries)]
    assert len(set(cursors)) == first.count == len(cursors)
    assert story(told, before="\x00🏠" * 10).count == first.count


def test_what_changed_of_the_record_is_told_with_both_values(told: dict[str, Any]) -> None:
    with known_on(JUNE):
        m.Unit.objects.filter(pk=told["home"].pk).update(bedrooms=3)
    entry = story(told, kinds=("record",)).entries[0]
    assert entry.day == JUNE
    assert [(one.column, one.before, one.after) for one in entry.changes] == [("bedrooms", 2, 3)]
    assert story(told, kinds=("record",), moment=end_of(MARCH)).entries == []


def test_a_row_moved_to_another_person_is_told_to_the_one_it_left(told: dict[str, Any]) -> None:
    other = make(m.Person, full_name="Grace Mensah")
    with known_on(JUNE):
        m.HouseholdMember.objects.filter(pk=told["member"].pk).update(person=other)
    found = timeline_of_person(str(told["person"].pk), viewer=OFFICER, today=TODAY)
    assert titles(found) == ["Tied to another record"]


def test_a_story_costs_few_statements(told: dict[str, Any]) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        timeline_of_person(str(told["person"].pk), viewer=OFFICER, today=TODAY)
    assert len(asked) <= 7


def test_a_block_has_the_story_of_its_shared_parts_in_few_statements() -> None:
    with known_on(MARCH):
        block = make(m.Property, name="Larch House", storeys=7)
        home = make(m.Unit, block=block)
        order = make(m.WorkOrder, block=block, description="Lift stuck", reported_at=at(1))
        make(m.Appointment, work_order=order, starts_at=at(5), status="completed")
        make(m.WorkOrder, block=block, unit=home, description="Tap in a flat", reported_at=at(2))
        make(m.Certification, block=block, kind="fire_risk_assessment", issued_on=datetime.date(2026, 5, 1))
    with known_on(JUNE):
        m.Property.objects.filter(pk=block.pk).update(storeys=8)
    with CaptureQueriesContext(connection) as asked:
        found = timeline_of_block(str(block.pk), viewer=OFFICER, today=TODAY)
    assert len(asked) <= 5
    assert titles(found) == [
        "Visit: Completed",
        "Repair reported: Lift stuck",
        "Record changed",
        "Fire risk assessment",
    ]
    then = timeline_of_block(str(block.pk), viewer=OFFICER, moment=end_of(MARCH), today=MARCH)
    assert then.counts[Kind.RECORD] == 0
