"""People who can sign in."""

from collections.abc import Callable

import pytest
from django.test import Client

from rooftree.reference.accounts import actions
from rooftree.reference.accounts.models import User
from rooftree.reference.accounts.rules import SYSTEM, Role
from tests.people import JOINED_AT

PASSWORD = "rafter beam ridge"
PEOPLE = {
    Role.OFFICER: "Alice Officer",
    Role.PLANNER: "Bob Planner",
    Role.DATA_STEWARD: "Carys Steward",
    Role.ADMINISTRATOR: "Dev Administrator",
}


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
        client.force_login(user_with(role), backend="rooftree.reference.accounts.backends.Backend")
        return client

    return sign_in
