"""R7, R13 and R18 from extract to page: a row falls short, is found, worked on, mended, and may come back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import override_settings

from rooftree.oversight.quality.models import QualityException
from tests.journeys.stock import stock
from tests.nights import Landlord
from tests.people import Somebody
from tests.web.staff.quality.test_lists import text_of

FIRST = date(2026, 11, 2)
AGREES = "unit.uprn.agrees"
ANOTHER = "100099999999"


@pytest.fixture
def landlord(transactional_db: None, tmp_path: Path) -> Iterator[Landlord]:
    with override_settings(LANDING=tmp_path / "landing", ROOFTREE_TODAY=FIRST):
        yield Landlord(tmp_path / "landing")


def test_r18_a_shortfall_is_found_given_mended_at_source_resolved_and_told_when_it_comes_back(
    landlord: Landlord, alice: Somebody, bob: Somebody, tmp_path: Path
) -> None:
    wrong, right = (stock(tmp_path / "wrong", uprns={"P0007": ANOTHER}), stock(tmp_path / "right"))
    landlord.receives(wrong, FIRST)
    row = QualityException.objects.filter(rule_id=AGREES).latest("source_key")
    page = f"/quality/exceptions/{row.pk}/"
    assert page in text_of(alice, f"/quality/exceptions/?rule={AGREES}")
    assert "Why it matters to a resident" in text_of(alice, page)
    home = re.search(r'href="(/homes/[0-9a-f-]+/)"', text_of(alice, page))
    assert home is not None
    assert page in text_of(alice, f"{home.group(1)}exceptions/")
    form = {"exception": str(row.pk), "back": f"of={row.pk}", "seen": "1"}
    alice.client.post("/quality/exceptions/give/", form | {"to": str(bob.user.pk)})
    assert page in text_of(bob, "/quality/exceptions/?with=me")
    bob.client.post("/quality/exceptions/mended/", form)
    landlord.receives(right, FIRST + timedelta(days=1))
    assert "Mended" in text_of(bob, f"/quality/exceptions/resolved/?rule={AGREES}")
    assert page not in text_of(bob, f"{home.group(1)}exceptions/")
    broken = stock(tmp_path / "broken", uprns={"P0007": "100099999998"})
    landlord.receives(broken, FIRST + timedelta(days=2))
    row.refresh_from_db()
    assert (row.state, row.reopened, row.assigned_to) == ("reopened", 1, bob.user)
    assert page in text_of(bob, "/quality/exceptions/?back=1")
