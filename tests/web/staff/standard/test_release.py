"""After an upgrade: what came is offered, taken into the draft, and never laid over by itself."""

from __future__ import annotations

import copy
import datetime
from typing import Any

import pytest

from rooftree.reference.accounts.rules import SYSTEM, Role
from rooftree.reference.standard.editing import queries as editing
from rooftree.reference.standard.quality import actions, queries
from rooftree.reference.standard.quality.queries import standard_in_force
from tests.people import Somebody, add
from tests.reference.standard.quality.test_actions import graver, rules_in
from tests.web.staff.standard.test_editing import text

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 22, 9, tzinfo=datetime.UTC)
OWN, GONE = "tenancy.starts_on.required", "unit.uprn.unique"


@pytest.fixture
def upgraded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A landlord who published before one rule and one code were shipped, and changed a rule of their own."""
    ships = queries.shipped_documents()
    earlier: dict[str, Any] = copy.deepcopy(ships)
    for quality in _holders(earlier["contracts/unit"]):
        quality["quality"] = [rule for rule in quality["quality"] if rule["name"] != GONE]
    codes = earlier["codes/void_class"]["codes"]
    earlier["codes/void_class"]["codes"] = [each for each in codes if each["code"] != "buy_back"]
    monkeypatch.setattr(queries, "shipped_documents", lambda: copy.deepcopy(earlier))
    monkeypatch.setattr(queries, "shipped", lambda: queries.standard_of(earlier, number=0))
    monkeypatch.setattr(editing, "_shipped", lambda: earlier)
    published(graver(OWN))
    monkeypatch.undo()


def _holders(document: dict[str, Any]) -> list[dict[str, Any]]:
    table = document["schema"][0]
    return [each for each in (table, *table["properties"]) if "quality" in each]


def published(documents: dict[str, Any], name: str = "Sefton Steward") -> int:
    by = add(name, Role.DATA_STEWARD).viewer
    return actions.publish_version(documents=documents, author=SYSTEM, says="Ours", by=by, now=NOW)


def test_nothing_is_offered_to_who_has_published_nothing(carys: Somebody) -> None:
    page = text(carys.client.get("/standard/release/"))
    assert "Nothing that came with this release waits for you" in page
    assert "came with this release" not in text(carys.client.get("/standard/"))


def test_what_came_is_told_and_taken_into_the_draft(carys: Somebody, alice: Somebody, upgraded: None) -> None:
    assert GONE not in standard_in_force().rules
    first = text(carys.client.get("/standard/"))
    assert "2 rules or codes that came with this release are not in your standard" in first
    assert "came with this release" not in text(alice.client.get("/standard/"))
    page = text(carys.client.get("/standard/release/"))
    assert "2 rules or codes came with this release" in page
    assert GONE in page
    assert "Class of void, code buy_back" in page
    assert OWN not in page
    assert carys.client.post("/standard/release/").url == "/standard/draft/"  # type: ignore[attr-defined]
    draft = text(carys.client.get("/standard/draft/"))
    assert "2 changes to the standard, not proposed yet" in draft
    assert OWN not in draft
    again = text(carys.client.get("/standard/release/"))
    assert "What came with this release is in your changes" in again
    assert "2 rules or codes in your changes" in again
    assert "came with this release" not in text(carys.client.get("/standard/"))
    changes = editing.documents_edited(viewer=carys.viewer)
    assert any(rule["name"] == GONE for rule in rules_in(changes["contracts/unit"]))


def test_another_change_that_is_published_leaves_what_came_offered(upgraded: None) -> None:
    published(graver(OWN, severity="major"), "Dilys Steward")
    assert {each.part.name for each in editing.offered().new} == {GONE, "buy_back"}
