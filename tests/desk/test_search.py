"""One box for everything: what it reads out of what is typed, and what it finds."""

from __future__ import annotations

import datetime

import pytest

from rooftree.desk.search import Results, search, sought
from rooftree.records import models as m
from rooftree.reference.accounts.rules import ANONYMOUS, Role, Viewer
from tests.factories.records import make

TODAY = datetime.date(2026, 11, 21)
OFFICER = Viewer(user_id=1, name="Alice", role=Role.OFFICER)
ADMINISTRATOR = Viewer(user_id=3, name="Dev", role=Role.ADMINISTRATOR)


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        ("07700 900417", "07700900417"),
        ("+44 7700 900417", "07700900417"),
        ("0044 (0)7700-900417", "07700900417"),
        ("7700900417", "07700900417"),
        ("900417", ""),
    ],
)
def test_a_telephone_number_is_read_in_any_form(typed: str, phone: str) -> None:
    assert sought(typed).phone == phone


@pytest.mark.parametrize(
    ("typed", "postcode"), [("zz42lh", "ZZ4 2LH"), ("ZZ4 2LH", "ZZ4 2LH"), ("zz4", "ZZ4"), ("12 zz4 2lh", "")]
)
def test_a_postcode_is_read_with_and_without_its_space(typed: str, postcode: str) -> None:
    assert sought(typed).postcode == postcode


@pytest.mark.parametrize("typed", ["14/03/1951", "14-3-1951", "1951-03-14", "14 03 1951"])
def test_a_date_of_birth_is_read(typed: str) -> None:
    assert sought(typed).born_on == datetime.date(1951, 3, 14)


def test_no_such_day_is_not_a_date() -> None:
    assert sought("31/02/2024").born_on is None


@pytest.fixture
def household(db: None) -> dict[str, str]:
    """Mrs Okoro at Flat 12, a neighbour's home, and Zoë Núñez."""
    began = datetime.date(2011, 5, 9)
    address = "Flat 12, Larch House, Orchard Rise"
    unit = make(m.Unit, address_line=address, postcode="ZZ4 2LH", uprn="990000004127", asset_ref="0041270012")
    make(m.Unit, address_line="31 Millfield Road", postcode="ZZ4 9XN", uprn="990000005555", asset_ref="0099")
    tenancy = make(m.Tenancy, tenancy_ref="00451202", unit=unit, starts_on=began)
    person = make(m.Person, full_name="Josephine Okoro", date_of_birth=datetime.date(1951, 3, 14))
    zoe = make(m.Person, full_name="Zoë Núñez", family_name="Núñez")
    make(m.HouseholdMember, person=person, tenancy=tenancy, starts_on=began, is_tenancy_party=True)
    order = make(m.WorkOrder, job_ref="HR-20931", order_ref="WO20931", unit=unit, description="Damp")
    make(m.RentAccount, account_ref="0010000489", tenancy=tenancy)
    known_to_others(person)
    rows = {"person": person, "unit": unit, "tenancy": tenancy, "order": order, "zoe": zoe}
    return {name: str(row.pk) for name, row in rows.items()}


def known_to_others(person: m.Person) -> None:
    """Other names, numbers and references for her."""
    make(m.PersonName, person=person, full_name="Josefine Okoroh", source_system="locata")
    for value, normal in (("07700 900417", "07700900417"), ("J.Okoro@example.org", "j.okoro@example.org")):
        make(m.Communication, person=person, value=value, value_normal=normal)
    make(m.HousingApplication, application_ref="APP1", person=person)
    ours = {"entity_type": "person", "entity_id": person.pk, "own_id": person.pk}
    make(m.Reference, source_system="locata", source_key="30881", **ours)


def find(typed: str, viewer: Viewer = OFFICER) -> Results:
    return search(typed, viewer=viewer, today=TODAY)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("okoro", "The name fits"),
        ("OKORO josephine", "The name fits"),
        ("okoro larch", "The name and home fit"),
        ("josefine", "Called Josefine Okoroh in locata"),
        ("Josphine Okorro", "The name is spelt nearly so"),
        ("+44 7700 900417", "Telephone 07700900417"),
        ("J.Okoro@Example.org", "E-mail j.okoro@example.org"),
        ("14/03/1951", "The date of birth fits"),
        ("30881", "Reference 30881 in locata"),
        ("app1", "Housing application app1"),
    ],
)
def test_a_person_is_found_and_it_says_why(household: dict[str, str], typed: str, why: str) -> None:
    hits = {hit.record.id: hit for hit in find(typed).people}
    assert household["person"] in hits
    assert hits[household["person"]].why == why


def test_a_name_is_found_without_its_accents(household: dict[str, str]) -> None:
    assert [hit.record.id for hit in find("zoe nunez").people] == [household["zoe"]]


def test_a_person_found_says_where_they_live(household: dict[str, str]) -> None:
    lives = find("okoro").people[0].lives
    assert lives is not None
    assert str(lives["tenancy__unit_id"]) == household["unit"]
    assert lives["now"] is True


@pytest.mark.parametrize(
    "typed", ["990000004127", "0041270012", "zz42lh", "larch house 12", "12 larch zz42lh", "Orchrad Rise"]
)
def test_a_home_is_found(household: dict[str, str], typed: str) -> None:
    assert [hit.record.id for hit in find(typed).homes] == [household["unit"]]


def test_a_tenancy_is_found_by_its_own_reference_and_by_its_rent_account(household: dict[str, str]) -> None:
    for typed in ("00451202", "0010000489"):
        assert [hit.record.id for hit in find(typed).tenancies] == [household["tenancy"]]


def test_a_repair_is_found_by_job_and_by_order(household: dict[str, str]) -> None:
    for typed in ("HR-20931", "hr-20931", "wo20931"):
        assert [hit.record.id for hit in find(typed).repairs] == [household["order"]]


def test_an_administrator_finds_homes_and_no_people(household: dict[str, str]) -> None:
    assert find("okoro", ADMINISTRATOR).people == []
    assert find("00451202", ADMINISTRATOR).tenancies == []
    assert find("zz42lh", ADMINISTRATOR).homes


def test_nobody_finds_nothing(household: dict[str, str]) -> None:
    for typed in ("okoro", "zz42lh", "00451202", "HR-20931", "07700900417"):
        assert find(typed, ANONYMOUS).count == 0


HOSTILE = [
    "",
    " ",
    "%",
    "_",
    "\\",
    "'; DROP TABLE person;--",
    "<script>",
    "\x00",
    "a\x00b",
    "🏠",
    "‮abc",
    "x" * 10_000,
    "0" * 300,
    "(((",
    "[",
    "%%%%",
    "12 " * 400,
    "99999999999999999999",
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_text_finds_nothing_and_breaks_nothing(household: dict[str, str], typed: str) -> None:
    assert find(typed).count == 0
    assert m.Person.objects.count() == 2
