"""The page of a block: the homes in it, its safety, and repairs in shared parts."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rooftree.desk.histories.story import A_PAGE
from rooftree.records import models as m
from rooftree.web.staff.blocks import TABS
from tests.factories.landlord import a_landlord
from tests.factories.records import make
from tests.known import known_on
from tests.people import Somebody

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LONG_AGO = TODAY - datetime.timedelta(days=900)


@pytest.fixture
def block(db: None) -> m.Property:
    found: m.Property = make(m.Property, name="Larch House", address_line="Orchard Rise", storeys=7)
    for number, status in ((10, "void"), (9, "occupied")):
        unit = make(m.Unit, block=found, address_line=f"Flat {number}, Larch House", status=status)
        if status == "occupied":
            tenancy = make(m.Tenancy, unit=unit, starts_on=LONG_AGO)
            for name, main in (("Daniel Okoro", False), ("Josephine Okoro", True)):
                person = make(m.Person, full_name=name)
                make(m.HouseholdMember, person=person, tenancy=tenancy, is_main_tenant=main)
    make(
        m.Certification,
        block=found,
        kind="fire_risk_assessment",
        issued_on=LONG_AGO,
        expires_on=TODAY - datetime.timedelta(days=18),
    )
    make(m.WorkOrder, block=found, description="Lift stuck", status="raised")
    return found


def text_of(somebody: Somebody, path: str) -> str:
    response = somebody.client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_the_homes_are_in_order_each_with_its_state_and_who_lives_there(
    block: m.Property, alice: Somebody
) -> None:
    text = text_of(alice, f"/blocks/{block.pk}/")
    assert "Two homes, one of them empty" in text
    assert text.index("Flat 9, Larch House") < text.index("Flat 10, Larch House")
    assert "Josephine Okoro" in text
    assert "and 1 more" in text
    assert "Daniel Okoro" not in text


def test_an_administrator_sees_the_homes_without_the_people(block: m.Property, dev: Somebody) -> None:
    text = text_of(dev, f"/blocks/{block.pk}/")
    assert "Flat 9, Larch House" in text
    assert "Okoro" not in text
    assert "Lives here" not in text


def test_its_safety_and_the_repairs_in_shared_parts_have_tabs(block: m.Property, alice: Somebody) -> None:
    assert "18 days overdue" in text_of(alice, f"/blocks/{block.pk}/certificates/")
    repairs = text_of(alice, f"/blocks/{block.pk}/repairs/")
    assert "One repair is not done in shared parts" in repairs
    assert "Lift stuck" in repairs


def test_a_home_leads_to_its_block(block: m.Property, alice: Somebody) -> None:
    unit = m.Unit.objects.filter(block=block).first()
    assert unit is not None
    assert f'href="/blocks/{block.pk}/"' in text_of(alice, f"/homes/{unit.pk}/")


def test_a_block_of_a_day_before_we_knew_it_says_so(block: m.Property, alice: Somebody) -> None:
    assert "We did not know this block" in text_of(alice, f"/blocks/{block.pk}/?on=2020-01-01")


def test_what_is_no_block_is_not_found(block: m.Property, alice: Somebody) -> None:
    unit = make(m.Unit)
    for path in (f"/blocks/{unit.pk}/", "/blocks/none/", f"/blocks/{block.pk}/kitchen/"):
        assert alice.client.get(path).status_code == 404, path


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_costs_few_queries(tab: str, carys: Somebody) -> None:
    made = a_landlord()
    with CaptureQueriesContext(connection) as queries:
        carys.client.get(f"/blocks/{made['property'].pk}/{tab + '/' if tab else ''}")
    assert len(queries) <= 15, [one["sql"][:90] for one in queries]


def test_its_story_is_told_page_by_page_and_as_known_on_a_day(block: m.Property, alice: Somebody) -> None:
    for minute in range(A_PAGE):
        at = datetime.datetime(2020, 1, 1 + minute // 20, 8, minute % 20, tzinfo=datetime.UTC)
        make(m.WorkOrder, block=block, description=f"Light {minute} out", reported_at=at)
    text = text_of(alice, f"/blocks/{block.pk}/timeline/")
    assert "Fire risk assessment ran out" in text
    assert "Earlier: " in text
    earlier = text.split('href="?before=')[1].split('"')[0]
    assert "Light 0 out" in text_of(alice, f"/blocks/{block.pk}/timeline/?before={earlier}")
    assert "Light 0 out" not in text_of(alice, f"/blocks/{block.pk}/timeline/?kind=safety")


def test_a_repair_is_late_or_not_by_the_day_that_is_shown(alice: Somebody) -> None:
    with known_on(TODAY - datetime.timedelta(days=9)):
        late = make(m.Property, name="Larch House")
        target = timezone.now() - datetime.timedelta(days=3)
        order = make(m.WorkOrder, block=late, description="Lift stuck", status="raised", target_at=target)
    then = f"?on={TODAY - datetime.timedelta(days=5)}"
    for path in (f"/blocks/{late.pk}/repairs/", f"/repairs/{order.pk}/"):
        assert "past its target" in text_of(alice, path)
        assert "past its target" not in text_of(alice, path + then)
