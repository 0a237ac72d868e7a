"""A request as pages see it: it knows who asks."""

from django.http import HttpRequest

from rooftree.reference.accounts.rules import Viewer


class StaffRequest(HttpRequest):
    """What every view takes; the middleware has set `viewer` before any view runs."""

    viewer: Viewer


def wants_json(request: HttpRequest) -> bool:
    """True for a program: it asks for JSON and would not take a page, or it called the API."""
    if request.path.startswith("/api/"):
        return True
    accepted = request.headers.get("Accept", "")
    return "json" in accepted and "html" not in accepted
