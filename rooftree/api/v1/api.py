"""The parts of version 1 put together."""

from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.security import APIKeyCookie, HttpBearer

from rooftree.api.problems import handle
from rooftree.api.v1 import (
    certificates,
    disagreements,
    homes,
    households,
    notes,
    people,
    repairs,
    runs,
    search,
    stock,
    tenancies,
    voids,
)
from rooftree.reference.accounts.rules import Viewer

DESCRIPTION = """\
The same reads as Rooftree's pages, under the same rules: what somebody may not see on a page, their
token may not read. Every record comes with its lineage (system, file, row, extract, since when) and may
be asked for as known on a day (`on`). Lists come in pages by `cursor`; every answer has a strong `ETag`,
and `If-None-Match` is answered with 304. Refusals are problems after RFC 9457. A fact that is not for
you is absent; one that nobody knows is null. Reading people leaves a line in the audit trail. Names of
fields are those of the recording standard, after HACT's UK Housing Data Standards where they have the
thing.
"""


def _who(request: HttpRequest) -> Viewer | None:
    """Who asks, as the door found them; nothing stops the read when it is nobody known."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer if viewer.is_signed_in else None


class Token(HttpBearer):
    """A token of the page “API tokens”."""

    openapi_description = "A token from the page “API tokens”. It reads for its owner, within its scopes."

    def authenticate(self, request: HttpRequest, token: str) -> Viewer | None:
        """The door has heeded or refused the token already."""
        del token
        return _who(request)


class SignedIn(APIKeyCookie):
    """The session of somebody who has signed in to the pages."""

    openapi_description = "The session of somebody who has signed in to the pages."
    param_name = "sessionid"

    def authenticate(self, request: HttpRequest, key: str | None) -> Viewer | None:
        """The pages' door has read the session already."""
        del key
        return _who(request)


def _api() -> NinjaAPI:
    made = NinjaAPI(
        title="Rooftree",
        version="1.0.0",
        description=DESCRIPTION,
        openapi_url=None,
        docs_url=None,
        auth=[Token(), SignedIn()],
        urls_namespace="api-v1",
    )
    handle(made)
    parts: tuple[Any, ...] = (
        homes,
        households,
        people,
        tenancies,
        repairs,
        certificates,
        voids,
        disagreements,
        stock,
        notes,
        search,
        runs,
    )
    for part in parts:
        made.add_router("", part.router)
    return made


api = _api()
