"""Records as they are and as they were known, on PostgreSQL with its real history."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.db.models import Q

from rooftree.records import models as m
from rooftree.records.claims.held import end_of, record_id
from rooftree.records.claims.queries import Want, as_at, held, said_of
from rooftree.reference.accounts.rules import ANONYMOUS, SYSTEM, Role, Viewer
from tests.factories.landlord import claim, disagreement
from tests.factories.records import extract, make

MARCH, JUNE = datetime.date(2026, 3, 1), datetime.date(2026, 6, 1)
OFFICER = Viewer(user_id=1, name="Alice", role=Role.OFFICER)
PLANNER = Viewer(user_id=2, name="Bob", role=Role.PLANNER)
ADMINISTRATOR = Viewer(user_id=3, name="Dev", role=Role.ADMINISTRATOR)

pytestmark = pytest.mark.django_db


@contextmanager
def on(day: datetime.date) -> Iterator[None]:
    """What is written inside is known from midday of that day."""
    moment = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('rooftree.now', %s, false)", [moment.isoformat()])
        yield
        cursor.execute("SELECT set_config('rooftree.now', '', false)")


def known(unit: m.Unit, day: datetime.date | None, viewer: Viewer = SYSTEM) -> list[str]:
    moment = end_of(day) if day else None
    return [
        one.text("address_line")
        for one in held(Want(m.Unit, Q(id=unit.pk)), viewer=viewer, moment=moment)["unit"]
    ]


def test_a_day_shows_what_was_known_at_its_end_and_not_later() -> None:
    with on(MARCH):
        unit = make(m.Unit, address_line="1 Old Row")
    with on(JUNE):
        m.Unit.objects.filter(pk=unit.pk).update(address_line="1 New Row")
    assert known(unit, MARCH - datetime.timedelta(days=1)) == []
    assert known(unit, MARCH) == ["1 Old Row"]
    assert known(unit, JUNE - datetime.timedelta(days=1)) == ["1 Old Row"]
    assert known(unit, JUNE) == ["1 New Row"]
    assert known(unit, None) == ["1 New Row"]


def test_a_deleted_record_is_still_there_on_the_day_it_was_known() -> None:
    with on(MARCH):
        unit = make(m.Unit, address_line="2 Gone Row")
    with on(JUNE):
        m.Unit.objects.filter(pk=unit.pk).delete()
    assert known(unit, MARCH) == ["2 Gone Row"]
    assert known(unit, JUNE) == []


def test_a_link_between_records_is_as_it_was_known() -> None:
    with on(MARCH):
        first, second = make(m.Unit), make(m.Unit)
        tie = make(m.TenancyUnit, unit=first)
    with on(JUNE):
        m.TenancyUnit.objects.filter(pk=tie.pk).update(unit=second)
    want = Want(m.TenancyUnit, Q(unit_id=first.pk))
    then = held(want, viewer=SYSTEM, moment=end_of(MARCH))["tenancy_unit"]
    assert [one.link("unit") for one in then] == [str(first.pk)]
    assert held(want, viewer=SYSTEM, moment=end_of(JUNE))["tenancy_unit"] == []
    assert then[0].known_from.date() == MARCH


def test_the_end_of_a_day_is_london_time() -> None:
    assert end_of(datetime.date(2026, 7, 1)).isoformat() == "2026-07-02T00:00:00+01:00"
    assert end_of(datetime.date(2026, 12, 1)).isoformat() == "2026-12-02T00:00:00+00:00"


def test_a_table_without_history_is_the_rows_known_by_then() -> None:
    assert len(as_at(m.RentTransaction, end_of(MARCH))) == 1
    assert len(as_at(m.Unit, end_of(MARCH))) == 2
    assert len(as_at(m.Unit, None)) == 1


def test_values_come_back_with_the_types_of_their_contract() -> None:
    day, moment = datetime.date(1990, 2, 3), datetime.datetime(2026, 5, 1, 8, 30, tzinfo=datetime.UTC)
    unit = make(
        m.Unit, acquired_on=day, bedrooms=3, residential=True, floor_area_m2="41.50", extract=extract()
    )
    order = make(m.WorkOrder, unit=unit, reported_at=moment, cost_pence=12_345)
    found = held(Want(m.Unit, Q(id=unit.pk)), Want(m.WorkOrder, Q(id=order.pk)), viewer=SYSTEM)
    one, other = found["unit"][0], found["work_order"][0]
    assert (one.day("acquired_on"), one.whole("bedrooms"), one.facts["residential"]) == (day, 3, True)
    assert one.facts["floor_area_m2"] == 41.5
    assert (other.moment("reported_at"), other.whole("cost_pence")) == (moment, 12_345)
    assert (one.lineage.system, one.lineage.file, one.lineage.row) == ("nec", "properties", 7)


def test_the_newest_are_taken_when_only_some_are_wanted() -> None:
    account = make(m.RentAccount)
    for day in range(1, 9):
        make(m.RentTransaction, rent_account=account, transacted_on=datetime.date(2026, 1, day))
    want = Want(m.RentTransaction, Q(rent_account=account), "transacted_on", 3)
    days = {one.day("transacted_on") for one in held(want, viewer=SYSTEM)["rent_transaction"]}
    assert days == {datetime.date(2026, 1, day) for day in (6, 7, 8)}


@pytest.mark.parametrize(
    ("viewer", "tables"),
    [
        (ANONYMOUS, set()),
        (PLANNER, {"unit", "person"}),
        (ADMINISTRATOR, {"unit"}),
        (OFFICER, {"unit", "person", "rent_account"}),
    ],
)
def test_a_viewer_gets_only_the_tables_of_their_role(viewer: Viewer, tables: set[str]) -> None:
    for model in (m.Unit, m.Person, m.RentAccount, m.PersonAlert, m.EqualityInformation):
        make(model)
    asked = [
        Want(model, Q()) for model in (m.Unit, m.Person, m.RentAccount, m.PersonAlert, m.EqualityInformation)
    ]
    found = held(*asked, viewer=viewer)
    assert {table for table, rows in found.items() if rows} == tables


def test_what_is_about_a_person_is_left_out_for_those_who_may_see_only_homes() -> None:
    make(m.Notification, sent_to="07700 900123", kind="reminder")
    shown = held(Want(m.Notification, Q()), viewer=OFFICER)["notification"][0]
    hidden = held(Want(m.Notification, Q()), viewer=ADMINISTRATOR)["notification"][0]
    assert shown.text("sent_to") == "07700 900123"
    assert hidden.text("sent_to") == ""


def test_claims_and_disagreements_of_a_person_need_the_right_to_see_people() -> None:
    person = make(m.Person)
    claim(person, "nec", {"family_name": "Okoro", "ni_no_hmac": "secret"})
    disagreement(person, "family_name", {"nec": "Okoro", "locata": "Okoroh"}, "Okoro")
    disagreement(person, "ni_no_hmac", {"nec": "secret", "locata": "hidden"}, "secret")
    ids = [str(person.pk)]
    said, differs = said_of(entity_type="person", entity_ids=ids, viewer=OFFICER)
    assert [dict(one.facts) for one in said] == [{"family_name": "Okoro"}]
    assert [one.attribute for one in differs] == ["family_name"]
    assert said_of(entity_type="person", entity_ids=ids, viewer=ADMINISTRATOR) == ([], [])
    assert said_of(entity_type="person_alert", entity_ids=ids, viewer=OFFICER) == ([], [])


@pytest.mark.parametrize("text", ["", "x", "1' OR '1'='1", "🏠", "\x00", "a" * 10_000, "‮" * 36])
def test_what_is_no_id_is_no_record(text: str) -> None:
    assert record_id(text) is None


def test_an_id_is_read_in_any_spelling() -> None:
    own = uuid.uuid4()
    assert record_id(str(own).upper()) == own
