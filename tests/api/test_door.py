"""Who is let in, and how a "no" and a "nothing has changed" are said."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from rooftree.reference.accounts import actions as accounts
from rooftree.reference.accounts.rules import SYSTEM, Scope
from rooftree.reference.accounts.tokens import queries
from rooftree.reference.accounts.tokens.models import ApiToken
from tests.api.conftest import Programs
from tests.factories.landlord import Landlord
from tests.people import Somebody

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api.addresses")]


def _codes(response: Any) -> list[str]:
    assert response.headers["Content-Type"] == "application/problem+json"
    return [reason["code"] for reason in response.json()["reasons"]]


def test_signed_out_is_told_how_to_come_in(nobody: Client) -> None:
    response = nobody.get("/api/v1/homes")
    assert (response.status_code, _codes(response)) == (401, ["no-token"])
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="Rooftree"'


def test_a_session_reads_what_a_token_does(alice: Somebody, program: Programs, landlord: Landlord) -> None:
    own = alice.client.get("/api/v1/homes").json()
    assert own == program(alice).read("homes")
    assert own["items"][0]["id"] == str(landlord["unit"].pk)


@pytest.mark.parametrize("header", ["Bearer rooftree_unknown", "Bearer ", "Bearer " + "x" * 5000])
def test_a_token_that_we_do_not_know_is_refused_even_to_the_signed_in(alice: Somebody, header: str) -> None:
    response = alice.client.get("/api/v1/homes", headers={"Authorization": header})
    assert (response.status_code, _codes(response)) == (401, ["token-unknown"])
    assert "invalid_token" in response.headers["WWW-Authenticate"]


def test_another_kind_of_proof_is_refused(nobody: Client) -> None:
    response = nobody.get("/api/v1/homes", headers={"Authorization": "Basic YWxpY2U6aGk="})
    assert _codes(response) == ["not-a-bearer"]


def test_a_token_that_ran_out_says_when(alice: Somebody, program: Programs) -> None:
    reader = program(alice)
    long_ago = timezone.now() - datetime.timedelta(days=400)
    ApiToken.objects.update(made_at=long_ago, expires_at=long_ago + datetime.timedelta(days=1))
    response = reader.get("homes")
    assert (response.status_code, _codes(response)) == (401, ["token-expired"])
    ran_out = long_ago + datetime.timedelta(days=1)
    assert f"{ran_out:%-d %B %Y}" in response.json()["detail"]


def test_a_token_ends_with_its_owner(alice: Somebody, program: Programs) -> None:
    reader = program(alice)
    accounts.stop(email=alice.user.email, by=SYSTEM, now=timezone.now())
    assert _codes(reader.get("homes")) == ["owner-stopped"]


def test_a_token_stops_where_its_scopes_stop(alice: Somebody, program: Programs) -> None:
    reader = program(alice, [Scope.HOMES])
    assert reader.get("homes").status_code == 200
    response = reader.get("people")
    assert (response.status_code, _codes(response)) == (403, ["not-allowed-scope"])


def test_a_token_does_not_open_the_pages(alice: Somebody, program: Programs) -> None:
    shown = {"Authorization": f"Bearer {program(alice).token}"}
    assert Client().get("/account/tokens/", headers=shown).status_code == 302


def test_the_last_use_is_written_down_once_a_minute(alice: Somebody, program: Programs) -> None:
    reader = program(alice)
    reader.get("homes")
    (first,) = queries.own(viewer=alice.viewer, now=timezone.now())
    reader.get("homes")
    (second,) = queries.own(viewer=alice.viewer, now=timezone.now())
    assert first.last_used_at is not None
    assert second.last_used_at == first.last_used_at


def test_what_has_not_changed_is_not_sent_again(
    alice: Somebody, program: Programs, landlord: Landlord
) -> None:
    reader, path = program(alice), f"homes/{landlord['unit'].pk}"
    first = reader.get(path)
    assert first.headers["Cache-Control"] == "private, no-cache"
    again = reader.get(path, **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Last-Modified"] == first.headers["Last-Modified"]
    type(landlord["unit"]).objects.filter(pk=landlord["unit"].pk).update(status="void")
    changed = reader.get(path, **{"If-None-Match": f'"other", {first.headers["ETag"]}'})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != first.headers["ETag"]


def test_the_api_is_only_read(alice: Somebody) -> None:
    response = alice.client.post("/api/v1/homes", {})
    assert (response.status_code, response.headers["Allow"], _codes(response)) == (405, "GET", ["read-only"])


def test_an_address_that_is_none_is_a_problem_too(alice: Somebody) -> None:
    response = alice.client.get("/api/v1/houses")
    assert (response.status_code, _codes(response)) == (404, ["not-found"])
