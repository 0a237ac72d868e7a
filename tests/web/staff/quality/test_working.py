"""Work on exceptions by the forms: all or none, for who may, and not on what has changed meanwhile."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from rooftree.oversight.quality.models import ExceptionEvent, QualityException
from rooftree.reference.accounts.teams.models import Team
from tests.nights import moment
from tests.oversight.quality.ledger import Ledger
from tests.people import Somebody
from tests.web.staff.quality.conftest import BEDS, DOB, address
from tests.web.staff.quality.test_lists import text_of

PAGES = ("give", "mended", "waive", "unwaive")


def opened(who: Somebody, page: str, query: str) -> dict[str, list[str]]:
    """The hidden fields of a form, as it was opened."""
    text = text_of(who, f"/quality/exceptions/{page}/?{query}")
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text):
        if name != "csrfmiddlewaretoken":
            found.setdefault(name, []).append(value)
    return found


def sent(who: Somebody, page: str, query: str, **given: str) -> str:
    """A form opened, filled in and sent: where it led, or the page again."""
    answer = who.client.post(f"/quality/exceptions/{page}/", {**opened(who, page, query), **given})
    return answer.headers.get("Location") or unescape(" ".join(answer.content.decode().split()))


@pytest.mark.parametrize("page", PAGES)
def test_each_role_opens_its_own_forms_and_no_others(
    page: str, ledger: Ledger, alice: Somebody, carys: Somebody, dev: Somebody
) -> None:
    path = f"/quality/exceptions/{page}/?exception={ledger.one('P1', BEDS).pk}"
    steward_only = page in ("waive", "unwaive")
    assert carys.client.get(path).status_code == 200
    assert alice.client.get(path).status_code == (403 if steward_only else 200)
    assert dev.client.get(path).status_code == 403
    assert Client().get(path)["Location"].startswith("/sign-in/")


def test_one_is_given_to_a_colleague_and_the_way_back_is_its_page(
    ledger: Ledger, alice: Somebody, bob: Somebody
) -> None:
    row = ledger.one("P1", BEDS)
    query = f"exception={row.pk}&back=of%3D{row.pk}"
    assert sent(alice, "give", query, to=str(bob.user.pk), said="You know the home") == address(row)
    row.refresh_from_db()
    assert row.assigned_to == bob.user
    page = text_of(bob, address(row))
    assert "Assigned by Alice Officer, to Bob Planner" in page
    assert "You know the home" in page
    assert "Your exceptions" in text_of(bob, "/")


def test_all_that_fit_are_given_to_a_team_from_the_queue(ledger: Ledger, carys: Somebody) -> None:
    team = Team.objects.create(name="Asset data", made_at=moment(ledger.day))
    chosen = {"every": "1", "do": "assign", "query": "severity=critical"}
    led = carys.client.post("/lists/exception-queue/chosen/", chosen)["Location"]
    assert led.startswith("/quality/exceptions/give/?every=1")
    back = sent(carys, "give", led.partition("?")[2], team=str(team.pk))
    assert back == "/quality/exceptions/?severity=critical"
    assert set(QualityException.objects.filter(team=team).values_list("rule_id", flat=True)) == {DOB}


def test_a_queue_that_changed_meanwhile_is_shown_again(ledger: Ledger, carys: Somebody) -> None:
    fields = opened(carys, "mended", "every=1&back=severity%3Dcritical")
    ledger.night([(DOB, "Ann")])
    page = carys.client.post("/quality/exceptions/mended/", fields).content.decode()
    assert "The queue has changed" in page
    assert not QualityException.objects.filter(mended_at__isnull=False).exists()


def test_mended_is_said_checked_and_told_when_it_was_not(ledger: Ledger, alice: Somebody) -> None:
    query = "&".join(f"exception={ledger.one(key, DOB).pk}" for key in ("Ann", "Ben"))
    assert sent(alice, "mended", query, said="Asked them").startswith("/quality/exceptions/")
    assert "said to be mended" in text_of(alice, "/quality/exceptions/?stands=said")
    ledger.night([(DOB, "Ben")])
    assert ledger.one("Ann", DOB).state == "resolved"
    assert "Said to be mended, and found again" in text_of(alice, address(ledger.one("Ben", DOB)))


def test_a_waiver_needs_a_day_and_a_reason_and_can_be_lifted(ledger: Ledger, carys: Somebody) -> None:
    row = ledger.one("P1", BEDS)
    query = f"exception={row.pk}"
    page = sent(carys, "waive", query, until_0="1", until_1="1", until_2="2020", said="Agreed")
    assert "Enter a day after today" in page
    assert "Say why they may stay as they are" in sent(carys, "waive", query)
    day = {"until_0": "31", "until_1": "12", "until_2": f"{ledger.day.year}"}
    assert sent(carys, "waive", query, **day, said="Sold in March").startswith("/quality/exceptions/")
    assert "Sold in March" in text_of(carys, address(row))
    assert "P1" in text_of(carys, "/quality/exceptions/?stands=waived")
    assert sent(carys, "unwaive", query, said="The sale fell through").startswith("/quality/exceptions/")
    row.refresh_from_db()
    assert row.state == "open"


def test_a_comment_stays_and_an_empty_one_is_asked_for(ledger: Ledger, bob: Somebody) -> None:
    row = ledger.one("P1", BEDS)
    path = f"{address(row)}comment/"
    assert "Enter your comment" in bob.client.post(path, {"said": " "}).content.decode()
    assert bob.client.post(path, {"said": "Counted <b>twice</b>"})["Location"].endswith("#story")
    assert "Counted &lt;b&gt;twice&lt;/b&gt;" in bob.client.get(address(row)).content.decode()
    assert ExceptionEvent.objects.get(what="comment").by == "Bob Planner"


def test_what_is_resolved_or_not_theirs_cannot_be_worked_on(ledger: Ledger, bob: Somebody) -> None:
    account = ledger.one("R1", "rent_account.kind.codelist")
    for query in (f"exception={account.pk}", "exception=nonsense", ""):
        answer = bob.client.get(f"/quality/exceptions/mended/?{query}")
        assert answer["Location"].startswith("/quality/exceptions/")
    ledger.night([])
    gone = ledger.one("P1", BEDS)
    assert bob.client.get(f"/quality/exceptions/mended/?exception={gone.pk}").status_code == 302
