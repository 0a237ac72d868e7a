"""Homes by what is not right about their households: filtered, taken away as a file, for those who may."""

from __future__ import annotations

import datetime
import io

import openpyxl
import pyarrow.parquet as pq
import pytest

from rooftree.records import models as m
from rooftree.records.households.actions import gather_faults
from rooftree.reference.accounts.rules import Role
from tests.factories.records import make
from tests.people import Somebody, add
from tests.web.staff.listing.files import unzipped
from tests.web.staff.matching.test_pages import text_of

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 1)
LIST = "/households/"


@pytest.fixture
def alice() -> Somebody:
    return add("Alice Officer", Role.OFFICER)


@pytest.fixture
def homes() -> list[m.Unit]:
    """Ada is on the tenancies of two homes; at the second another tenancy runs as well."""
    found = [
        make(m.Unit, kind="flat", address_line=f"{at} Lantern Street", postcode="ZZ4 2LH") for at in (9, 10)
    ]
    ada = make(m.Person, full_name="Ada Frost", given_name="Ada", family_name="Frost")
    bo = make(m.Person, full_name="Bo Marsh", given_name="Bo", family_name="Marsh")
    for at, (unit, who) in enumerate(((found[0], ada), (found[1], ada), (found[1], bo))):
        tenancy = make(m.Tenancy, unit=unit, tenancy_ref=f"T{at}", starts_on=datetime.date(2020 + at, 1, 6))
        make(
            m.HouseholdMember, tenancy=tenancy, person=who, is_tenancy_party=True, starts_on=tenancy.starts_on
        )
    gather_faults(today=TODAY, count=lambda _done, _of: None)
    return found


def test_homes_are_listed_by_what_is_not_right_and_lead_to_their_people(
    alice: Somebody, homes: list[m.Unit]
) -> None:
    page = text_of(alice, LIST)
    assert "Three things not right about households" in page
    assert page.index("9 Lantern Street") < page.index("10 Lantern Street")
    assert f'href="/homes/{homes[0].pk}/people/"' in page
    assert "Ada Frost" in page
    two = text_of(alice, f"{LIST}?fault=two-tenancies")
    assert "10 Lantern Street" in two
    assert "9 Lantern Street" not in two
    assert "Lives at two homes at once" in text_of(alice, f"{LIST}?fault=two-homes&told-by=nec")
    assert "Lantern" not in text_of(alice, f"{LIST}?told-by=locata").split("<main", 1)[1].split("<tbody")[-1]


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_the_list_is_taken_away_as_it_is_narrowed(alice: Somebody, homes: list[m.Unit], form: str) -> None:
    answer = alice.client.get(f"{LIST}?fault=two-homes&format={form}")
    assert answer.status_code == 200
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    if form == "xlsx":
        cells = [
            str(cell.value)
            for sheet in openpyxl.load_workbook(io.BytesIO(body))
            for row in sheet
            for cell in row
        ]
    elif form == "parquet":
        cells = [str(cell) for row in pq.read_table(io.BytesIO(body)).to_pylist() for cell in row.values()]
    else:
        cells = [cell for rows in unzipped(body).values() for row in rows for cell in row.values()]
    assert cells.count("9 Lantern Street") == cells.count("10 Lantern Street") == 1
    assert cells.count("Ada Frost") == 2


def test_who_may_not_read_people_is_shown_none(homes: list[m.Unit]) -> None:
    dev = add("Dev Administrator", Role.ADMINISTRATOR)
    assert dev.client.get(LIST).status_code in (403, 404)
