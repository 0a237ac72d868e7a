"""Access beside need: the list of visits, and the summary of a home."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rooftree.records import models as m
from rooftree.reference.audit.models import AuditEntry
from tests.factories.records import make
from tests.people import Somebody
from tests.web.staff.listing.files import taken, unzipped

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LONG_AGO = TODAY - datetime.timedelta(days=900)
FAR = datetime.timedelta(days=60)


@pytest.fixture
def home(db: None) -> m.Unit:
    """A home with a gas check due, a tenant who needs an interpreter, and mornings on which nobody opened."""
    unit: m.Unit = make(m.Unit, address_line="Flat 12, Larch House", postcode="ZZ4 2LH", uprn="1")
    tenant = make(m.Person, full_name="Josephine Okoro")
    tenancy = make(m.Tenancy, unit=unit, starts_on=LONG_AGO)
    make(m.HouseholdMember, person=tenant, tenancy=tenancy, is_main_tenant=True, starts_on=LONG_AGO)
    make(m.PersonAlert, person=tenant, code="language", source_text="SECRET", source_system="nec")
    make(m.PersonAlert, person=tenant, code="offending_history", source_text="SECRET")
    make(m.PersonAlert, person=tenant, code="oxygen", ends_on=TODAY - datetime.timedelta(days=51))
    make(
        m.Certification,
        unit=unit,
        kind="gas_safety",
        issued_on=LONG_AGO,
        expires_on=TODAY - datetime.timedelta(days=2),
        not_required=False,
    )
    order = make(m.WorkOrder, unit=unit, status="scheduled", description="Tap drips")
    starts = datetime.datetime.combine(TODAY, datetime.time(9), datetime.UTC)
    for days, state in ((-30, "no_access"), (-20, "no_access"), (3, "booked")):
        at = starts + datetime.timedelta(days=days)
        make(m.Appointment, work_order=order, slot="morning", status=state, starts_at=at)
    return unit


def text_of(somebody: Somebody, path: str) -> str:
    response = somebody.client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_the_summary_sets_visits_beside_what_is_needed_and_which_times_worked(
    home: m.Unit, alice: Somebody
) -> None:
    text = text_of(alice, f"/homes/{home.pk}/")
    assert "Two visits due, one overdue" in text
    door = text.split("At the door</strong>")[1].split("</div>")[0]
    assert "Interpreter" in door
    assert "No naked flame (51 days past its end)" in door
    assert "Not confirmed by anybody" in door
    assert "Josephine Okoro" in text.split("What is needed at the door</caption>")[1].split("</table>")[0]
    assert "let in 0 of 2" in text
    assert "SECRET" not in text
    assert "Language" not in text
    assert "Offending" not in text


def test_others_see_the_visits_and_nothing_of_needs(home: m.Unit, carys: Somebody, dev: Somebody) -> None:
    for somebody in (carys, dev):
        for path in (f"/homes/{home.pk}/", "/visits/", "/visits/?needs=yes", "/visits/?needs=no"):
            text = text_of(somebody, path)
            assert "Gas safety check" in text, path
            assert "Interpreter" not in text, path
            assert "t the door" not in text, path
    assert "Josephine Okoro" not in text_of(dev, "/visits/")


def test_the_list_answers_which_gas_visits_have_somebody_who_needs_help(
    home: m.Unit, alice: Somebody
) -> None:
    text = text_of(alice, "/visits/?kind=gas_safety&due=overdue&needs=yes")
    assert "One visit has someone who needs help at the door, of those that fit what you chose</h1>" in text
    assert "Interpreter" in text
    assert "Flat 12, Larch House" in text
    assert "SECRET" not in text
    assert "<h1>No visits have nobody known to need help" in text_of(
        alice, "/visits/?kind=gas_safety&needs=no"
    )
    start = text_of(alice, "/")
    assert 'href="/visits/"' in start
    assert 'href="/visits/?kind=gas_safety&amp;due=this-month&amp;needs=yes"' in text


def test_looking_at_needs_and_taking_them_away_leave_one_line_each(home: m.Unit, alice: Somebody) -> None:
    text_of(alice, "/visits/")
    text_of(alice, f"/homes/{home.pk}/")
    read = AuditEntry.objects.filter(action="read", by_id=alice.user.pk)
    assert sorted(read.values_list("subject_type", flat=True)) == ["unit", "visits"]
    files = unzipped(taken(alice, "/visits/?format=csv&kind=gas_safety"))
    (row,) = files["visits.csv"]
    assert row["door"] == "Interpreter; No naked flame"
    assert "SECRET" not in str(files)
    assert "Due or booked: Overdue, or within 30 days" in str(files["visits-about.csv"])
    entry = AuditEntry.objects.get(action="exported")
    told = (entry.subject_type, entry.detail["rows"], entry.detail["with"])
    assert told == ("visits", 1, "needs at the door")


def test_a_file_for_others_has_no_column_of_needs(home: m.Unit, carys: Somebody) -> None:
    text = str(unzipped(taken(carys, "/visits/?format=csv")))
    assert "at the door" not in text
    assert "'door'" not in text
    assert "Interpreter" not in text


@pytest.mark.parametrize("text", ["x", "'; --", "2026-13-45", "🏠", "-1", "9" * 30])
def test_what_is_asked_wrongly_is_not_asked(text: str, home: m.Unit, alice: Somebody) -> None:
    names = ("kind", "due", "area", "slot", "booked", "needs", "when_from", "when_to", "q", "sort", "page")
    for name in names:
        assert alice.client.get("/visits/", {name: text}).status_code == 200, name


def test_more_visits_cost_no_more_queries(home: m.Unit, alice: Somebody) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            alice.client.get("/visits/")
        return len(queries)

    before = cost()
    for at in range(30):
        unit = make(m.Unit, address_line=f"{at} Ash Row")
        tenancy = make(m.Tenancy, unit=unit, starts_on=LONG_AGO)
        person = make(m.Person, full_name=f"Person {at}")
        make(m.HouseholdMember, person=person, tenancy=tenancy)
        make(m.PersonAlert, person=person, code="hearing")
        make(m.Certification, unit=unit, kind="gas_safety", expires_on=TODAY, not_required=False)
    assert cost() == before <= 15


def test_the_usual_stretch_of_time_is_said_and_can_be_lifted_and_days_take_its_place(
    home: m.Unit, alice: Somebody
) -> None:
    make(m.WorkOrder, unit=home, status="raised", description="Gate", target_at=timezone.now() + FAR)
    page = text_of(alice, "/visits/")
    assert "<h1>Two visits are overdue or due within 30 days</h1>" in page
    assert "Due or booked: Overdue, or within 30 days" in page
    assert 'href="?due=all"' in page
    assert "<h1>Three visits</h1>" in text_of(alice, "/visits/?due=all")
    until = (timezone.now() + FAR).date().isoformat()
    assert "<h1>Three visits fit what you chose</h1>" in text_of(alice, f"/visits/?when_to={until}")
    assert "One visit has no day known" not in text_of(alice, "/visits/?due=undated")


def test_a_task_for_each_of_two_visits_to_one_home_is_one_task_on_the_home(
    home: m.Unit, alice: Somebody
) -> None:
    given = {"query": "due=all", "do": "task", "every": "1"}
    asked = alice.client.post("/lists/visits/chosen/", given).content.decode()
    assert "Add a task to one home?" in asked
    said = {"title": "Ring before the visit", "confirmed": "1", "assigned_to": "", "team": ""}
    answer = alice.client.post("/lists/visits/chosen/", given | said)
    assert answer.status_code == 302, answer.content.decode()
    text = text_of(alice, f"/homes/{home.pk}/notes/")
    assert text.count("Ring before the visit</a>") == 1


def test_taken_in_each_form_and_a_saved_view_of_needs_tells_others_nothing(
    home: m.Unit, alice: Somebody, carys: Somebody
) -> None:
    for form in ("xlsx", "parquet"):
        assert len(taken(alice, f"/visits/?format={form}")) > 500
    saved = alice.client.post("/lists/visits/save/?needs=yes", {"name": "Help", "team": ""})
    assert saved.status_code == 302
    assert "Help</a>" in text_of(alice, "/visits/")
    theirs = text_of(carys, "/visits/?needs=yes")
    assert "<h1>Two visits are overdue or due within 30 days</h1>" in theirs
    assert "t the door" not in theirs
    assert "Help</a>" not in theirs
