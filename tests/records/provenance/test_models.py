"""History keeps superseded rows only, by Rooftree's own clock, however a row is written."""

import datetime

import pytest
from django.apps import apps
from django.db import connection, transaction

from rooftree.records.models import Unit

FIRST = datetime.datetime(2026, 3, 1, 2, 0, tzinfo=datetime.UTC)
LATER = datetime.datetime(2026, 3, 2, 2, 0, tzinfo=datetime.UTC)

pytestmark = pytest.mark.django_db


def at(moment: datetime.datetime) -> None:
    """Sets the clock of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('rooftree.now', %s, true)", [moment.isoformat()])


def home(**facts: object) -> Unit:
    at(FIRST)
    made = Unit.objects.create(source_system="nec", source_key="0041", asset_ref="0041", **facts)
    made.refresh_from_db()
    return made


def events() -> list[tuple[object, ...]]:
    model = apps.get_model("records", "UnitEvent")
    return list(model.objects.order_by("pgh_id").values_list("status", "known_from", "pgh_created_at"))


def test_a_new_row_is_known_from_the_clock_and_has_no_history() -> None:
    assert home(status="occupied").known_from == FIRST
    assert events() == []


def test_a_change_keeps_the_row_as_it_was_until_then() -> None:
    made = home(status="occupied")
    at(LATER)
    made.status = "void"
    made.save(update_fields=["status"])
    made.refresh_from_db()
    assert made.known_from == LATER
    assert events() == [("occupied", FIRST, LATER)]


def test_an_update_that_changes_nothing_leaves_no_trace() -> None:
    made = home(status="occupied")
    at(LATER)
    Unit.objects.filter(pk=made.pk).update(status="occupied")
    made.refresh_from_db()
    assert made.known_from == FIRST
    assert events() == []


def test_a_bulk_change_in_plain_sql_is_kept_too() -> None:
    home(status="occupied")
    at(LATER)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE unit SET status = 'void'")
    assert events() == [("occupied", FIRST, LATER)]


def test_a_deleted_row_is_kept_as_it_was() -> None:
    home(status="occupied")
    at(LATER)
    Unit.objects.all().delete()
    assert events() == [("occupied", FIRST, LATER)]


def test_history_cannot_be_rewritten() -> None:
    home(status="occupied")
    at(LATER)
    Unit.objects.update(status="void")
    with pytest.raises(Exception, match="append_only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE unit_event SET status = 'never'")
