"""A steward's own changes: named as people speak, and gone only after a question."""

from __future__ import annotations

import pytest

from rooftree.reference.accounts.rules import Role
from rooftree.reference.standard.quality.actions import propose
from rooftree.reference.standard.quality.models import StandardDraft
from rooftree.web import clock
from tests.people import Somebody, add
from tests.reference.standard.quality.test_actions import graver
from tests.web.staff.standard.test_editing import text

pytestmark = pytest.mark.django_db
DISCARD = "/standard/draft/discard/"


def test_a_draft_is_discarded_only_after_a_question(carys: Somebody) -> None:
    assert carys.client.get(DISCARD).status_code == 302
    assert carys.client.post(DISCARD).status_code == 302
    fire = {"code": "fire", "label": "Fire damage"}
    carys.client.post("/standard/lists/void_class/new/", fire)
    draft = carys.client.get("/standard/draft/")
    assert f'href="{DISCARD}"' in draft.content.decode()
    assert f'action="{DISCARD}"' not in draft.content.decode()
    asked = text(carys.client.get(DISCARD))
    assert "Discard your 1 change to the standard?" in asked
    assert "New: Class of void, code fire" in asked
    assert StandardDraft.objects.count() == 1
    assert carys.client.post(DISCARD).url == "/standard/"  # type: ignore[attr-defined]
    assert not StandardDraft.objects.exists()


def test_a_list_is_named_by_its_title(carys: Somebody) -> None:
    fire = {"code": "fire", "label": "Fire damage"}
    carys.client.post("/standard/lists/void_class/new/", fire)
    page = text(carys.client.get("/standard/draft/"))
    assert "Class of void, code fire" in page
    assert "Void class" not in page


def test_a_proposal_waits_on_the_start_page_of_another_and_not_of_its_author(carys: Somebody) -> None:
    says = "It is asked too often"
    draft = propose(changes=graver(), based_on=0, says=says, by=carys.viewer, now=clock.now())
    page = add("Dilys Pugh", Role.DATA_STEWARD).client.get("/").content.decode()
    assert f'href="/standard/changes/{draft}/"' in page
    assert "It is asked too often" in page
    assert f"/standard/changes/{draft}/" not in carys.client.get("/").content.decode()
