"""The door: who is let in, who is sent to sign in, and how a "no" is said."""

from collections.abc import Callable

import pytest
from django.test import Client

from rooftree.reference.accounts.models import User
from rooftree.reference.accounts.rules import Role

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.pages")]
SignedIn = Callable[[Role], Client]


def test_a_stranger_is_sent_to_sign_in_and_back_again(client: Client) -> None:
    response = client.get("/people/?page=2")
    assert response.status_code == 302
    assert response["Location"] == "/sign-in/?next=%2Fpeople%2F%3Fpage%3D2"


def test_the_wrong_role_gets_a_page_in_words(signed_in: SignedIn) -> None:
    response = signed_in(Role.PLANNER).get("/people/")
    assert response.status_code == 403
    assert "This page is not part of your role." in response.content.decode()


def test_the_right_role_gets_the_page_and_no_browser_keeps_it(signed_in: SignedIn) -> None:
    response = signed_in(Role.OFFICER).get("/people/")
    assert response.content == b"people"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("role", list(Role))
def test_a_page_that_does_not_say_who_may_see_it_is_seen_by_nobody(signed_in: SignedIn, role: Role) -> None:
    response = signed_in(role).get("/undeclared/")
    assert response.status_code == 403
    assert b"a secret" not in response.content


def test_a_stopped_user_is_a_stranger_at_once(signed_in: SignedIn) -> None:
    client = signed_in(Role.OFFICER)
    User.objects.update(is_active=False)
    assert client.get("/people/").status_code == 302


@pytest.mark.parametrize(("path", "status"), [("/refusing/", 409), ("/forbidding/", 403)])
def test_a_refusal_becomes_a_page(client: Client, path: str, status: int) -> None:
    response = client.get(path)
    assert response.status_code == status
    assert "<h1>" in response.content.decode()


def test_a_refusal_becomes_a_problem_for_a_program(client: Client) -> None:
    response = client.get("/refusing/", headers={"Accept": "application/json"})
    assert response["Content-Type"] == "application/problem+json"
    body = response.json()
    assert (body["status"], body["detail"]) == (409, "A run is under way. Wait for it to end.")
    assert body["reasons"] == [{"code": "busy", "says": "A run is under way.", "mend": "Wait for it to end."}]


def test_a_program_that_has_not_signed_in_is_told_so(client: Client) -> None:
    response = client.get("/people/", headers={"Accept": "application/json"})
    assert (response.status_code, response.json()["reasons"][0]["code"]) == (401, "not-signed-in")


def test_every_answer_carries_the_strict_content_policy(client: Client) -> None:
    policy = client.get("/sign-in/")["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
