"""One's own password."""

from collections.abc import Callable

import pytest
from django.test import Client

from rooftree.reference.accounts import actions
from rooftree.reference.accounts.rules import SYSTEM, Role
from rooftree.web import clock
from tests.web.conftest import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.pages")]
NEW = "three random words"


def test_the_old_password_changes_it_and_one_stays_signed_in(signed_in: Callable[[Role], Client]) -> None:
    client = signed_in(Role.OFFICER)
    assert client.post("/account/password/", {"current": PASSWORD, "new": NEW}).status_code == 302
    assert client.get("/people/").status_code == 200
    assert Client().post("/sign-in/", {"email": "alice@example.org", "password": NEW}).status_code == 302


def test_a_wrong_old_password_and_a_weak_new_one_are_said_at_their_fields(
    signed_in: Callable[[Role], Client],
) -> None:
    client = signed_in(Role.OFFICER)
    wrong = client.post("/account/password/", {"current": "wrong", "new": NEW}).content.decode()
    assert '<a href="#id_current">The current password is not right.' in wrong
    weak = client.post("/account/password/", {"current": PASSWORD, "new": "short"}).content.decode()
    assert '<a href="#id_new">This password is too short.' in weak
    assert "short&quot;" not in weak


def test_somebody_new_comes_by_link_and_chooses_a_password(client: Client) -> None:
    actions.add(
        email="erin@example.org", role=Role.PLANNER, by=SYSTEM, now=clock.now(), full_name="Erin Dene"
    )
    token = actions.make_sign_in_link(email="erin@example.org", by=SYSTEM, now=clock.now())
    assert client.post(f"/sign-in/{token}/")["Location"] == "/account/password/"
    page = client.get("/account/password/").content.decode()
    assert "Choose a password" in page
    assert "Current password" not in page
    assert client.post("/account/password/", {"new": NEW}).status_code == 302
    assert Client().post("/sign-in/", {"email": "erin@example.org", "password": NEW}).status_code == 302


def test_a_stranger_is_sent_to_sign_in(client: Client) -> None:
    assert client.get("/account/password/")["Location"].startswith("/sign-in/")
