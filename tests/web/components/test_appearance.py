"""Light or dark is chosen without JavaScript, kept on the device, and never sends anybody elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from rooftree.reference.accounts.rules import Role

pytestmark = pytest.mark.urls("tests.web.pages")
SignIn = Callable[[Role], Client]
TOKENS = Path(__file__).parents[3] / "rooftree/web/static/rooftree/tokens.css"


@pytest.mark.django_db
def test_what_was_chosen_holds_on_every_page_until_it_is_taken_back(signed_in: SignIn) -> None:
    client = signed_in(Role.OFFICER)
    assert b"data-theme" not in client.get("/components/").content
    answer = client.post("/appearance/", {"appearance": "dark", "next": "/components/?part=forms"})
    assert answer["Location"] == "/components/?part=forms"
    page = client.get("/components/").content
    assert b'data-theme="dark"' in page
    assert b'value="dark" aria-pressed="true"' in page
    client.post("/appearance/", {"appearance": "device", "next": "/"})
    assert b"data-theme=" not in client.get("/components/").content.split(b"<head>")[0]


@pytest.mark.django_db
def test_single_keys_are_turned_off_and_on_again(signed_in: SignIn) -> None:
    client = signed_in(Role.OFFICER)
    assert b"data-keys" not in client.get("/components/").content
    client.post("/appearance/", {"keys": "off", "next": "/"})
    page = client.get("/components/").content
    assert b'data-keys="off"' in page.split(b"<head>")[0]
    assert b'value="off" aria-pressed="true"' in page
    client.post("/appearance/", {"keys": "on", "next": "/"})
    assert b"data-keys" not in client.get("/components/").content


@pytest.mark.django_db
@pytest.mark.parametrize("back", ["https://example.org/", "//example.org/", "javascript:alert(1)", ""])
def test_it_leads_nowhere_else(signed_in: SignIn, back: str) -> None:
    answer = signed_in(Role.OFFICER).post("/appearance/", {"appearance": "light", "next": back})
    assert answer["Location"] == "/"


@pytest.mark.django_db
def test_anything_else_is_no_appearance(signed_in: SignIn) -> None:
    client = signed_in(Role.OFFICER)
    assert client.post("/appearance/", {"appearance": '"><script>'}).status_code == 400
    assert client.post("/appearance/", {"keys": "maybe"}).status_code == 400
    assert client.post("/appearance/", {}).status_code == 400
    client.cookies["appearance"] = '"><script>alert(1)</script>'
    assert b"<script>alert" not in client.get("/components/").content


def test_dark_is_the_same_whether_chosen_or_the_devices() -> None:
    blocks = re.findall(r"\{([^{}]*color-scheme: dark[^{}]*)\}", TOKENS.read_text())
    assert len(blocks) == 2
    assert blocks[0].split() == blocks[1].split()
