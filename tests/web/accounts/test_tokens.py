"""The pages on which tokens are made and stopped."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from rooftree.reference.accounts.tokens.models import ApiToken
from tests.people import Somebody

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api.addresses")]
ASKED = {"name": "Contact centre", "scopes": ["homes", "people"], "lasts": "90"}


def _made(somebody: Somebody, **more: str) -> str:
    page = somebody.client.post("/account/tokens/make/", ASKED | more).content.decode()
    found = re.search(r'id="token">(rooftree_[\w-]+)<', page)
    assert found is not None, page
    return found[1]


def test_a_token_is_shown_once_and_opens_the_api(alice: Somebody) -> None:
    token = _made(alice)
    response = Client().get("/api/v1/people", headers={"Authorization": f"Bearer {token}"})
    assert response.status_code == 200
    page = alice.client.get("/account/tokens/").content.decode()
    assert token not in page
    assert f"Ends with {token[-4:]}" in page
    assert "One token reads for you" in page


def test_stopping_it_closes_the_api(alice: Somebody) -> None:
    token = _made(alice)
    page = alice.client.post(f"/account/tokens/{ApiToken.objects.get().pk}/stop/", follow=True)
    assert "opens nothing any more" in page.content.decode()
    assert Client().get("/api/v1/people", headers={"Authorization": f"Bearer {token}"}).status_code == 401


def test_what_is_missing_is_said_at_its_field(alice: Somebody) -> None:
    page = alice.client.post("/account/tokens/make/", {}).content.decode()
    for field in ("name", "scopes", "lasts"):
        assert f'href="#id_{field}' in page


def test_only_an_administrator_chooses_for_whom(alice: Somebody, dev: Somebody) -> None:
    assert "For whom" not in alice.client.get("/account/tokens/make/").content.decode()
    _made(dev, email=alice.user.email)
    page = dev.client.get("/account/tokens/").content.decode()
    assert "For Alice Officer, housing officer." in page
    refused = dev.client.post("/account/tokens/make/", ASKED | {"email": dev.user.email})
    assert "As administrator its owner cannot read this: people" in refused.content.decode()


def test_one_sees_and_stops_no_others(alice: Somebody, bob: Somebody) -> None:
    _made(alice)
    assert "Contact centre" not in bob.client.get("/account/tokens/").content.decode()
    response = bob.client.post(f"/account/tokens/{ApiToken.objects.get().pk}/stop/")
    assert response.status_code == 409
    assert ApiToken.objects.get().stopped_at is None


def test_signed_out_one_is_asked_to_sign_in(nobody: Client) -> None:
    for path in ("/account/tokens/", "/account/tokens/make/"):
        assert nobody.get(path).headers["Location"].startswith("/sign-in/")
