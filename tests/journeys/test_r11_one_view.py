"""R11: one view of each home and person, over systems that do not know each other."""

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


def _a_tenant(nec: Path) -> dict[str, str]:
    """Somebody who rents today, as the housing system has them."""
    return next(
        row
        for row in rows(nec / "people.csv")
        if row["LPAR_TCY_IND"] == "Y" and not row["LPAR_HOP_END_DATE"] and row["LPAR_PER_SURNAME"]
    )


def _sign_in(page: Page, server: LiveServer, rooftree: Callable[..., Answer]) -> None:
    answer = rooftree("user", "add", "alice@example.org", "--role", "officer", "--name", "Alice Officer")
    link = next(line for line in answer.out.splitlines() if line.startswith("http"))
    page.goto(server.url + urlsplit(link).path)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.goto(server.url)


def test_an_officer_finds_a_tenant_and_their_home_the_morning_after(
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

    page = chromium.new_page()
    _sign_in(page, live_server, rooftree)
    page.locator("#q").fill(f"{tenant['LPAR_PER_FORENAME']} {surname}")
    page.locator("#q").press("Enter")
    page.get_by_role("main").get_by_role("link", name=re.compile(surname, re.I)).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile(surname, re.I))
    expect(page.get_by_role("main")).to_contain_text("NEC")

    page.locator("main a[href^='/homes/']").first.click()
    expect(page).to_have_url(re.compile(r"/homes/[0-9a-f-]{36}"))
    expect(page.get_by_role("main")).to_contain_text(re.compile(surname, re.I))
    page.close()
