"""The page that tells people what programs can ask."""

from __future__ import annotations

import pytest
from django.test import Client

from rooftree.api.openapi import description

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api.addresses")]


def test_it_names_every_address_and_needs_no_script_of_others(nobody: Client) -> None:
    response = nobody.get("/api/v1/")
    page = response.content.decode()
    assert response.status_code == 200
    assert [path for path in description()["paths"] if f"<code>{path}</code>" not in page] == []
    assert "https://" not in page
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
