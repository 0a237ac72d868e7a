"""Who lived at a home on a day, and with whom somebody did: days, disagreements, and who may see them."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rooftree.records import models as m
from tests.factories.records import make
from tests.people import Somebody

MOST_QUERIES = 15
TODAY = timezone.localdate()
BEGAN, LEFT = datetime.date(2020, 1, 6), datetime.date(2026, 3, 3)


def person(name: str, born: datetime.date | None = None) -> m.Person:
    given, _, family = name.partition(" ")
    made: m.Person = make(m.Person, full_name=name, given_name=given, family_name=family, date_of_birth=born)
    return made


@pytest.fixture
def unit(db: None) -> m.Unit:
    """Ada left in March; Ben, nine by now, and Cleo stay; Locata's application still lists Ada."""
    found: m.Unit = make(m.Unit, kind="flat", address_line="Flat 12, Larch House", origin={"kind": "nec"})
    tenancy = make(m.Tenancy, unit=found, tenancy_ref="T1", starts_on=BEGAN)
    ada, cleo = person("Ada Frost"), person("Cleo Frost", datetime.date(1980, 5, 5))
    ben = person("Ben Frost", TODAY.replace(day=1) - datetime.timedelta(days=9 * 366))
    for who, ends in ((ada, LEFT), (cleo, None), (ben, None)):
        make(
            m.HouseholdMember,
            tenancy=tenancy,
            person=who,
            starts_on=BEGAN,
            ends_on=ends,
            is_tenancy_party=who is not ben,
            is_main_tenant=who is cleo,
        )
    application = make(
        m.HousingApplication,
        tenancy=tenancy,
        application_ref="APP1",
        status="active",
        band_on=BEGAN,
        source_system="locata",
    )
    household = make(m.Household, housing_application=application, source_system="locata")
    for who in (ada, cleo, ben):
        make(m.HouseholdMember, household=household, person=who, source_system="locata")
    return found


def page(somebody: Somebody, path: str, status: int = 200) -> str:
    response = somebody.client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def test_a_home_shows_its_household_now_with_ages_and_what_each_system_says(
    unit: m.Unit, alice: Somebody
) -> None:
    text = page(alice, f"/homes/{unit.pk}/people/")
    assert "Two people live here" in text
    assert "One aged 18 to 64 and one under 10." in text
    assert "Ada Frost" in text.split('id="findings"')[0]
    assert "Not counted" in text


def test_a_past_day_has_the_household_of_that_day_and_keeps_what_was_known_when(
    unit: m.Unit, alice: Somebody
) -> None:
    text = page(alice, f"/homes/{unit.pk}/people/?lived=2026-03-02")
    assert "Three people lived here on 2\u00a0March 2026" in text
    assert "Not counted" not in text
    boxes = page(alice, f"/homes/{unit.pk}/people/?lived_0=2&lived_1=3&lived_2=2026")
    assert "Three people lived here on 2\u00a0March 2026" in boxes
    m.Unit.objects.filter(pk=unit.pk).update(bedrooms=2)
    past = page(alice, f"/homes/{unit.pk}/people/?lived=2026-03-02&on={TODAY}")
    assert 'name="on"' not in past, "today is not a past day"


def test_a_day_that_is_none_or_has_not_come_is_said_at_the_form(unit: m.Unit, alice: Somebody) -> None:
    for asked, says in (
        (f"lived={TODAY + datetime.timedelta(days=1)}", "That day has not come yet"),
        ("lived_0=31&lived_1=2&lived_2=2026", "There is no such day in the calendar"),
        ("lived=2026-02-31", "There is no such day in the calendar"),
        ("lived=%3Cscript%3E", "The date must include"),
    ):
        text = page(alice, f"/homes/{unit.pk}/people/?{asked}")
        assert says in text, asked
        assert "Two people live here" in text
        assert "<script>" not in text.split("<main")[1].split("</main>")[0]


def test_a_disagreement_is_told_with_both_sides_and_their_days(unit: m.Unit, alice: Somebody) -> None:
    text = page(alice, f"/homes/{unit.pk}/people/")
    part = text.split('id="findings"')[1].split("</section>")[0]
    assert "NEC says that Ada Frost moved out on" in part
    assert "3\u00a0March 2026" in part
    assert "still lists Ada Frost here" in part
    assert "/applications/" in part
    before = page(alice, f"/homes/{unit.pk}/people/?lived=2026-03-02")
    assert 'id="findings"' not in before


def test_a_person_shows_with_whom_and_where_on_a_day(unit: m.Unit, alice: Somebody) -> None:
    cleo = m.Person.objects.get(full_name="Cleo Frost")
    text = page(alice, f"/people/{cleo.pk}/household/")
    assert "Lives with one other person at Flat 12, Larch House" in text
    assert "NEC has never let" not in text
    ada = m.Person.objects.get(full_name="Ada Frost")
    gone = page(alice, f"/people/{ada.pk}/household/")
    assert "Not in a household of ours now" in gone
    assert "NEC says that Ada Frost moved out on" in gone
    then = page(alice, f"/people/{ada.pk}/household/?lived=2026-03-02")
    assert "Lived with two other people at Flat 12, Larch House" in then


def test_nobody_who_may_not_read_people_is_shown_or_counted_one(unit: m.Unit, dev: Somebody) -> None:
    page(dev, f"/homes/{unit.pk}/people/", 404)
    text = page(dev, f"/homes/{unit.pk}/")
    assert "Frost" not in text
    assert "people live here" not in text
    cleo = m.Person.objects.get(full_name="Cleo Frost")
    assert dev.client.get(f"/people/{cleo.pk}/household/").status_code == 403


def test_the_tabs_take_few_statements(unit: m.Unit, alice: Somebody) -> None:
    cleo = m.Person.objects.get(full_name="Cleo Frost")
    for path in (
        f"/homes/{unit.pk}/people/",
        f"/homes/{unit.pk}/people/?lived=2026-03-02",
        f"/people/{cleo.pk}/household/",
    ):
        with CaptureQueriesContext(connection) as asked:
            page(alice, path)
        assert len(asked) <= MOST_QUERIES, [query["sql"][:80] for query in asked.captured_queries]


def test_a_home_never_let_and_a_garage_say_so(alice: Somebody) -> None:
    never = make(m.Unit, kind="flat", origin={"kind": "nec"})
    assert "Never let, as far as we know" in page(alice, f"/homes/{never.pk}/people/")
    garage = make(m.Unit, kind="garage", origin={"kind": "nec"})
    assert "it is not a home to live in" in page(alice, f"/homes/{garage.pk}/people/")


def test_two_homes_at_once_name_each_other_on_both(unit: m.Unit, alice: Somebody) -> None:
    other = make(m.Unit, kind="house", address_line="4 Elm Road", origin={"kind": "nec"})
    tenancy = make(m.Tenancy, unit=other, tenancy_ref="T2", starts_on=LEFT)
    cleo = m.Person.objects.get(full_name="Cleo Frost")
    make(m.HouseholdMember, tenancy=tenancy, person=cleo, starts_on=LEFT, is_tenancy_party=True)
    for path in (f"/homes/{unit.pk}/people/", f"/people/{cleo.pk}/household/"):
        text = page(alice, path)
        assert "Lives at two homes at once" in text
        assert "has them at 4 Elm Road" in text
    assert "has them at Flat 12, Larch House" in page(alice, f"/homes/{other.pk}/people/")
