"""R7: a steward tries a rule changed, another person publishes it, and the next check asks that."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from rooftree.oversight.quality.models import QualityException
from rooftree.reference.accounts.rules import Role
from tests.nightly.test_checking import night, without_uprn
from tests.nights import Landlord
from tests.people import Somebody, add
from tests.web.staff.standard.test_editing import form_of, text

pytestmark = pytest.mark.django_db(transaction=True)
RULE = "unit.uprn.required"
CHANGE = f"/standard/rules/{RULE}/change/"


def standing() -> dict[str, str]:
    rows = QualityException.objects.filter(rule_id=RULE)
    return dict(rows.values_list("source_key", "state"))


def test_a_rule_that_is_changed_on_pages_is_what_the_next_check_asks(
    carys: Somebody, tmp_path: Path, settings: Settings
) -> None:
    landlord = Landlord(tmp_path / "landing")
    settings.LANDING = landlord.landing
    dilys = add("Dilys Steward", Role.DATA_STEWARD)
    night(landlord, without_uprn("P0001", "P0002"))
    found = standing()
    assert set(found) == {"P0001", "P0002"}
    said: dict[str, Any] = form_of(carys.client, CHANGE)
    said["when"] = f"{said.get('when', '')}\nsource_key is not P0001"
    tried = text(carys.client.post(CHANGE, said | {"try": "1"}))
    assert "It would raise 1 exception " in tried
    assert "As it is in force it raises 2: 0 would be new, 1 would go." in tried
    assert carys.client.post(CHANGE, said).status_code == 302
    to = carys.client.post("/standard/draft/", {"says": "P0001 is a garage on a private road"})
    assert dilys.client.post(to["Location"], {"decision": "approve"}).status_code == 302
    night(landlord, without_uprn("P0001", "P0002"), days=1)
    after = standing()
    assert after["P0001"] not in ("new", "open")
    assert after["P0002"] == "open"
