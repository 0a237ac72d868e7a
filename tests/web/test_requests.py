"""A program is told apart from a browser."""

import pytest
from django.test import RequestFactory

from rooftree.web.requests import wants_json


@pytest.mark.parametrize(
    ("path", "accept", "program"),
    [
        ("/people/", "text/html,application/xhtml+xml,*/*;q=0.8", False),
        ("/people/", "*/*", False),
        ("/people/", "application/json", True),
        ("/people/", "application/problem+json", True),
        ("/people/", "text/html, application/json", False),
        ("/api/v1/homes", "*/*", True),
    ],
)
def test_who_wants_json(path: str, accept: str, program: bool) -> None:
    assert wants_json(RequestFactory().get(path, headers={"Accept": accept})) is program
