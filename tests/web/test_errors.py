"""When a page cannot be shown, it says what happened, what is safe and what to do."""

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.pages")]


def test_an_unknown_address_is_said_kindly(client: Client) -> None:
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert "There is no page at this address" in response.content.decode()


def test_an_unknown_address_of_the_api_is_a_problem(client: Client) -> None:
    response = client.get("/api/v1/nowhere")
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")


def test_what_breaks_is_told_without_its_insides(client: Client) -> None:
    client.raise_request_exception = False
    response = client.get("/breaking/")
    assert response.status_code == 500
    words = response.content.decode()
    assert "what was saved before is safe" in words
    assert "a secret" not in words
    assert "ZeroDivision" not in words


def test_a_form_without_its_proof_is_refused_in_words() -> None:
    response = Client(enforce_csrf_checks=True).post("/sign-in/", {"email": "a@example.org", "password": "x"})
    assert response.status_code == 403
    assert "The form was open for too long" in response.content.decode()
