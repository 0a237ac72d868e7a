"""The four people of the tests, the same everywhere, and somebody who has not signed in."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.test import Client

from rooftree.reference.accounts import actions
from rooftree.reference.accounts.models import User
from rooftree.reference.accounts.queries import viewer_for
from rooftree.reference.accounts.rules import SYSTEM, Role, Viewer

JOINED_AT = datetime.datetime(2026, 1, 5, 9, 0, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Somebody:
    """One of them: the account, who they are to a query or an action, and their signed-in browser."""

    user: User
    viewer: Viewer
    client: Client


def add(name: str, role: Role) -> Somebody:
    """Somebody with this role, signed in."""
    first = name.split()[0].lower()
    user = actions.add(email=f"{first}@example.org", role=role, full_name=name, by=SYSTEM, now=JOINED_AT)
    client = Client()
    client.force_login(user, backend="rooftree.reference.accounts.backends.Backend")
    return Somebody(user=user, viewer=viewer_for(user), client=client)
