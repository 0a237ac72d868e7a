"""`rooftree token`: a token is printed once, and opens the API for its owner."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.cli.conftest import Answer
from tests.people import Somebody

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api.addresses")]
ADD = ("token", "add", "alice@example.org", "--name", "Contact centre", "--scope", "homes")


def test_the_token_that_is_printed_opens_the_api(alice: Somebody, rooftree: Callable[..., Answer]) -> None:
    answer = rooftree(*ADD)
    token = answer.out.splitlines()[-1]
    shown = {"Authorization": f"Bearer {token}"}
    assert Client().get("/api/v1/homes", headers=shown).status_code == 200
    assert Client().get("/api/v1/people", headers=shown).status_code == 403


def test_what_is_not_its_owners_is_refused(dev: Somebody, rooftree: Callable[..., Answer]) -> None:
    answer = rooftree("token", "add", dev.user.email, "--name", "x", "--scope", "people")
    assert (answer.code, answer.out) == (1, "")
    assert "cannot read this: people" in answer.err
    assert rooftree(*ADD).code == 1
