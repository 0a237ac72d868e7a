"""From a person's page: that they are held twice, and that a row is somebody else's."""

from __future__ import annotations

import uuid

import pytest

from rooftree.records import models as m
from rooftree.reference.accounts.rules import Role
from rooftree.reference.audit.models import AuditEntry
from tests.people import Somebody, add
from tests.web.staff.matching.made import doubt, person, second_row
from tests.web.staff.matching.test_pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice() -> Somebody:
    return add("Alice Officer", Role.OFFICER)


def test_an_officer_finds_the_other_record_and_is_led_to_the_two_beside_each_other(alice: Somebody) -> None:
    one, other = person("Ada Osier"), person("Ida Osier", "locata")
    path = f"/matching/person/{one.pk}/other/"
    assert f'href="{path}"' in text_of(alice, f"/people/{one.pk}/facts/")
    assert "Which is the other?" not in text_of(alice, path)
    found = text_of(alice, f"{path}?find={other.pk}")
    assert "Nobody else fits" in found
    first, second = sorted((one.pk, other.pk), key=str)
    m.Reference.objects.filter(entity_id=other.pk).update(source_key="LOC-4711")
    found = text_of(alice, f"{path}?find=LOC-4711")
    beside = f"/matching/person/{first}/{second}/"
    assert f'href="{beside}"' in found
    assert f'href="{beside}propose/"' in text_of(alice, beside)
    assert AuditEntry.objects.filter(action="searched").exists()


def test_the_record_itself_is_never_the_other_and_odd_addresses_are_not_found(alice: Somebody) -> None:
    one = person("Ada Osier")
    m.Reference.objects.filter(entity_id=one.pk).update(source_key="LOC-4711")
    assert "Nobody else fits" in text_of(alice, f"/matching/person/{one.pk}/other/?find=LOC-4711")
    for gone in (f"tenancy/{one.pk}", f"unit/{one.pk}", f"person/{uuid.uuid4()}"):
        text_of(alice, f"/matching/{gone}/other/", 404)
    text_of(add("Dev Administrator", Role.ADMINISTRATOR), f"/matching/person/{one.pk}/other/", 404)


def test_an_officer_doubts_a_row_and_the_steward_decides_with_their_words(alice: Somebody) -> None:
    osier = person("Ada Osier")
    path = f"/matching/rows/{second_row(osier).pk}/"
    assert f'href="{path}"' in text_of(alice, f"/people/{osier.pk}/facts/")
    assert "A data steward reads what you say" in text_of(alice, path)
    assert alice.client.post(path, {"reason": ""}).status_code == 422
    assert alice.client.post(path, {"reason": "HER-SON"}).headers["Location"] == f"/people/{osier.pk}/"
    carys = add("Carys Steward", Role.DATA_STEWARD)
    queue = text_of(carys, "/matching/")
    assert f'href="{path}"' in queue
    assert "HER-SON" in queue
    assert "HER-SON" in text_of(carys, path)
    assert carys.client.post(path, {"reason": "I asked"}).status_code == 422
    sent = {"answer": "theirs", "reason": "I asked her"}
    assert carys.client.post(path, sent).status_code == 302
    assert "HER-SON" not in text_of(carys, "/matching/")
    assert "is theirs" in text_of(carys, "/matching/decided/")
    assert not m.MatchDecision.objects.filter(outcome="apart").exists()


def test_the_start_page_says_how_many_pairs_wait(alice: Somebody) -> None:
    assert "Pairs to decide" not in text_of(alice, "/")
    doubt(person("Ada Osier"), person("Ida Osier"))
    assert "Pairs to decide: same or not" in text_of(alice, "/")
