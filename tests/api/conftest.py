"""Programs that show a token, and something for them to read."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from rooftree.reference.accounts.rules import Scope
from rooftree.reference.accounts.tokens import actions
from tests.factories.landlord import Landlord, a_landlord
from tests.people import Somebody

A_MONTH = datetime.timedelta(days=30)


@dataclass(frozen=True)
class Program:
    """A program with a token."""

    token: str

    def get(self, path: str, **headers: str) -> Any:
        """Asks at an address of version 1, or wherever `next` leads."""
        whole = path if path.startswith("/") else f"/api/v1/{path}"
        shown = {"Authorization": f"Bearer {self.token}"}
        return Client().get(whole, headers=shown | headers)

    def read(self, path: str) -> Any:
        """What it is told."""
        response = self.get(path)
        assert response.status_code == 200, response.content
        return response.json()


Programs = Callable[..., Program]


@pytest.fixture
def program() -> Programs:
    """A program that reads for somebody within some scopes (all, when none are said)."""

    def made(owner: Somebody, scopes: Iterable[Scope] | None = None) -> Program:
        chosen = list(scopes if scopes is not None else Scope)
        now = timezone.now()
        return Program(
            actions.make(name="Contact centre", scopes=chosen, lasts=A_MONTH, by=owner.viewer, now=now)
        )

    return made


@pytest.fixture
def landlord(db: None) -> Landlord:
    """One row of every table."""
    return a_landlord()
