"""R2: what is held is found from what a caller says: misspelt, by keyboard, without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.cli.conftest import Answer
from tests.journeys.conftest import rows

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _sign_in(page: Page, server: LiveServer, rooftree: Callable[..., Answer]) -> None:
    answer = rooftree("user", "add", "alice@example.org", "--role", "officer", "--name", "Alice Officer")
    link = next(line for line in answer.out.splitlines() if line.startswith("http"))
    page.goto(server.url + urlsplit(link).path)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.goto(server.url)


def _exchanged(word: str) -> str:
    """With its third and fourth letters in each other's place."""
    return word[:2] + word[3] + word[2] + word[4:]


def _a_tenant(nec: Path) -> dict[str, str]:
    """Somebody who rents today and whose family name a caller can get wrong."""
    return next(
        row
        for row in rows(nec / "people.csv")
        if row["LPAR_TCY_IND"] == "Y"
        and not row["LPAR_HOP_END_DATE"]
        and len(row["LPAR_PER_SURNAME"].strip()) > 5
        and row["LPAR_PER_SURNAME"].strip().isalpha()
        and row["LPAR_PER_SURNAME"][2].lower() != row["LPAR_PER_SURNAME"][3].lower()
    )


def test_a_caller_s_misspelt_name_leads_to_them_by_keyboard_alone(
    rooftree: Callable[..., Answer],
    night: Callable[[Path], None],
    live_server: LiveServer,
    chromium: Browser,
    tmp_path: Path,
) -> None:
    extracts = tmp_path / "extracts"
    rooftree("synthesise", "--homes", "12", "--seed", "5", "--faults", "none", "--out", str(extracts))
    night(extracts)
    tenant = _a_tenant(extracts / "nec")
    surname = tenant["LPAR_PER_SURNAME"].strip()
    said = f"{_exchanged(surname)} {tenant['LPAR_PER_FORENAME'].strip()}"

    page = chromium.new_page()
    _sign_in(page, live_server, rooftree)
    page.keyboard.press("/")
    page.keyboard.type(said)
    box = page.locator("#q")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("option").first).to_contain_text(re.compile(surname, re.I))
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("fit")
    expect(box).to_have_attribute("role", "combobox")  # the page's own script has begun
    box.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".rt-ledger--hits h3 a").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile(surname, re.I))

    plain = chromium.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
    without = plain.new_page()
    without.goto(live_server.url)
    without.locator("#q").fill(said)
    without.get_by_role("search").get_by_role("button").click()
    expect(
        without.get_by_role("main").get_by_role("link", name=re.compile(surname, re.I)).first
    ).to_be_visible()
    plain.close()
