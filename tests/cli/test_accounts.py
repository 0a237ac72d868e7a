"""`rooftree user`: somebody is added, and comes in by their link."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.test import Client

from rooftree.reference.accounts.queries import viewer_by_email
from rooftree.reference.accounts.rules import Role
from tests.cli.conftest import Answer

pytestmark = pytest.mark.django_db
ADD = ("user", "add", "Jo@example.org", "--role", "data_steward", "--name", "Jo Marsh")


def _link(answer: Answer) -> str:
    return next(line for line in answer.out.splitlines() if line.startswith("http"))


def test_somebody_is_added_with_a_link_that_opens(rooftree: Callable[..., Answer], nobody: Client) -> None:
    answer = rooftree(*ADD)
    assert answer.code == 0
    assert viewer_by_email("jo@example.org").role is Role.DATA_STEWARD
    assert nobody.get(urlsplit(_link(answer)).path).status_code == 200


def test_the_same_person_twice_is_refused_with_the_mend(rooftree: Callable[..., Answer]) -> None:
    rooftree(*ADD)
    answer = rooftree(*ADD)
    assert (answer.code, answer.out) == (1, "")
    assert "can already sign in" in answer.err
    assert "link" in answer.err


def test_a_new_link_leads_to_where_rooftree_is_served(rooftree: Callable[..., Answer]) -> None:
    rooftree(*ADD)
    first = rooftree("user", "link", "jo@example.org")
    second = rooftree("user", "link", "jo@example.org", "--address", "https://rooftree.example.org/")
    assert _link(second).startswith("https://rooftree.example.org/sign-in/")
    assert urlsplit(_link(first)).path != urlsplit(_link(second)).path


def test_a_link_for_a_stranger_is_refused(rooftree: Callable[..., Answer]) -> None:
    assert rooftree("user", "link", "nobody@example.org").code == 1
