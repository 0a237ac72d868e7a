"""Checks of automatic links: the list, two rows side by side without the reason, and parting them."""

from __future__ import annotations

import pytest

from rooftree.records import models as m
from rooftree.records.matching.rules import EntityType
from rooftree.records.matching.sampling.actions.drawing import Sizes, draw
from rooftree.reference.accounts.rules import Role
from tests.nights import FIRST, moment
from tests.people import Somebody, add
from tests.web.staff.matching.made import person, second_row
from tests.web.staff.matching.test_pages import answer, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def carys() -> Somebody:
    return add("Carys Steward", Role.DATA_STEWARD)


def two_checks() -> list[m.MatchSample]:
    for name in ("Maple Sorrel", "Hazel Sorrel"):
        row = second_row(person(name))
        m.Reference.objects.filter(pk=row.pk).update(weight=12.3, model_version="SECRET-MODEL")
    draw(Sizes({EntityType.PERSON: 9}, 0), run_id=1, today=FIRST, now=moment(FIRST, 9))
    return list(m.MatchSample.objects.order_by("pk"))


def test_the_weight_is_told_when_it_can_sway_nobody_any_more(carys: Somebody) -> None:
    first, second = two_checks()
    listed = text_of(carys, "/matching/checks/")
    assert "Two links wait to be checked" in listed
    assert "Checks of automatic links" in text_of(carys, "/matching/")
    path = f"/matching/checks/{first.pk}/"
    page = text_of(carys, path)
    for told in ("12.3", "SECRET-MODEL", first.method):
        assert told not in listed + page
    assert answer(carys, path, "same") == (302, f"/matching/checks/{second.pk}/")
    assert "SECRET-MODEL" in text_of(carys, path)
    assert answer(carys, f"/matching/checks/{second.pk}/", "cannot_say") == (302, "/matching/checks/")


def test_different_leads_to_the_page_that_parts_them_and_moves_nothing_itself(carys: Somebody) -> None:
    first, _ = two_checks()
    path = f"/matching/checks/{first.pk}/"
    assert answer(carys, path, "different") == (302, path)
    page = text_of(carys, path)
    for own in m.Reference.objects.filter(entity_id=first.entity_id).values_list("pk", flat=True):
        assert f'href="/matching/rows/{own}/"' in page
    assert not m.MatchDecision.objects.exists()
    assert "Found to be wrong, and one still" in text_of(carys, "/matching/checks/")
    assert answer(carys, path, "same")[0] == 422
    assert carys.client.post(f"/matching/rows/{own}/", {"reason": "Her sister"}).status_code == 302
    parted = text_of(carys, path)
    assert "was said not to be theirs. The next run parts them." in parted
    assert "Part them" not in parted


def test_a_second_opinion_is_asked_without_the_first(carys: Somebody) -> None:
    first, _ = two_checks()
    m.PersonAlert.objects.create(person_id=first.entity_id, code="secret_code", source_system="nec")
    path = f"/matching/checks/{first.pk}/"
    answer(carys, path, "same", reason="SHE-SAID-SO")
    text = text_of(carys, path)
    assert "You have answered this; it waits for somebody else. A colleague gives the second" in text
    page = text_of(add("Priya Steward", Role.DATA_STEWARD), path)
    assert "Two people answer this one" in page
    assert "SHE-SAID-SO" not in page
    assert "secret_code" not in page


def test_officers_look_and_administrators_see_no_people(carys: Somebody) -> None:
    first, _ = two_checks()
    path = f"/matching/checks/{first.pk}/"
    alice, dev = add("Alice Officer", Role.OFFICER), add("Dev Administrator", Role.ADMINISTRATOR)
    assert "A data steward answers this" in text_of(alice, path)
    assert answer(alice, path)[0] == 403
    text_of(dev, path, 404)
    assert "No link waits to be checked" in text_of(dev, "/matching/checks/")
    for none in ("999999", "9" * 30):
        text_of(carys, f"/matching/checks/{none}/", 404)
