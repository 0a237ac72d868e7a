"""Every address says who may see it and keeps to it; a question that cannot be used is said to be so."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from rooftree.api.reading import declared
from rooftree.api.urls import urlpatterns
from rooftree.reference.accounts.rules import Role, Scope
from rooftree.reference.accounts.visibility import visibility_of
from tests.api.conftest import Programs
from tests.factories.landlord import Landlord
from tests.people import Somebody

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api.addresses")]
FOR_EVERYBODY = {"api", "api-openapi"}
SOMETHING = "7d0c2b7e-6f0e-4d54-9b0b-0e6f6e0a1c11"
ON_A_HOME = f"?type=unit&of={SOMETHING}"
NEEDS = {"api-search": "?q=x", "api-notes": ON_A_HOME, "api-tasks": ON_A_HOME}


def _path(route: URLPattern) -> str:
    """An address of this route, with something in each of its blanks."""
    words = re.sub(r"<int:\w+>", "1", str(route.pattern))
    for name in ("home_id", "person_id", "ref_or_id", "repair_id"):
        words = words.replace(f"<{name}>", SOMETHING)
    assert "<" not in words
    return f"/api/v1/{words}{NEEDS.get(str(route.name), '')}"


READS = [route for route in urlpatterns if route.name not in FOR_EVERYBODY]


def test_every_read_that_is_declared_has_its_address() -> None:
    assert {route.name for route in READS} == set(declared)
    assert all(visibility_of(route.callback) == declared[str(route.name)] for route in READS)
    assert get_resolver("rooftree.api.urls").url_patterns == urlpatterns


@pytest.mark.parametrize("route", READS, ids=lambda route: str(route.name))
def test_signed_out_is_refused_everywhere(route: URLPattern, nobody: Client) -> None:
    response = nobody.get(_path(route))
    assert response.status_code == 401
    assert response.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("route", READS, ids=lambda route: str(route.name))
def test_a_role_or_scope_that_does_not_reach_is_refused(
    route: URLPattern, alice: Somebody, dev: Somebody, program: Programs
) -> None:
    allowed = declared[str(route.name)].roles
    for somebody, role in ((alice, Role.OFFICER), (dev, Role.ADMINISTRATOR)):
        expected = 200 if role in allowed else 403
        assert somebody.client.get(_path(route)).status_code in {expected, 404 if expected == 200 else 403}
    others = {Scope.HOMES: Scope.RUNS}
    narrow = program(dev, [others.get(Scope.HOMES, Scope.RUNS)])
    reached = narrow.get(_path(route)).status_code
    assert reached == 403 or str(route.name) in {"api-runs", "api-run", "api-freshness"}


@pytest.mark.parametrize(
    ("query", "field", "mend"),
    [
        ("limit=501", "limit", "1 to 500"),
        ("limit=many", "limit", "1 to 500"),
        ("on=2099-01-01", "on", "YYYY-MM-DD"),
        ("on=20260303", "on", "YYYY-MM-DD"),
        ("on=2026-02-30", "on", "YYYY-MM-DD"),
        ("cursor=%00", "cursor", "Begin again"),
        ("cursor=abc", "cursor", "Begin again"),
        ("staus=void", "staus", "Did you mean “status”?"),
        ("status=a&status=b", "status", "Give it once."),
        ("status=%00", "status", ""),
        ("status=" + "x" * 101, "status", ""),
        ("differ=perhaps", "differ", ""),
    ],
)
def test_a_parameter_that_cannot_be_used_is_named_with_its_mend(
    alice: Somebody, query: str, field: str, mend: str
) -> None:
    response = alice.client.get(f"/api/v1/homes?{query}")
    body = response.json()
    assert (response.status_code, body["errors"][0]["parameter"]) == (422, field)
    assert mend in body["errors"][0]["mend"]
    assert body["errors"][0]["says"]


@pytest.mark.parametrize("q", ["", "%20%20", "%00", "x" * 201])
def test_a_search_for_nothing_or_for_too_much_is_refused(alice: Somebody, q: str) -> None:
    assert alice.client.get(f"/api/v1/search?q={q}").status_code == 422


def test_hostile_text_finds_nothing_and_breaks_nothing(alice: Somebody, landlord: Landlord) -> None:
    for text in ("' OR 1=1 --", "<script>alert(1)</script>", "🏠", "‮abc", "%", "\\"):
        assert alice.client.get("/api/v1/search", {"q": text}).status_code == 200
        assert alice.client.get("/api/v1/homes", {"postcode": text}).json()["items"] == []
