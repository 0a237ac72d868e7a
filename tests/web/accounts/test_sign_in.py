"""Signing in and out."""

from collections.abc import Callable

import pytest
from django.test import Client

from rooftree.reference.accounts import actions
from rooftree.reference.accounts.rules import SYSTEM, Role
from rooftree.reference.audit.models import AuditEntry
from rooftree.web import clock
from tests.web.conftest import PASSWORD, user_with

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.pages")]
ALICE = {"email": "Alice@example.org ", "password": PASSWORD}


@pytest.fixture(autouse=True)
def account(db: None) -> None:
    user_with(Role.OFFICER)


def test_the_right_password_leads_on_to_the_page_asked_for(client: Client) -> None:
    response = client.post("/sign-in/", ALICE | {"next": "/people/"})
    assert response["Location"] == "/people/"
    assert client.get("/people/").content == b"people"
    assert AuditEntry.objects.filter(action="signed in").count() == 1


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "https:///evil"]
)
def test_nobody_is_led_to_another_site(client: Client, elsewhere: str) -> None:
    assert client.post("/sign-in/", ALICE | {"next": elsewhere})["Location"] == "/"
    assert elsewhere not in client.get("/sign-in/", {"next": elsewhere}, follow=False).content.decode()


@pytest.mark.parametrize("wrong", [{"password": "not this one"}, {"email": "stranger@example.org"}])
def test_a_wrong_password_and_an_unknown_address_are_told_the_same(
    client: Client, wrong: dict[str, str]
) -> None:
    response = client.post("/sign-in/", ALICE | wrong)
    words = response.content.decode()
    assert "The email address or password is not right." in words
    assert 'value="not this one"' not in words
    assert "_auth_user_id" not in client.session


def test_what_is_missing_is_asked_for_at_its_field(client: Client) -> None:
    words = client.post("/sign-in/", {}).content.decode()
    assert '<a href="#id_email">Enter your email address</a>' in words
    assert '<a href="#id_password">Enter your password</a>' in words


def test_five_wrong_passwords_lock_the_door_and_say_so(client: Client) -> None:
    for _ in range(5):
        response = client.post("/sign-in/", ALICE | {"password": "wrong"})
    assert response.status_code == 429
    assert "Wait 15 minutes" in response.content.decode()
    assert client.post("/sign-in/", ALICE).status_code == 429
    assert "_auth_user_id" not in client.session


def test_a_stopped_user_cannot_sign_in(client: Client) -> None:
    actions.stop(email="alice@example.org", by=SYSTEM, now=clock.now())
    assert "is not right" in client.post("/sign-in/", ALICE).content.decode()


def test_signing_out_is_a_button_not_a_link(signed_in: Callable[[Role], Client]) -> None:
    client = signed_in(Role.PLANNER)
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/")["Location"] == "/sign-in/?signed-out=1"
    assert client.get("/")["Location"].startswith("/sign-in/")


def test_opening_a_link_does_not_use_it_up_but_its_button_does(client: Client) -> None:
    token = actions.make_sign_in_link(email="alice@example.org", by=SYSTEM, now=clock.now())
    assert client.get(f"/sign-in/{token}/").status_code == 200
    assert client.get(f"/sign-in/{token}/").status_code == 200
    assert client.post(f"/sign-in/{token}/")["Location"] == "/"
    assert client.get("/people/").content == b"people"
    again = Client().post(f"/sign-in/{token}/")
    assert again.status_code == 410
    assert "already been used" in again.content.decode()


def test_a_link_lets_in_somebody_who_is_locked_out(client: Client) -> None:
    for _ in range(5):
        client.post("/sign-in/", ALICE | {"password": "wrong"})
    token = actions.make_sign_in_link(email="alice@example.org", by=SYSTEM, now=clock.now())
    assert client.post(f"/sign-in/{token}/").status_code == 302
    assert client.get("/people/").status_code == 200


def test_somebody_who_has_signed_in_is_not_asked_again(signed_in: Callable[[Role], Client]) -> None:
    assert signed_in(Role.PLANNER).get("/sign-in/")["Location"] == "/"
