"""Every route says who may see it, and keeps to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from rooftree.web.visibility import visibility_of

FOR_EVERYBODY = {"sign-in", "sign-in-by-link", "healthz", "api", "api-openapi"}
"""The routes that somebody who has not signed in may see: nothing on them is about a resident."""


def routes(patterns: list[Any] | None = None, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every route with its full address."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, before + str(pattern.pattern))
        else:
            yield before + str(pattern.pattern), pattern


def test_every_route_declares_who_may_see_it() -> None:
    undeclared = [address for address, route in routes() if visibility_of(route.callback) is None]
    assert undeclared == []


def test_only_these_routes_are_for_those_who_have_not_signed_in() -> None:
    visible = {route: visibility_of(route.callback) for _, route in routes()}
    open_to_all = {route.name for route, seen in visible.items() if seen and seen.signed_out}
    assert open_to_all == FOR_EVERYBODY


def test_every_route_has_a_name_of_its_own() -> None:
    names = [route.name for _, route in routes()]
    assert None not in names
    assert len(names) == len(set(names))
