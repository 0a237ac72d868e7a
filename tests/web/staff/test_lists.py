"""Lists: filtered, paged, taken away; and the start page's figures lead to the rows they count."""

from __future__ import annotations

import datetime
import re

import pytest
from django.utils import timezone

from rooftree.records import models as m
from tests.factories.landlord import disagreement
from tests.factories.records import make
from tests.people import Somebody

pytestmark = pytest.mark.django_db


def text_of(somebody: Somebody, path: str) -> str:
    return somebody.client.get(path).content.decode()


def test_homes_are_filtered_and_ended_ones_kept_apart(alice: Somebody) -> None:
    make(m.Unit, address_line="1 Void Row", status="void")
    make(m.Unit, address_line="2 Let Row", status="occupied")
    make(m.Unit, address_line="3 Sold Row", status="sold", ended_on=datetime.date(2026, 1, 1))
    everything, void, ended = (
        text_of(alice, f"/homes/{query}") for query in ("", "?status=void", "?ended=1")
    )
    assert "Two homes</h1>" in everything
    assert "3 Sold Row" not in everything
    assert "1 Void Row" in void
    assert "2 Let Row" not in void
    assert "3 Sold Row" in ended
    assert "1 Void Row" not in ended


def test_homes_come_in_the_order_people_read_addresses_and_people_by_family_name(alice: Somebody) -> None:
    lines = (
        "2 Ash Row, Town",
        "10 Ash Row, Town",
        "Flat 2, Elm House, Ash Row, Town",
        "Flat 10, Elm House, Ash Row, Town",
        "Flat 3, 1 Birch Lane, Town",
        "Flat 1, 12 Birch Lane, Town",
        "3 cedar Way, Town",
    )
    for line in reversed(lines):
        make(m.Unit, address_line=line)
    for name in ("ZETA", "alba", "Mull"):
        make(m.Person, full_name=f"Some {name}", family_name=name)
    homes, people = text_of(alice, "/homes/"), text_of(alice, "/people/").lower()
    assert sorted(lines, key=homes.index) == list(lines)
    assert people.index("some alba") < people.index("some mull") < people.index("some zeta")


def test_a_long_list_is_paged_with_its_filter_kept(alice: Somebody) -> None:
    for at in range(60):
        make(m.Unit, address_line=f"{at:03d} Long Row", status="void")
    first = text_of(alice, "/homes/?status=void")
    assert "1 to 50 of 60 homes" in first
    assert 'href="?status=void&amp;page=2"' in first
    assert "059 Long Row" in text_of(alice, "/homes/?status=void&page=2")


def test_people_say_where_they_live_and_an_empty_list_says_why(alice: Somebody) -> None:
    assert "No record fits what you chose" in text_of(alice, "/people/")
    unit = make(m.Unit, address_line="8 Orchard Rise")
    tenancy = make(m.Tenancy, unit=unit)
    person = make(m.Person, full_name="OLA BRANDT", family_name="BRANDT")
    make(m.HouseholdMember, person=person, tenancy=tenancy)
    text = text_of(alice, "/people/")
    assert "Ola Brandt" in text
    assert "8 Orchard Rise" in text


def test_work_at_a_block_and_its_certificates_lead_to_the_block(alice: Somebody) -> None:
    block = make(m.Property, name="Sycamore Lodge")
    make(m.WorkOrder, block=block, job_ref="HR-30226", status="raised")
    make(m.Certification, block=block, kind="gas_safety")
    for path in ("/repairs/", "/certificates/"):
        assert f'<a href="/blocks/{block.pk}/">Sycamore Lodge</a>' in text_of(alice, path), path


def test_a_balance_is_owed_or_in_credit_on_the_list_and_the_person(alice: Somebody) -> None:
    person = make(m.Person, full_name="Ola Brandt")
    tenancy = make(m.Tenancy, unit=make(m.Unit), tenancy_ref="00451", starts_on=datetime.date(2020, 1, 1))
    make(m.HouseholdMember, person=person, tenancy=tenancy, is_tenancy_party=True)
    make(m.RentAccount, tenancy=tenancy, account_ref="A1", balance_pence=-7862)
    listed = text_of(alice, "/tenancies/")
    assert "£78.62" in listed and "in credit" in listed and "-£78.62" not in listed
    assert "£78.62\u00a0in credit" in text_of(alice, f"/people/{person.pk}/tenancies/")


def test_every_figure_of_the_start_page_counts_the_rows_it_leads_to(alice: Somebody) -> None:
    units = [make(m.Unit, address_line=f"{at} Row", status="void" if at else "occupied") for at in range(4)]
    people = [make(m.Person, full_name=f"Person {at}") for at in range(3)]
    disagreement(units[0], "bedrooms", {"nec": 1, "keystone": 2}, "1")
    disagreement(units[0], "uprn", {"nec": "1", "keystone": "2"}, "1")
    disagreement(people[0], "family_name", {"nec": "A", "locata": "B"}, "A")
    for status in ("raised", "completed", None):
        make(m.WorkOrder, unit=units[0], status=status)
    today = timezone.localdate()
    for days in (9, 3):
        make(m.Void, unit=units[1], starts_on=today - datetime.timedelta(days=days))
    make(m.Void, unit=units[2], starts_on=today - datetime.timedelta(days=90), ends_on=today)
    figures = re.findall(
        r'<dt><a href="([^"]+)">([^<]+)</a></dt><dd class="rt-figure">(\d+)', text_of(alice, "/")
    )
    assert {label: int(count) for _, label, count in figures} == {
        "Homes": 4,
        "Homes and garages held as void": 3,
        "Voids that run": 2,
        "People": 3,
        "Repairs not done": 2,
        "Homes on which systems disagree": 1,
        "People on whom systems disagree": 1,
    }
    for href, label, count in figures:
        text = text_of(alice, href)
        table = text.split("<tbody>")[1].split("</tbody>")[0]
        assert table.count("<tr>") == int(count), label


def test_a_person_opened_is_among_those_you_were_last_at(alice: Somebody) -> None:
    person = make(m.Person, full_name="OLA BRANDT")
    assert "You were last at" not in text_of(alice, "/")
    alice.client.get(f"/people/{person.pk}/")
    assert "Ola Brandt" in text_of(alice, "/").split("You were last at")[1]
