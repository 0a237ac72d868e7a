"""Pages that show only the newest lead to all of it."""

from __future__ import annotations

import datetime

import pytest

from rooftree.records import models as m
from tests.factories.records import make
from tests.people import Somebody

pytestmark = pytest.mark.django_db


def text_of(somebody: Somebody, path: str) -> str:
    response = somebody.client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_a_home_leads_to_all_of_its_repairs_and_only_its_own(alice: Somebody) -> None:
    home, other = make(m.Unit, address_line="1 Ash Row"), make(m.Unit, address_line="2 Ash Row")
    reported = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    for at in range(101):
        make(m.WorkOrder, unit=home, description=f"Tap {at}.", reported_at=reported, status="raised")
    make(m.WorkOrder, unit=other, description="Gutter", reported_at=reported)
    text = text_of(alice, f"/homes/{home.pk}/repairs/")
    assert "The newest 100 · " in text
    assert f'href="/repairs/?home={home.pk}"' in text
    listed = text_of(alice, f"/repairs/?home={home.pk}")
    assert "101 repairs at 1 Ash Row</h1>" in listed
    assert "Gutter" not in listed
    assert f'<input type="hidden" name="home" value="{home.pk}">' in listed
    assert alice.client.get("/repairs/?home=nonsense").status_code == 404


def test_a_tenancy_leads_to_everything_charged_and_paid(alice: Somebody, bob: Somebody) -> None:
    tenancy = make(m.Tenancy, tenancy_ref="T1")
    account = make(m.RentAccount, tenancy=tenancy, account_ref="A1")
    for at in range(60):
        day = datetime.date(2026, 1, 1) + datetime.timedelta(days=at)
        make(
            m.RentTransaction,
            rent_account=account,
            transacted_on=day,
            debit_pence=10_000 + at,
            account_ref="A1",
        )
    assert "Every transaction" in text_of(alice, f"/tenancies/{tenancy.pk}/")
    path = f"/tenancies/{tenancy.pk}/transactions/"
    first = text_of(alice, path)
    assert "60 charges and payments</h1>" in first
    assert first.index("£100.59") < first.index("£100.58")
    assert "£100.00" not in first
    assert "£100.00" in text_of(alice, f"{path}?page=2")
    response = alice.client.get(f"{path}?format=csv")
    assert len(b"".join(response.streaming_content).splitlines()) == 61  # type: ignore[attr-defined]
    assert bob.client.get(path).status_code == 403
    assert alice.client.get("/tenancies/none/transactions/").status_code == 404
