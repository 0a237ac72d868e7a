"""The dashboard, a rule's page and a run's check: every figure leads to as many rows as it says."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from rooftree.sources.extracts.models import Run
from tests.oversight.quality.ledger import Ledger, rule
from tests.people import Somebody
from tests.web.staff.quality.conftest import BEDS, DOB, FAILING
from tests.web.staff.quality.test_lists import keys, text_of


def of(page: str, section: str) -> str:
    """One section of a page."""
    return page.split(f'id="{section}"')[1].split("</section>")[0]


def test_every_role_has_the_dashboard_and_nobody_signed_out(
    ledger: Ledger, alice: Somebody, dev: Somebody
) -> None:
    for who in (alice, dev):
        assert "of what the recording standard asks" in text_of(who, "/quality/")
    assert Client().get("/quality/")["Location"].startswith("/sign-in/")


def test_before_the_first_check_it_says_what_will_be_there(db: None, carys: Somebody) -> None:
    assert "Nothing has been checked against the recording standard yet" in text_of(carys, "/quality/")


def test_each_score_leads_to_the_rows_it_counts(ledger: Ledger, carys: Somebody) -> None:
    page = text_of(carys, "/quality/")
    links = re.findall(r'<a href="(/quality/exceptions/\?[^"]+)">([\d,]+)</a>', of(page, "parts"))
    assert len(links) == 4
    for href, count in links:
        assert len(keys(carys, href)) == int(count), href
    work = re.findall(r'<dt><a href="(/quality/exceptions/[^"]*)">[^<]+</a></dt><dd[^>]*><span>(\d+)', page)
    assert {count for _, count in work} >= {"5", "2"}
    for href, count in work:
        assert len(keys(carys, href)) == int(count), href


def test_a_table_is_drilled_to_its_fields_and_the_queue_within_it(ledger: Ledger, carys: Somebody) -> None:
    page = text_of(carys, "/quality/?table=person")
    assert "of “person” holds" in page
    assert "Date of birth" in of(page, "parts")
    assert "Show without:" in page


@pytest.mark.parametrize("by", ["table", "system", "owner", "patch", "contractor", "field", "'--", ""])
def test_every_side_can_be_asked_for_and_none_breaks_it(by: str, ledger: Ledger, alice: Somebody) -> None:
    assert alice.client.get("/quality/", {"by": by, "dimension": "x\x00", "owner": "%"}).status_code == 200


def test_an_officer_is_not_told_of_tables_that_are_not_theirs(ledger: Ledger, alice: Somebody) -> None:
    assert "Person alert" not in text_of(alice, "/quality/")
    assert alice.client.get("/quality/rules/person_alert.code.read/").status_code == 404


def test_a_rule_that_could_not_be_asked_is_named_with_the_reason(ledger: Ledger, carys: Somebody) -> None:
    ledger.night(FAILING, errors={BEDS: "The list of rooms is lost."})
    told = of(text_of(carys, "/quality/"), "unsettled")
    assert f"{BEDS} holds" in told
    assert "The list of rooms is lost." in told
    assert "It could not be asked in the last check" in text_of(carys, f"/quality/rules/{BEDS}/")


def test_a_rules_page_tells_what_it_asks_and_how_it_has_gone(ledger: Ledger, alice: Somebody) -> None:
    ledger.night([(DOB, "Ann")])
    page = text_of(alice, f"/quality/rules/{DOB}/")
    assert "<h1>Everybody in a household has a date of birth</h1>" in page
    assert "One row falls short, of " in page
    assert "one row fell short" in page.lower()
    assert "one fewer than" in page.lower() or "1 fewer than" in page.lower()
    assert f'href="/quality/exceptions/?rule={DOB}"' in page
    assert alice.client.get("/quality/rules/no.such.rule/").status_code == 404


def test_a_withdrawn_rule_keeps_its_page(ledger: Ledger, alice: Somebody) -> None:
    ledger.rules = (*ledger.rules, rule("unit.kitchen.required"))
    ledger.night([("unit.kitchen.required", "P1")])
    assert "It is no longer part of the standard" in text_of(alice, "/quality/rules/unit.kitchen.required/")


def test_a_runs_page_counts_what_its_check_found(ledger: Ledger, carys: Somebody) -> None:
    run = Run.objects.latest("id").pk
    told = of(text_of(carys, f"/runs/{run}/"), "check")
    assert "Five rows fall short of the recording standard" in told
    for href in re.findall(r'<a href="(/quality/exceptions/\?stands=new)"', told):
        assert len(keys(carys, href)) == 5
    ledger.night(FAILING)
    earlier = of(text_of(carys, f"/runs/{run}/"), "check")
    (href,) = re.findall(r'href="(/quality/exceptions/\?stands=all&[^"]+)"', earlier)
    assert len(keys(carys, href)) == 5


@pytest.mark.parametrize("name", ["%00", "a%00b", "%3Cscript%3E", "'%20OR%201%3D1--"])
def test_a_name_that_no_rule_has_finds_no_page(name: str, ledger: Ledger, carys: Somebody) -> None:
    assert carys.client.get(f"/quality/rules/{name}/").status_code == 404
