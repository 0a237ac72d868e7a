"""One statement for many tables: worded once for a shape, right for every value."""

import datetime

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from rooftree.records import models as m
from rooftree.records.claims import statements
from rooftree.records.claims.queries import Want, held
from rooftree.reference.accounts.rules import SYSTEM
from tests.factories.records import make

pytestmark = pytest.mark.django_db
HOSTILE = ["' OR 1=1 --", "100%", "%s", "$1", "\\", "a\u202eb", "🏠" * 50]


def test_a_shape_is_worded_once_whatever_its_values() -> None:
    units = [make(m.Unit) for _ in range(3)]
    statements._worded.cache_clear()
    for ids in ([units[0].id], [one.id for one in units], []):
        found = held(Want(m.Unit, Q(id__in=ids)), viewer=SYSTEM)["unit"]
        assert {one.id for one in found} == {str(one) for one in ids}
    assert statements._worded.cache_info().misses == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_a_value_is_never_read_as_words_of_the_statement(text: str) -> None:
    unit = make(m.Unit, asset_ref=text)
    make(m.Unit, asset_ref="another")
    for where in (Q(asset_ref=text), Q(asset_ref__in=[text, "nothing"])):
        assert [one.id for one in held(Want(m.Unit, where), viewer=SYSTEM)["unit"]] == [str(unit.id)]


def test_a_read_of_many_tables_is_one_statement_to_whoever_counts() -> None:
    unit = make(m.Unit)
    wants = [Want(m.Unit, Q(id=unit.id)), Want(m.WorkOrder, Q(unit_id=unit.id), "reported_at", 5)]
    with CaptureQueriesContext(connection) as counted:
        held(*wants, viewer=SYSTEM)
    assert len(counted) == 1


def test_as_at_a_moment_has_words_of_its_own() -> None:
    unit = make(m.Unit)
    long_ago = datetime.datetime(2001, 1, 1, tzinfo=datetime.UTC)
    want = Want(m.Unit, Q(id=unit.id))
    assert held(want, viewer=SYSTEM)["unit"]
    assert not held(want, viewer=SYSTEM, moment=long_ago)["unit"]
    assert held(want, viewer=SYSTEM)["unit"]


def test_nothing_wanted_asks_nothing() -> None:
    with CaptureQueriesContext(connection) as counted:
        assert held(viewer=SYSTEM) == {}
    assert len(counted) == 0
