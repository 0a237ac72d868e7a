"""People who can sign in, and a browser to look with."""

import os
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, sync_playwright

from rooftree.reference.accounts import actions
from rooftree.reference.accounts.models import User
from rooftree.reference.accounts.rules import SYSTEM, Role
from tests.people import JOINED_AT
from tools.system_packages import browser

PASSWORD = "rafter beam ridge"
PEOPLE = {
    Role.OFFICER: "Alice Officer",
    Role.PLANNER: "Bob Planner",
    Role.DATA_STEWARD: "Carys Steward",
    Role.ADMINISTRATOR: "Dev Administrator",
}
CHROMIUM = browser() or "chromium"
CHROMIUM_ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def user_with(role: Role) -> User:
    """The one of the four people with this role, and a password to sign in with."""
    name = PEOPLE[role]
    email = f"{name.split()[0].lower()}@example.org"
    return actions.add(email=email, role=role, by=SYSTEM, now=JOINED_AT, full_name=name, password=PASSWORD)


@pytest.fixture
def signed_in(db: None) -> Callable[[Role], Client]:
    """A client that has signed in with this role."""

    def sign_in(role: Role) -> Client:
        client = Client()
        client.force_login(user_with(role), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all browser tests; what they share is only the program, not its cookies."""
    # Playwright runs a loop in this thread, and Django then takes every query for one from inside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
