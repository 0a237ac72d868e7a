"""Tenancies by reference, and who may read rent."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from rooftree.desk import lists
from rooftree.records import models as m
from rooftree.records.claims.queries import held
from rooftree.records.listing.shape import Asked
from rooftree.records.tenancies import queries
from rooftree.records.tenancies.listing.voids import VOIDS
from rooftree.reference.accounts.rules import ANONYMOUS, SYSTEM, Role, Viewer
from tests.factories.records import make

pytestmark = pytest.mark.django_db
PLANNER = Viewer(user_id=2, name="Bob", role=Role.PLANNER)


def test_a_tenancy_is_found_by_reference_or_id_and_a_live_one_before_an_ended() -> None:
    live = make(m.Tenancy, tenancy_ref="T1")
    make(m.Tenancy, tenancy_ref="T1", ended_on=datetime.date(2026, 1, 1))
    assert queries.id_of("T1", viewer=SYSTEM) == str(live.pk)
    assert queries.id_of(str(live.pk), viewer=SYSTEM) == str(live.pk)
    assert queries.id_of("T2", viewer=SYSTEM) == ""
    assert queries.id_of("T1", viewer=ANONYMOUS) == ""


def test_a_planner_reads_the_tenancy_but_not_its_account() -> None:
    tenancy = make(m.Tenancy)
    account = make(m.RentAccount, tenancy=tenancy, account_ref="R1")
    make(m.RentCharge, rent_account=account)
    wants = [
        *queries.wants_of_tenancies([str(tenancy.pk)]),
        *queries.wants_of_accounts([str(account.pk)]),
    ]
    found = held(*wants, viewer=PLANNER)
    assert (len(found["tenancy"]), found["rent_account"], found["rent_charge"]) == (1, [], [])


def test_the_voids_counted_are_those_the_list_of_voids_shows() -> None:
    today, day = datetime.date(2026, 11, 21), datetime.timedelta(days=1)
    make(m.Void, starts_on=today)
    make(m.Void)
    make(m.Void, starts_on=today - day, ends_on=today)
    make(m.Void, starts_on=today + day)
    make(m.Void, starts_on=today, ended_on=today)
    assert queries.counts(viewer=SYSTEM, today=today) == {"voids": 2}
    assert queries.counts(viewer=ANONYMOUS, today=today) == {}
    then = lists.then(viewer=SYSTEM, now=timezone.now(), today=today)
    assert VOIDS.rows.count(VOIDS, Asked(), then, most=9) == 2
