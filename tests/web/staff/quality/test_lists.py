"""The queue: whose rows it shows, what narrows it, files of it, and addresses that nobody should write."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from rooftree.oversight.quality.models import QualityException
from tests.oversight.quality.ledger import Ledger
from tests.people import Somebody
from tests.web.staff.listing.files import taken, unzipped
from tests.web.staff.quality.conftest import ALERT, BEDS, DOB

QUEUE = "/quality/exceptions/"


def text_of(who: Somebody, path: str) -> str:
    answer = who.client.get(path)
    assert answer.status_code == 200, path
    return unescape(" ".join(answer.content.decode().split()))


def keys(who: Somebody, path: str = QUEUE) -> set[str]:
    """The source keys of the rows in a list."""
    told = re.findall(r'<th scope="row">.*?</th>', text_of(who, path))
    return {found[1] for one in told if (found := re.search(r"NEC (\w+)", one.replace("\xa0", " ")))}


def test_each_sees_the_rows_of_the_records_that_they_may_read(
    ledger: Ledger, alice: Somebody, bob: Somebody, carys: Somebody, dev: Somebody
) -> None:
    assert keys(carys) == {"Ann", "Ben", "P1", "B", "R1"}
    assert keys(alice) == {"Ann", "Ben", "P1", "R1"}
    assert keys(bob) == {"Ann", "Ben", "P1"}
    assert keys(dev) == {"P1"}
    assert "Okoro" not in text_of(dev, QUEUE)
    signed_out = Client().get(QUEUE)
    assert signed_out.status_code == 302
    assert signed_out["Location"].startswith("/sign-in/")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (f"rule={DOB}", {"Ann", "Ben"}),
        ("severity=critical", {"Ann", "Ben"}),
        ("table=unit", {"P1"}),
        ("system=nec&dimension=completeness", {"Ann", "Ben", "P1", "B", "R1"}),
        ("system=locata", set()),
        ("area=N1", {"P1", "R1"}),
        ("q=Ben", {"Ben"}),
        ("stands=waived", set()),
        ("stands=new", {"Ann", "Ben", "P1", "B", "R1"}),
        ("back=1", set()),
        ("with=nobody", {"Ann", "Ben", "P1", "B", "R1"}),
        ("with=me", set()),
        ("team=ours", set()),
        ("due=later", set()),
    ],
)
def test_the_address_narrows_the_queue(query: str, found: set[str], ledger: Ledger, carys: Somebody) -> None:
    QualityException.objects.update(due_on="2020-01-05")
    assert keys(carys, f"{QUEUE}?{query}") == found


def test_what_is_asked_most_stands_ready_and_the_heading_says_the_finding(
    ledger: Ledger, carys: Somebody
) -> None:
    QualityException.objects.filter(rule_id=DOB).update(due_on="2020-01-05", assigned_to=carys.user)
    QualityException.objects.filter(rule_id=BEDS).update(reopened=2)
    assert "<h1>Five exceptions are to be mended</h1>" in text_of(carys, QUEUE)
    page = text_of(carys, QUEUE)
    for label, found in (("Mine", {"Ann", "Ben"}), ("Overdue", {"Ann", "Ben"}), ("Came back", {"P1"})):
        href = re.search(rf'<a href="([^"]+)">{label}</a>', page)
        assert href is not None, label
        assert keys(carys, href.group(1)) == found, label
    assert "<h1>Two exceptions are overdue</h1>" in text_of(carys, f"{QUEUE}?due=overdue")
    assert "came back after a mend" in page


@pytest.mark.parametrize(
    "query",
    [
        "rule=%00&severity=x'%20OR%201%3D1--",
        "with=99999999999999999999&team=-1&contractor=nonsense",
        "stands=../../etc&due=%27&age=1e9",
        "area=%3Cscript%3E&q=%25%5F%5C&page=-5&sort=-rule_id;drop",
        "columns=waived_reason,key,exception_id,__class__&sort=due",
        "first_seen_from=2026-02-31&due_to=never",
    ],
)
def test_no_address_breaks_the_queue_or_shows_what_is_not_the_viewers(
    query: str, ledger: Ledger, alice: Somebody
) -> None:
    answer = alice.client.get(f"{QUEUE}?{query}")
    assert answer.status_code in (200, 302)
    assert b"<script>" not in answer.content
    assert ALERT.encode() not in answer.content


def test_the_file_holds_what_the_page_shows_and_no_value(ledger: Ledger, bob: Somebody) -> None:
    files = unzipped(taken(bob, f"{QUEUE}?format=csv"))
    codes = {row["rule_code"] for row in files["exception-queue.csv"]}
    assert codes == {DOB, BEDS}
    assert "RENTT" not in str(files)


def test_the_resolved_are_a_list_with_how_they_came_to_be_so(ledger: Ledger, carys: Somebody) -> None:
    ledger.held["nec", "person"].remove("Ben")
    ledger.night([(BEDS, "P1")])
    resolved = "/quality/exceptions/resolved/"
    assert keys(carys, resolved) == {"Ann", "Ben", "B", "R1"}
    assert keys(carys, f"{resolved}?how=gone") == {"Ben"}
    assert "<h1>Four exceptions are resolved</h1>" in text_of(carys, resolved)


def test_the_rules_are_a_list_with_how_many_stand(ledger: Ledger, carys: Somebody, dev: Somebody) -> None:
    page = text_of(carys, "/quality/rules/")
    assert f'<a href="/quality/exceptions/?rule={DOB}">2</a>' in page
    assert "Everybody in a household has a date of birth" in page
    assert "Everybody in a household has a date of birth" not in text_of(
        dev, "/quality/rules/?q=date+of+birth"
    )
