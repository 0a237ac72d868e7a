"""Repairs of a home, and which are not done."""

from __future__ import annotations

import datetime

import pytest

from rooftree.records import models as m
from rooftree.records.repairs import queries
from rooftree.records.repairs.rules import is_open, is_overdue
from rooftree.reference.accounts.rules import ANONYMOUS, SYSTEM
from tests.factories.records import make

NOW = datetime.datetime(2026, 11, 21, 9, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


def test_a_repair_is_open_until_it_is_done_or_given_up() -> None:
    assert is_open(status="raised", completed_at=None)
    assert is_open(status="", completed_at=None)
    assert not is_open(status="cancelled", completed_at=None)
    assert not is_open(status="raised", completed_at=NOW)


def test_only_an_open_repair_can_be_past_its_target() -> None:
    for status, target, late in (
        ("raised", NOW - HOUR, True),
        ("raised", NOW + HOUR, False),
        ("paid", NOW - HOUR, False),
    ):
        assert is_overdue(status=status, completed_at=None, target_at=target, now=NOW) is late
    assert not is_overdue(status="raised", completed_at=None, target_at=None, now=NOW)


@pytest.mark.django_db
def test_open_repairs_are_those_neither_done_nor_cancelled() -> None:
    for status, done in (("raised", None), (None, None), ("cancelled", None), ("raised", NOW)):
        make(m.WorkOrder, status=status, completed_at=done)
    assert queries.counts(viewer=SYSTEM) == {"open_repairs": 2}


@pytest.mark.django_db
def test_a_repair_is_read_with_its_follow_ons_and_parts() -> None:
    order = make(m.WorkOrder)
    make(m.WorkOrder, follow_on_of=order)
    make(m.WorkElement, work_order=order)
    found = queries.of_order(str(order.pk), viewer=SYSTEM)
    assert {table: len(rows) for table, rows in found.items() if rows} == {"work_order": 2, "work_element": 1}
    assert not any(queries.of_order(str(order.pk), viewer=ANONYMOUS).values())
