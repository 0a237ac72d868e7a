"""One box for everything: what it finds, why, and for whom."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection

from rooftree.desk.search.searching import Narrowed, Results, hidden_kinds, search
from rooftree.records import models as m
from rooftree.records.finding.actions.keeping import keep_up
from rooftree.reference.accounts.rules import ANONYMOUS, Role, Viewer
from tests.factories.records import make

TODAY = datetime.date(2026, 11, 21)
OFFICER = Viewer(user_id=1, name="Alice", role=Role.OFFICER)
ADMINISTRATOR = Viewer(user_id=3, name="Dev", role=Role.ADMINISTRATOR)


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
    keep_up()
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
        ("josefine", "The name fits; also called Josefine in our records"),
        ("Josphine Okoro", "The name fits; “josphine” is spelt nearly Josephine"),
        ("josie okoro", "The name fits; “josie” can be Josephine"),
        ("okoro 14 march 51", "The name and date of birth fit"),
        ("+44 7700 900417", "Telephone 07700900417"),
        ("J.Okoro@Example.org", "E-mail j.okoro@example.org"),
        ("14/03/1951", "The date of birth fits"),
        ("30881", "Reference 30881 in Locata"),
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


def test_an_application_is_found_by_its_reference_and_by_whose_it_is(household: dict[str, str]) -> None:
    (hit,) = find("app1").hits["applications"]
    assert hit.why == "Application reference APP1"
    (hit,) = find("okoro").hits["applications"]
    assert hit.why == "Of Josephine Okoro"


def test_an_old_name_is_found_as_formerly_and_today_s_name_not_on_an_earlier_day(db: None) -> None:
    night(20)
    person = make(m.Person, full_name="Ada Amis")
    keep_up()
    night(22)
    person.full_name = "Ada Bell"
    person.save()
    keep_up()
    (hit,) = find("amis").people
    assert (hit.record.text("full_name"), hit.formerly) == ("Ada Bell", "Ada Amis")
    assert find("bell").people[0].formerly == ""
    then = datetime.date(2026, 11, 21)
    assert search("bell", viewer=OFFICER, today=TODAY, on=then).count == 0
    (hit,) = search("amis", viewer=OFFICER, today=TODAY, on=then).people
    assert (hit.record.text("full_name"), hit.formerly) == ("Ada Amis", "")


def night(day: int) -> None:
    """From here on the records are told on this night."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('rooftree.now', %s, true)", [f"2026-11-{day:02}T02:00:00Z"])


def test_where_somebody_was_thought_to_live_is_said_as_on_the_day(household: dict[str, str]) -> None:
    day = datetime.date(2027, 1, 1)
    (hit,) = search("okoro", viewer=OFFICER, today=day, on=day).people
    assert hit.lives is not None
    assert hit.lives["tenancy__unit__address_line"] == "Flat 12, Larch House, Orchard Rise"


def test_homes_are_narrowed_and_counted_by_their_facts(db: None) -> None:
    for number, status in ((2, "void"), (10, "occupied"), (1, "occupied")):
        make(m.Unit, address_line=f"{number} Hollin Bank", status=status)
    keep_up()
    asked = Narrowed(kind="homes", most=2)
    found = search("hollin", viewer=OFFICER, today=TODAY, narrowed=asked)
    assert [hit.record.text("address_line") for hit in found.homes] == ["1 Hollin Bank", "2 Hollin Bank"]
    assert (found.counts["homes"], dict(found.facets)["status"]) == (3, [("occupied", 2), ("void", 1)])
    void = search("hollin", viewer=OFFICER, today=TODAY, narrowed=Narrowed(kind="homes", status="void"))
    assert (len(void.homes), void.counts["homes"]) == (1, 1)


def test_what_has_ended_is_found_after_what_has_not(db: None) -> None:
    make(m.Unit, address_line="1 Hollin Bank", ended_on=TODAY)
    make(m.Unit, address_line="2 Hollin Bank")
    keep_up()
    found = find("hollin bank")
    assert [hit.record.text("address_line") for hit in found.homes] == ["2 Hollin Bank", "1 Hollin Bank"]
    assert dict(found.states) == {"live": 1, "ended": 1}
    assert len(search("hollin", viewer=OFFICER, today=TODAY, narrowed=Narrowed(state="ended")).homes) == 1


@pytest.mark.parametrize(
    "typed",
    [
        "990000004127",
        "0041270012",
        "zz42lh",
        "larch house 12",
        "12 larch zz42lh",
        "Orchrad Rise",
        "flt 12 larch hse",
    ],
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
    for typed in (
        "okoro",
        "okorro",
        "josie okoro larch",
        "07700900417",
        "14/03/1951",
        "00451202",
        "app1",
        "30881",
    ):
        assert find(typed, ADMINISTRATOR).count == 0
    assert all(not one.occurs for one in find("okorro", ADMINISTRATOR).meanings)
    assert find("zz42lh", ADMINISTRATOR).homes
    assert hidden_kinds(ADMINISTRATOR) == ["people", "tenancies", "applications"]


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


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["marcin popescu", "Marcin Popesu"])
def test_of_people_called_so_those_called_nothing_besides_come_first(typed: str) -> None:
    for name in ("Adam Marcin Popescu", "Marcin Popescu"):
        make(m.Person, full_name=name)
    keep_up()
    found = [hit.record.text("full_name") for hit in find(typed).people]
    assert found == ["Marcin Popescu", "Adam Marcin Popescu"]
