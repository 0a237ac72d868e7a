"""The page of a home: who lives there, what systems disagree on, and what was known on a day."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rooftree.records import models as m
from rooftree.reference.audit.models import AuditEntry
from rooftree.sources.extracts.models import Run
from rooftree.web.staff.homes import TABS
from tests.factories.landlord import Landlord, a_landlord, claim, disagreement
from tests.factories.records import extract, make
from tests.people import Somebody

MOST_QUERIES = 15
NOW = timezone.now()
TODAY = timezone.localdate()
LONG_AGO = TODAY - datetime.timedelta(days=4000)


@pytest.fixture
def unit(db: None) -> m.Unit:
    """Flat 12, with a tenant since long ago and one who left."""
    found: m.Unit = make(
        m.Unit, address_line="Flat 12, Larch House, Orchard Rise", postcode="ZZ4 2LH", bedrooms=2
    )
    tenancy = make(m.Tenancy, unit=found, tenancy_ref="T1", starts_on=LONG_AGO)
    before = make(m.Tenancy, unit=found, tenancy_ref="T0", starts_on=None, ends_on=LONG_AGO)
    for name, of in (("JOSEPHINE OKORO", tenancy), ("LEONARD PRYCE", before)):
        person = make(m.Person, full_name=name, title="MRS" if "OKORO" in name else "MR")
        make(m.HouseholdMember, person=person, tenancy=of, is_main_tenant=True, starts_on=of.starts_on)
    return found


def known_on(day: datetime.date, **facts: str) -> m.Unit:
    """A home that we have known since nine o'clock of a day."""
    known = datetime.datetime.combine(day, datetime.time(9), datetime.UTC)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('rooftree.now', %s, false)", [known.isoformat()])
        found: m.Unit = make(m.Unit, **facts)
        cursor.execute("SELECT set_config('rooftree.now', '', false)")
    return found


def page(somebody: Somebody, path: str) -> str:
    response = somebody.client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_it_says_who_lives_there_and_who_did(unit: m.Unit, alice: Somebody) -> None:
    text = page(alice, f"/homes/{unit.pk}/people/")
    now, before = text.split('id="over-time"', maxsplit=1)
    assert "<h1>Flat 12, Larch House</h1>" in text
    assert "One person lives here" in now
    assert "Mrs Josephine Okoro" in now
    assert "Mr Leonard Pryce" in before
    assert "Mr Leonard Pryce" not in page(alice, f"/homes/{unit.pk}/")


def test_systems_that_disagree_stand_side_by_side_and_the_shown_one_says_so(
    unit: m.Unit, alice: Somebody
) -> None:
    m.Unit.objects.filter(pk=unit.pk).update(origin={"bedrooms": "keystone"})
    file = extract("keystone", "assets")
    claim(unit, "nec", {"bedrooms": 3})
    claim(unit, "keystone", {"bedrooms": 2}, extract=file)
    disagreement(unit, "bedrooms", {"nec": 3, "keystone": 2}, "2")
    text = page(alice, f"/homes/{unit.pk}/disagreements/")
    grid = text.split('id="disagreements"')[1].split("</section>")[0]
    shown = grid.split('class="is-shown"')[1].split("</td>")[0]
    assert ">2<" in shown
    assert "Shown" in shown
    assert "Keystone is believed first on this." in grid


def test_a_fact_says_its_system_file_row_and_since_when_it_is_known(unit: m.Unit, alice: Somebody) -> None:
    file = extract("keystone", "certificates")
    make(
        m.Certification,
        unit=unit,
        kind="eicr",
        source_system="keystone",
        source_key="A1/EICR",
        source_row=204,
        extract=file,
    )
    text = page(alice, f"/homes/{unit.pk}/certificates/")
    assert 'Keystone, <span class="rt-nb">20\u00a0November 2026</span>' in text
    assert "certificates, row 204" in text
    assert "A1/EICR" in text
    assert "Known since" in text


def test_certificates_stand_as_they_are_on_the_day(unit: m.Unit, alice: Somebody) -> None:
    soon, past = TODAY + datetime.timedelta(days=8), TODAY - datetime.timedelta(days=18)
    make(m.Certification, unit=unit, kind="gas_safety", not_required=True)
    make(m.Certification, unit=unit, kind="eicr", issued_on=LONG_AGO, expires_on=past)
    make(m.Certification, unit=unit, kind="epc", issued_on=LONG_AGO, expires_on=soon)
    text = page(alice, f"/homes/{unit.pk}/certificates/")
    for words in (
        "Not required",
        "18 days overdue",
        "Due in 8 days",
        "One certificate overdue or failed and one runs out soon",
    ):
        assert words in text, words


def test_an_earlier_certificate_is_not_called_overdue(unit: m.Unit, alice: Somebody) -> None:
    for issued, expires in ((LONG_AGO, LONG_AGO), (TODAY, TODAY + datetime.timedelta(days=300))):
        make(m.Certification, unit=unit, kind="eicr", issued_on=issued, expires_on=expires)
    text = page(alice, f"/homes/{unit.pk}/certificates/")
    assert "overdue" not in text
    assert "Earlier ones: 1" in text


def test_a_home_that_a_day_did_not_know_says_so(unit: m.Unit, alice: Somebody) -> None:
    text = page(alice, f"/homes/{unit.pk}/?on=2020-01-01")
    assert "We did not know this home on 1\u00a0January 2020" in text


