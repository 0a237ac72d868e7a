"""What is to be mended of a record, on its own page: counted at the side, listed under its tab, for today."""

from __future__ import annotations

import pytest

from rooftree.records import models as m
from tests.oversight.quality.ledger import Ledger
from tests.people import Somebody
from tests.web.staff.quality.conftest import BEDS, DOB, address, ledger
from tests.web.staff.quality.test_lists import text_of

__all__ = ["ledger"]


@pytest.fixture
def home(ledger: Ledger) -> str:
    """The page of the home with two exceptions: its own, and one of its rent account."""
    return f"/homes/{m.Unit.objects.get().pk}/"


def test_a_home_counts_and_lists_what_its_viewer_may_see(
    home: str, ledger: Ledger, alice: Somebody, dev: Somebody
) -> None:
    assert "Two exceptions are to be mended" in text_of(alice, home)
    page = text_of(alice, f"{home}exceptions/")
    assert address(ledger.one("P1", BEDS)) in page
    assert "The housing and the asset system count the same bedrooms" in page
    assert "One exception is to be mended" in text_of(dev, f"{home}exceptions/")


def test_nothing_is_said_of_what_is_mended(home: str, ledger: Ledger, alice: Somebody) -> None:
    ledger.night([])
    assert "to be mended" not in text_of(alice, home)
    assert "Nothing falls short" in text_of(alice, f"{home}exceptions/")


def test_a_person_leads_to_theirs_from_the_summary(ledger: Ledger, alice: Somebody) -> None:
    person = m.Person.objects.get(source_key="Ann")
    summary = text_of(alice, f"/people/{person.pk}/")
    assert "One exception is to be mended" in summary
    assert f'href="/people/{person.pk}/exceptions/"' in summary
    assert address(ledger.one("Ann", DOB)) in text_of(alice, f"/people/{person.pk}/exceptions/")
