"""The API's door: heeds tokens, says "not modified" when nothing has changed, and each "no" as a problem."""

import hashlib
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers

from rooftree.api import clock
from rooftree.api.problems import MEDIA, problem
from rooftree.reference.accounts.tokens import actions, queries
from rooftree.reference.refusals.rules import Reason, Refused

HERE = "/api/"
CHALLENGE = 'Bearer realm="Rooftree"'
READ_ONLY = Reason("read-only", "The API only reads.", "Use GET.")
NOT_A_BEARER = Reason(
    "not-a-bearer",
    "The API heeds bearer tokens only.",
    "Send the header “Authorization: Bearer” and a token.",
)


class ApiDoorMiddleware:
    """Runs after the pages' door has found the session's viewer; a token that is shown takes its place."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(HERE):
            return self.get_response(request)
        return _finished(request, _turned_away(request) or self.get_response(request))


def _turned_away(request: HttpRequest) -> HttpResponse | None:
    """Nothing when no token is shown or the one shown is heeded; then it is who asks."""
    header = request.headers.get("Authorization", "")
    if not header:
        return None
    kind, _, token = header.partition(" ")
    if kind.lower() != "bearer":
        return problem(status=401, reasons=(NOT_A_BEARER,))
    now = clock.now()
    try:
        found = queries.shown(token.strip(), now=now)
    except Refused as refused:
        return problem(status=401, reasons=refused.reasons)
    if found.is_news:
        actions.note_use(token_id=found.token_id, now=now)
    request.viewer = found.viewer  # type: ignore[attr-defined]
    request.token_name = found.name  # type: ignore[attr-defined]
    return None


def _finished(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if response.status_code == 405:
        allowed = response.headers.get("Allow", "GET")
        response = problem(status=405, reasons=(READ_ONLY,))
        response["Allow"] = allowed
    if response.status_code == 401:
        shown = "Authorization" in request.headers
        response["WWW-Authenticate"] = CHALLENGE + (', error="invalid_token"' if shown else "")
    patch_vary_headers(response, ("Authorization", "Cookie"))
    if hasattr(request, "token_name"):
        # A program may keep what it was told, and must ask each time whether it still holds.
        response["Cache-Control"] = "private, no-cache"
    is_problem = response.headers.get("Content-Type", "").startswith(MEDIA)
    return response if is_problem or response.status_code != 200 else _unless_known(request, response)


def _unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A strong validator of exactly these bytes; they need not be sent to somebody who has them."""
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    known = [one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")]
    if etag not in known and "*" not in known:
        return response
    unchanged = HttpResponseNotModified()
    for name in ("ETag", "Last-Modified", "Cache-Control", "Vary", "Link"):
        if name in response:
            unchanged[name] = response[name]
    return unchanged
