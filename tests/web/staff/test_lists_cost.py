"""What a page of a list costs does not grow with its rows or with the choices of its filters."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rooftree.records import models as m
from tests.factories.records import make
from tests.people import Somebody

LISTS = ("homes", "people", "tenancies", "repairs", "certificates", "voids", "visits", "stock/homes")


def _homes(*numbers: int) -> None:
    """Each in a patch of its own, with a tenant, a repair, a certificate and a void."""
    for at in numbers:
        area = make(m.Site, code=f"A{at}", name=f"Patch {at}")
        unit = make(m.Unit, address_line=f"{at} Row", area_code=f"A{at}", area=area, status="occupied")
        tenancy = make(m.Tenancy, unit=unit, tenancy_ref=f"T{at}", starts_on=datetime.date(2020, 1, at))
        person = make(m.Person, full_name=f"Somebody {at}")
        make(m.HouseholdMember, person=person, tenancy=tenancy, is_tenancy_party=True)
        make(m.WorkOrder, unit=unit, job_ref=f"J{at}", trade=f"Trade {at}")
        make(m.Certification, unit=unit, kind="gas_safety", expires_on=datetime.date(2026, 1, at))
        make(m.Void, unit=unit, starts_on=datetime.date(2026, 1, at))


def _statements(somebody: Somebody, path: str) -> int:
    somebody.client.get(path)  # what is kept for the process is read before it is counted
    with CaptureQueriesContext(connection) as asked:
        assert somebody.client.get(path).status_code == 200, path
    return len(asked)


@pytest.mark.django_db
@pytest.mark.parametrize("name", LISTS)
def test_a_list_takes_as_few_statements_for_many_patches_as_for_two(name: str, alice: Somebody) -> None:
    _homes(1, 2)
    few = _statements(alice, f"/{name}/")
    _homes(*range(3, 15))
    assert _statements(alice, f"/{name}/") == few
