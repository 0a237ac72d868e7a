"""The page of teams, for administrators."""

from __future__ import annotations

import pytest

from rooftree.reference.accounts.teams import queries
from tests.people import Somebody

pytestmark = pytest.mark.django_db


def test_an_administrator_makes_a_team_and_puts_somebody_in(dev: Somebody, alice: Somebody) -> None:
    dev.client.post("/teams/", {"name": "North"})
    (team,) = queries.teams(viewer=dev.viewer)
    dev.client.post(f"/teams/{team.id}/in/", {"email": alice.user.email})
    assert "Alice Officer" in dev.client.get("/teams/").content.decode().split("Who is in North")[1]
    dev.client.post(f"/teams/{team.id}/out/", {"email": alice.user.email})
    assert "Nobody is in it yet" in dev.client.get("/teams/").content.decode()


def test_a_name_that_is_taken_is_said_at_its_box(dev: Somebody) -> None:
    dev.client.post("/teams/", {"name": "North"})
    assert "already a team called north" in dev.client.post("/teams/", {"name": "north"}).content.decode()


def test_nobody_else_may(alice: Somebody) -> None:
    assert alice.client.get("/teams/").status_code == 403
    assert alice.client.post("/teams/1/in/", {"email": "x@example.org"}).status_code == 403