def test_an_earlier_day_is_announced_and_shows_what_was_known_then(unit: m.Unit, alice: Somebody) -> None:
    yesterday = TODAY - datetime.timedelta(days=1)
    old = known_on(yesterday, address_line="1 Old Row")
    m.Unit.objects.filter(pk=old.pk).update(address_line="1 New Row")
    assert "1 New Row" in page(alice, f"/homes/{old.pk}/")
    text = page(alice, f"/homes/{old.pk}/?on={yesterday}")
    assert ", as known on " in text.split("</title>")[0]
    assert "Showing what we knew on" in text
    assert "rt-asat--past" in text
    assert "1 Old Row" in text
    assert "1 New Row" not in text


def test_a_merged_home_leads_to_the_one_it_became(unit: m.Unit, alice: Somebody) -> None:
    gone = "11111111-2222-3333-4444-555555555555"
    m.EntityAlias.objects.create(
        entity_type="unit",
        alias_id=gone,
        entity_id=unit.pk,
        reason="same",
        decided_by="Carys",
        decided_at=NOW,
    )
    assert alice.client.get(f"/homes/{gone}/")["Location"] == f"/homes/{unit.pk}/"


def test_an_ended_record_is_marked_and_kept(unit: m.Unit, alice: Somebody) -> None:
    make(m.AssetComponent, unit=unit, component="Boiler", ended_on=TODAY)
    m.Unit.objects.filter(pk=unit.pk).update(ended_on=TODAY)
    text = page(alice, f"/homes/{unit.pk}/components/")
    assert "Ended: no longer in any system’s extract" in text
    assert "No longer in the source" in text
    assert "Boiler" in text


def test_a_stale_file_is_owned_up_to_on_the_pages_it_feeds(unit: m.Unit, alice: Somebody) -> None:
    file = extract("keystone", "certificates")
    make(m.Certification, unit=unit, source_system="keystone", extract=file)
    file.seen_in.create(run=file.run, system="keystone", file="certificates", state="missing")
    text = page(alice, f"/homes/{unit.pk}/")
    assert "Keystone’s file did not come" in text
    assert "did not come" not in page(alice, "/homes/")


def test_a_stale_file_of_applications_is_owned_up_to_where_people_stand_and_nowhere_else(
    unit: m.Unit, alice: Somebody
) -> None:
    file = extract("locata", "register")
    file.seen_in.create(run=file.run, system="locata", file="register", state="missing")
    told = "Applications to the housing register may be missing: Locata’s file did not come"
    assert told in page(alice, f"/homes/{unit.pk}/people/")
    assert told not in page(alice, f"/homes/{unit.pk}/repairs/")


def test_on_a_past_day_a_file_that_went_stale_later_is_not_told_of(unit: m.Unit, alice: Somebody) -> None:
    flat = known_on(TODAY - datetime.timedelta(days=9), address_line="4 Larch House")
    file = extract("keystone", "certificates")
    Run.objects.filter(pk=file.run_id).update(started_at=timezone.now() - datetime.timedelta(days=2))
    file.seen_in.create(run=file.run, system="keystone", file="certificates", state="missing")
    assert "did not come" in page(alice, f"/homes/{flat.pk}/")
    assert "did not come" in page(alice, f"/homes/{flat.pk}/?on={TODAY - datetime.timedelta(days=1)}")
    assert "did not come" not in page(alice, f"/homes/{flat.pk}/?on={TODAY - datetime.timedelta(days=5)}")


@pytest.mark.parametrize("tab", ["", *(f"{tab}/" for tab in TABS if tab)])
def test_every_tab_costs_few_queries_session_user_and_audit_included(tab: str, carys: Somebody) -> None:
    made: Landlord = a_landlord()
    for query in ("", f"?on={TODAY - datetime.timedelta(days=1)}"):
        with CaptureQueriesContext(connection) as queries:
            carys.client.get(f"/homes/{made['unit'].pk}/{tab}{query}")
        assert len(queries) <= MOST_QUERIES, [one["sql"][:90] for one in queries]


def test_a_tab_that_is_none_and_one_for_others_are_not_found(
    unit: m.Unit, alice: Somebody, dev: Somebody
) -> None:
    assert alice.client.get(f"/homes/{unit.pk}/kitchen/").status_code == 404
    assert dev.client.get(f"/homes/{unit.pk}/people/").status_code == 404
    assert "/people/" not in page(dev, f"/homes/{unit.pk}/").split("rt-side")[1].split("</nav>")[0]


def test_the_tabs_lead_to_each_other_keep_the_day_and_say_where_you_are(
    unit: m.Unit, alice: Somebody
) -> None:
    day = TODAY - datetime.timedelta(days=1)
    old = known_on(day, address_line="1 Old Row")
    text = page(alice, f"/homes/{old.pk}/repairs/?on={day}")
    side = text.split('class="rt-side"')[1].split("</nav>")[0]
    assert f'href="/homes/{old.pk}/certificates/?on={day}"' in side
    here = side.split('aria-current="page"')[0].rsplit("<a ", maxsplit=1)[1]
    assert f"/homes/{old.pk}/repairs/" in here
    assert side.count("aria-current") == 1


def test_reading_a_home_leaves_a_line_with_the_tab_and_the_day(unit: m.Unit, alice: Somebody) -> None:
    page(alice, f"/homes/{unit.pk}/tenancies/")
    entry = AuditEntry.objects.get(action="read", subject_type="unit")
    assert (entry.by_id, entry.subject_id, entry.detail) == (
        alice.user.pk,
        str(unit.pk),
        {"part": "tenancies"},
    )


def test_more_rows_cost_no_more_queries(unit: m.Unit, alice: Somebody) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            alice.client.get(f"/homes/{unit.pk}/")
        return len(queries)

    order = make(m.WorkOrder, unit=unit)
    make(m.Appointment, work_order=order)
    before = cost()
    for _ in range(20):
        make(m.Appointment, work_order=make(m.WorkOrder, unit=unit))
        make(m.Certification, unit=unit)
    assert cost() == before
