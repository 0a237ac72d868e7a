"""A disagreement is sent to be mended at its source, and the grid says so until that is done."""

from __future__ import annotations

from typing import Any

import pytest

from rooftree.records import models as m
from rooftree.reference.accounts.teams import actions as teams
from rooftree.services.notes.models import Task
from tests.factories.landlord import claim, disagreement
from tests.factories.records import make
from tests.people import JOINED_AT, Somebody


@pytest.fixture
def okoro(db: None) -> m.Person:
    """NEC and Locata differ on her first name."""
    person: m.Person = make(m.Person, full_name="Josephine Okoro", given_name="Josephine")
    claim(person, "nec", {"given_name": "Josephine"})
    claim(person, "locata", {"given_name": "Josefine"})
    disagreement(person, "given_name", {"nec": "Josephine", "locata": "Josefine"}, "Josephine")
    return person


def path(person: m.Person, attribute: str = "given_name") -> str:
    return f"/mend/person/{person.pk}/{attribute}/"


def grid(somebody: Somebody, person: m.Person) -> str:
    return str(somebody.client.get(f"/people/{person.pk}/disagreements/").content.decode())


def test_the_grid_offers_it_and_says_when_it_was_sent_and_by_whom(okoro: m.Person, alice: Somebody) -> None:
    assert f'href="{path(okoro)}"' in grid(alice, okoro)
    said = {"system": "locata", "right": "Josephine", "why": "She showed her passport."}
    answer = alice.client.post(path(okoro), said)
    assert answer.status_code == 302
    assert answer["Location"] == f"/people/{okoro.pk}/disagreements/"
    task = Task.objects.get()
    assert (task.kind, task.record_type, task.record_id) == ("mend_at_source", "person", str(okoro.pk))
    assert task.about == {"attribute": "given_name"} | said
    text = grid(alice, okoro)
    assert "Sent to Locata on" in text
    assert "by Alice" in text
    assert f'href="{path(okoro)}"' not in text


def test_which_system_and_how_one_knows_must_be_said(okoro: m.Person, alice: Somebody) -> None:
    answer = alice.client.post(path(okoro), {"system": "keystone", "right": "", "why": ""})
    assert answer.status_code == 422
    said = answer.content.decode()
    for fault in ("Choose which system is wrong", "Say what is right", "Say how you know"):
        assert fault in said
    assert "This field is required" not in said
    assert Task.objects.count() == 0
    assert "There is a problem" in answer.content.decode()


def test_nothing_can_be_sent_where_systems_agree(okoro: m.Person, alice: Somebody) -> None:
    assert alice.client.get(path(okoro, "family_name")).status_code == 404
    assert alice.client.get(f"/mend/claim/{okoro.pk}/given_name/").status_code == 404
    assert alice.client.get("/mend/person/none/given_name/").status_code == 404


def test_an_administrator_cannot_send_what_they_may_not_read(okoro: m.Person, dev: Somebody) -> None:
    assert dev.client.get(path(okoro)).status_code == 403


@pytest.mark.parametrize(
    ("model", "attribute", "page", "back"),
    [
        (m.Property, "storeys", "/blocks/{}/disagreements/", "/blocks/{}/disagreements/"),
        (m.WorkOrder, "priority", "/repairs/{}/", "/repairs/{}/#disagreements"),
    ],
)
def test_what_is_said_of_a_block_or_a_repair_is_sent_to_be_mended_too(
    model: Any, attribute: str, page: str, back: str, alice: Somebody, dev: Somebody
) -> None:
    team = teams.add(name="Asset team", by=dev.viewer, now=JOINED_AT)
    held = make(model)
    for system, value in (("nec", "3"), ("keystone", "4")):
        claim(held, system, {attribute: value})
    disagreement(held, attribute, {"nec": "3", "keystone": "4"}, "4")
    link = f"/mend/{model._meta.db_table}/{held.pk}/{attribute}/"
    assert f'href="{link}"' in alice.client.get(page.format(held.pk)).content.decode()
    assert link not in dev.client.get(page.format(held.pk)).content.decode()
    said = {"system": "nec", "right": "4", "why": "The plan says so.", "to": f"team-{team}"}
    assert alice.client.post(link, said)["Location"] == back.format(held.pk)
    task = Task.objects.get()
    assert (task.record_type, str(task.team)) == (model._meta.db_table, "Asset team")
    text = alice.client.get(page.format(held.pk)).content.decode()
    assert "Sent to NEC on" in text
    assert link not in text
    assert "The plan says so." in alice.client.get(f"/tasks/{task.pk}/").content.decode()
