"""The page at `/api/v1/`: every address of the API with an example, in our own look and without scripts."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rooftree.api.openapi import description
from rooftree.reference.accounts.rules import Scope
from rooftree.reference.accounts.tokens.rules import SCOPE_WORDS
from rooftree.reference.accounts.visibility import visible_to_everyone

EXAMPLES = {
    "homes": "?status=void&limit=50",
    "home": "?on=2026-03-03",
    "people": "?differ=true",
    "tenancies": "?running=true",
    "repairs": "?open=true&reported_from=2026-11-01",
    "certificates": "?kind=gas&expires_before=2026-12-01",
    "voids": "?open=true",
    "disagreements": "?type=unit&attribute=bedrooms",
    "search": "?q=okoro",
}


@dataclass(frozen=True, slots=True)
class Address:
    """One address, to be shown."""

    path: str
    says: str
    scope: str
    example: str
    asks: list[tuple[str, str]]


@visible_to_everyone
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """How a program asks, and everything it can ask."""
    groups: dict[str, list[Address]] = {}
    for path, methods in description()["paths"].items():
        operation = methods["get"]
        groups.setdefault(operation["tags"][0], []).append(_address(path, operation))
    scopes = [(scope.value, SCOPE_WORDS[scope]) for scope in Scope]
    base = request.build_absolute_uri("/").rstrip("/")
    return render(request, "api/index.html", {"groups": groups, "scopes": scopes, "base": base})


def _address(path: str, operation: dict[str, Any]) -> Address:
    asks = [
        (one["name"], one.get("description", ""))
        for one in operation["parameters"]
        if one["in"] == "query" and one["name"] not in ("limit", "cursor", "on")
    ]
    return Address(
        path=path,
        says=operation["summary"],
        scope=operation["x-scope"],
        example=EXAMPLES.get(operation["operationId"], ""),
        asks=asks,
    )
