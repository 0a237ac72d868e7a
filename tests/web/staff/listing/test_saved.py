"""Saved views: saved, opened, renamed, begun with, removed; shared with a team; another's is not found."""

from __future__ import annotations

import pytest

from rooftree.records import models as m
from rooftree.reference.accounts.rules import SYSTEM
from rooftree.reference.accounts.teams import actions as teams
from rooftree.reference.accounts.views import queries
from rooftree.reference.accounts.views.models import SavedView
from tests.factories.records import make
from tests.people import JOINED_AT, Somebody

pytestmark = pytest.mark.django_db


def save(somebody: Somebody, name: str, **more: str) -> SavedView:
    response = somebody.client.post(
        "/lists/homes/save/?status=void&page=3&format=csv", {"name": name, **more}
    )
    assert response.status_code == 302, response.content.decode()
    assert response["Location"] == "/homes/?status=void"
    return SavedView.objects.get(name=name)


def test_a_view_is_saved_from_the_list_and_opened_above_it(alice: Somebody) -> None:
    make(m.Unit, address_line="1 Void Row", status="void")
    before = alice.client.get("/homes/?status=void").content.decode()
    assert 'href="/lists/homes/save/?status=void"' in before
    view = save(alice, "Empty in my patch")
    assert view.query == "status=void"
    text = alice.client.get("/homes/?status=void").content.decode()
    assert '<a href="/homes/?status=void" aria-current="page">Empty in my patch</a>' in text
    assert "Save this view" not in text


def test_somebody_elses_private_view_is_not_found(alice: Somebody, bob: Somebody) -> None:
    view = save(alice, "Mine")
    assert bob.client.get(f"/views/{view.pk}/rename/").status_code == 404
    for did in ("first", "remove"):
        assert bob.client.post(f"/views/{view.pk}/{did}/").status_code == 404
    assert "Mine" not in bob.client.get("/homes/").content.decode()
    assert "Mine" not in bob.client.get("/views/").content.decode()
    assert SavedView.objects.filter(pk=view.pk).exists()


def test_a_view_shared_with_a_team_is_open_to_it_and_changed_by_its_owner_alone(
    alice: Somebody, bob: Somebody, carys: Somebody
) -> None:
    team = teams.add(name="North", by=SYSTEM, now=JOINED_AT)
    for one in (alice, bob):
        teams.put_in(team_id=team, email=one.user.email, by=SYSTEM, now=JOINED_AT)
    view = save(alice, "Ours", team=str(team))
    assert "Ours" in bob.client.get("/homes/").content.decode()
    assert "Ours" not in carys.client.get("/homes/").content.decode()
    assert bob.client.post(f"/views/{view.pk}/remove/").status_code == 409
    teams.take_out(team_id=team, email=bob.user.email, by=SYSTEM, now=JOINED_AT)
    assert "Ours" not in bob.client.get("/homes/").content.decode()
    response = carys.client.post("/lists/homes/save/?status=void", {"name": "x", "team": str(team)})
    assert not SavedView.objects.filter(owner=carys.user).exists() or response.status_code == 302


def test_a_list_begins_with_the_view_that_was_chosen_for_it(alice: Somebody) -> None:
    view = save(alice, "First", first="on")
    assert alice.client.get("/homes/")["Location"] == "/homes/?status=void"
    assert alice.client.get("/homes/?view=none").status_code == 200
    alice.client.post(f"/views/{view.pk}/first/")
    assert alice.client.get("/homes/").status_code == 200


def test_a_view_is_renamed_and_removed(alice: Somebody) -> None:
    view = save(alice, "Old name")
    save(alice, "Taken")
    text = alice.client.post(f"/views/{view.pk}/rename/", {"name": "Taken"}).content.decode()
    assert "There is a view called Taken already" in text
    alice.client.post(f"/views/{view.pk}/rename/", {"name": "New name"})
    alice.client.post(f"/views/{view.pk}/remove/")
    assert [one.name for one in queries.views(viewer=alice.viewer)] == ["Taken"]


def test_a_view_of_nothing_or_of_a_list_that_is_not_ones_own_is_not_found(
    alice: Somebody, dev: Somebody
) -> None:
    assert alice.client.get("/lists/homes/save/").status_code == 404
    assert alice.client.get("/lists/nothing/save/?q=a").status_code == 404
    assert dev.client.get("/lists/people/save/?q=a").status_code == 404


def test_somebody_in_no_team_is_told_how_a_view_is_shared(alice: Somebody) -> None:
    told = "Only you will see it"
    assert told in alice.client.get("/lists/homes/save/?status=void").content.decode()
    team = teams.add(name="North", by=SYSTEM, now=JOINED_AT)
    teams.put_in(team_id=team, email=alice.user.email, by=SYSTEM, now=JOINED_AT)
    assert told not in alice.client.get("/lists/homes/save/?status=void").content.decode()
