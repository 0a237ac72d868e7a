"""The page of one exception: for whom, what it tells of the record, and what leads on from it."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client

from rooftree.records import models as m
from rooftree.reference.audit.models import AuditEntry
from tests.oversight.quality.ledger import Ledger
from tests.people import Somebody
from tests.web.staff.quality.conftest import ALERT, BEDS, DOB, FAILING, KIND, address
from tests.web.staff.quality.test_lists import text_of


def test_it_says_what_is_wrong_why_it_matters_and_where_it_leads(ledger: Ledger, alice: Somebody) -> None:
    page = text_of(alice, address(ledger.one("P1", BEDS)))
    home = m.Unit.objects.get()
    assert "The housing and the asset system count the same bedrooms" in page
    assert "Why it matters to a resident" in page
    assert "The rent, the bedroom standard and the bid" in page
    assert f'href="/homes/{home.pk}/"' in page
    assert f'href="/quality/rules/{BEDS}/"' in page
    assert "First seen by the nightly check" in page
    entry = AuditEntry.objects.get(action="read")
    assert (entry.subject_type, entry.subject_id) == ("unit", str(home.pk))


def test_the_value_is_shown_to_who_may_read_it_and_to_nobody_else(
    ledger: Ledger, alice: Somebody, bob: Somebody, carys: Somebody, dev: Somebody
) -> None:
    account, alert = (address(ledger.one(*key)) for key in (("R1", KIND), ("B", ALERT)))
    assert "RENTT" in text_of(alice, account) or "As coded" in text_of(alice, account)
    assert bob.client.get(account).status_code == 404
    assert dev.client.get(address(ledger.one("Ann", DOB))).status_code == 404
    assert alice.client.get(alert).status_code == 404
    told = text_of(carys, alert)
    assert "SECRET" not in told
    assert "Okoro" not in told


@pytest.mark.parametrize("own", ["nothing", str(uuid.UUID(int=7)), "00000000"])
def test_one_that_is_not_there_is_not_found(own: str, ledger: Ledger, carys: Somebody) -> None:
    assert carys.client.get(f"/quality/exceptions/{own}/").status_code == 404
    assert carys.client.post(f"/quality/exceptions/{own}/comment/", {"said": "x"}).status_code == 404


def test_somebody_signed_out_is_asked_to_sign_in(ledger: Ledger) -> None:
    page = Client().get(address(ledger.one("P1", BEDS)))
    assert page.status_code == 302
    assert page["Location"].startswith("/sign-in/")


def test_duplicates_stand_side_by_side_with_what_differs_told(ledger: Ledger, alice: Somebody) -> None:
    rows = [ledger.one(key, DOB) for key in ("Ann", "Ben")]
    for row in rows:
        row.group_id = "g1"
        row.save()
    page = text_of(alice, address(rows[0]))
    assert "Two rows that fall short together" in page
    assert "<b>Ann Okoro</b>" in page
    assert "<b>Ben Okoro</b>" in page
    assert address(rows[1]) in page


def test_what_happened_is_told_newest_first(ledger: Ledger, carys: Somebody) -> None:
    ledger.night([one for one in FAILING if one[1] != "P1"])
    ledger.night(FAILING)
    page = text_of(carys, address(ledger.one("P1", BEDS)))
    story = page.split('id="story"')[1]
    assert story.index("Reopened") < story.index("Resolved") < story.index("First seen")
    assert "Came back" in page


def test_what_one_may_do_depends_on_role_and_state(
    ledger: Ledger, alice: Somebody, carys: Somebody, dev: Somebody
) -> None:
    home = address(ledger.one("P1", BEDS))
    assert "/quality/exceptions/waive/" in text_of(carys, home)
    assert "/quality/exceptions/waive/" not in text_of(alice, home)
    assert "/quality/exceptions/mended/" in text_of(alice, home)
    assert "What you can do" not in text_of(dev, home)
    ledger.night([])
    assert "/quality/exceptions/mended/" not in text_of(carys, home)
    assert "Resolved" in text_of(carys, home)
