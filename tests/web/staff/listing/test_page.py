"""Any list's page: what its address asks, hostile or not; what is shown to whom; the day it is shown for."""

from __future__ import annotations

import datetime
from urllib.parse import quote

import pytest

from rooftree.records import models as m
from rooftree.reference.audit.models import AuditEntry
from rooftree.web.staff.listing.table import heading, page_of
from tests.factories.clock import on
from tests.factories.landlord import a_landlord
from tests.factories.records import make
from tests.people import Somebody

pytestmark = pytest.mark.django_db
LISTS = ("homes", "people", "tenancies", "repairs", "certificates", "voids")
HOSTILE = (
    "'; DROP TABLE unit;--",
    "<script>alert(1)</script>",
    "x" * 10_000,
    "\u202etxt🏠",
    "a\x00b",
    "-1",
    "%",
)


def text_of(somebody: Somebody, path: str) -> str:
    response = somebody.client.get(path)
    assert response.status_code == 200, (path, response.status_code)
    return response.content.decode()


@pytest.mark.parametrize("name", LISTS)
def test_whatever_stands_in_the_address_the_page_holds(name: str, carys: Somebody) -> None:
    a_landlord()
    for said in HOSTILE:
        for one in (
            "q",
            "kind",
            "status",
            "area",
            "sort",
            "columns",
            "page",
            "starts_from",
            "bedrooms_to",
            "on",
            "view",
            "nothing_like_it",
            "home",
        ):
            path = f"/{name}/?{one}={quote(said)}"
            response = carys.client.get(path)
            assert response.status_code == 200 or (one == "home" and name in ("repairs", "certificates",
                "tenancies", "voids") and response.status_code == 404), path[:60]  # fmt: skip
            assert b"<script>alert" not in response.content
    for page in ("-1", "0", str(10**9), "9" * 30):
        assert text_of(carys, f"/{name}/?page={page}")


def test_what_cannot_be_read_is_left_out_and_said(alice: Somebody) -> None:
    make(m.Tenancy, starts_on=datetime.date(2026, 3, 1))
    text = text_of(alice, "/tenancies/?starts_from=31/2/2026")
    assert "Began: “31/2/2026” is no day" in text
    assert "One tenancy</h1>" in text
    assert "No tenancies fit what you chose</h1>" in text_of(alice, "/tenancies/?starts_from=2/3/2026")


def test_each_filter_is_a_chip_that_leads_to_the_list_without_it(alice: Somebody) -> None:
    make(m.Unit, address_line="1 Void Row", status="void", bedrooms=2)
    text = text_of(alice, "/homes/?status=void&bedrooms_from=2&differ=1")
    chips = text.split('class="rt-applied"')[1].split("</div>")[0]
    assert 'href="?bedrooms_from=2&amp;differ=1"' in chips
    assert "State: Void" in chips and "Bedrooms: from 2" in chips and "Systems disagree" in chips
    assert "No homes on which systems disagree, of those that fit what you chose</h1>" in text


def test_a_view_ready_made_is_called_by_its_name(alice: Somebody) -> None:
    named = "/visits/?kind=gas_safety&due=this-month&needs=yes"
    assert "<h1>No visits: gas this month, help at the door</h1>" in text_of(alice, named)
    assert "No visits have someone" in text_of(alice, f"{named}&booked=no")


def test_boxes_left_empty_and_the_usual_columns_do_not_clutter_the_address(alice: Somebody) -> None:
    usual = "address&columns=kind&columns=status&columns=tenure&columns=bedrooms&columns=area"
    response = alice.client.get(f"/homes/?q=&status=void&kind=&columns={usual}")
    assert response["Location"] == "?status=void"
    assert alice.client.get("/homes/?q=&status=")["Location"] == "?view=none"
    response = alice.client.get("/homes/?columns=kind&columns=uprn")
    assert response["Location"] == "?columns=address%2Cuprn%2Ckind"


def test_columns_are_chosen_and_sorted_by_and_the_order_is_said(alice: Somebody) -> None:
    for at in (3, 1, 2):
        make(m.Unit, address_line=f"{at} Row", bedrooms=at, uprn=f"99{at}")
    text = text_of(alice, "/homes/?columns=bedrooms&sort=-bedrooms")
    assert text.index("3 Row") < text.index("2 Row") < text.index("1 Row")
    assert 'aria-sort="descending"><a href="?columns=bedrooms&amp;sort=bedrooms">Bedrooms</a>' in text
    assert ">State</th>" not in text


def test_a_list_as_known_on_a_day_is_marked_and_keeps_its_filters(alice: Somebody) -> None:
    with on(datetime.date(2026, 3, 1)):
        unit = make(m.Unit, address_line="1 Old Row", status="void")
    with on(datetime.date(2026, 6, 1)):
        m.Unit.objects.filter(pk=unit.pk).update(address_line="1 New Row")
    response = alice.client.get("/homes/?status=void&day_0=5&day_1=3&day_2=2026&page=3")
    assert response["Location"] == "?status=void&on=2026-03-05"
    text = text_of(alice, "/homes/?status=void&on=2026-03-05")
    assert "Showing what we knew on 5\xa0March 2026" in text
    assert ", as known on 5\xa0March 2026 –" in text
    assert "rt-asat--past" in text
    assert "1 Old Row" in text and "1 New Row" not in text
    assert "Add a task" not in text


def test_nobody_meets_a_column_that_they_may_not_read(bob: Somebody, dev: Somebody, alice: Somebody) -> None:
    a_landlord()
    path = "/tenancies/?all=1&columns=balance,reference&sort=balance&balance_from=1"
    assert "Balance" in text_of(alice, path)
    assert "Balance" not in text_of(bob, path)
    assert "What is wrong" not in text_of(dev, "/repairs/?columns=description&q=description")
    for name in ("people", "tenancies"):
        assert dev.client.get(f"/{name}/").status_code == 403


def test_looking_for_words_in_a_list_is_recorded(alice: Somebody) -> None:
    text_of(alice, "/people/")
    text_of(alice, "/people/?q=okoro")
    assert AuditEntry.objects.get(action="searched").detail == {"sought": "okoro", "found": 0}


def test_a_list_at_a_home_is_narrowed_to_it(alice: Somebody) -> None:
    unit = make(m.Unit, address_line="8 Orchard Rise")
    make(m.WorkOrder, unit=unit, description="Tap drips")
    make(m.WorkOrder, description="Elsewhere")
    text = text_of(alice, f"/repairs/?home={unit.pk}")
    assert "One repair at 8 Orchard Rise</h1>" in text
    assert "Elsewhere" not in text
    assert alice.client.get(f"/repairs/?home={m.Unit().pk}").status_code == 404


def test_no_list_is_counted_or_paged_without_end() -> None:
    from rooftree.records.listing.shape import Asked
    from rooftree.records.repairs.listing import REPAIRS
    from rooftree.web.staff.asked_day import AskedDay, DayForm
    from rooftree.web.staff.listing.asked import Question

    page = page_of(10**6, 10_001)
    assert (page.number, page.has_next, page.of) == (40, False, "more than 10,000")
    asked = Question(Asked(), AskedDay(None, DayForm()), 1, ())
    assert heading(REPAIRS, asked, page) == "More than 10,000 repairs"
