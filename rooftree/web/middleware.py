"""The door: says who asks, turns away those who may not, and puts every "no" into words."""

import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from rooftree.reference.accounts.queries import viewer_for
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.refusals.rules import Reason, Refused
from rooftree.web import clock, shown_day
from rooftree.web.errors import refusal_response
from rooftree.web.requests import wants_json
from rooftree.web.visibility import visibility_of

log = logging.getLogger(__name__)

NOT_SIGNED_IN = Reason("not-signed-in", "You have not signed in.", "Sign in and try again.")
NO_TOKEN = Reason(
    "no-token",
    "This is for programs that show a token, and for people who have signed in.",
    "Send the header “Authorization: Bearer” with a token from the page “API tokens”, or sign in.",
)
NOT_YOUR_PAGE = Reason(
    "not-allowed-page",
    "This page is not part of your role.",
    "If your work needs it, ask an administrator to change your role.",
)


class DoorMiddleware:
    """Runs after Django has found the session's user."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = viewer_for(request.user)  # type: ignore[attr-defined]
        with shown_day.shown(request.GET.get("on", ""), today=clock.today()):
            response = self.get_response(request)
        if "Cache-Control" not in response:
            # Shared office computers: nothing about a home or a person stays behind in the browser.
            add_never_cache_headers(response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Default deny: a view that does not say who may see it is seen by nobody."""
        del args, kwargs
        viewer: Viewer = request.viewer  # type: ignore[attr-defined]
        visibility = visibility_of(view)
        if visibility is None:
            log.error("The view %r does not say who may see it.", view)
            return refusal_response(request, (NOT_YOUR_PAGE,), status=403)
        if visibility.allows(viewer):
            return None
        if viewer.is_signed_in:
            return refusal_response(request, (NOT_YOUR_PAGE,), status=403)
        if wants_json(request):
            reason = NO_TOKEN if request.path.startswith("/api/") else NOT_SIGNED_IN
            return refusal_response(request, (reason,), status=401)
        query = urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
        return HttpResponseRedirect(reverse("sign-in") + (f"?{query}" if query else ""))

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A `Refused` that no page caught becomes a page of its own, or a problem for a program."""
        if isinstance(exception, Refused):
            return refusal_response(
                request, exception.reasons, status=403 if exception.is_about_permission else 409
            )
        return None
