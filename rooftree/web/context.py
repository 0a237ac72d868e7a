"""What every template knows: who looks, which landlord this is, and the menu."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, resolve, reverse

from rooftree.reference.accounts.rules import ANONYMOUS, Viewer
from rooftree.web import clock
from rooftree.web.visibility import visibility_of

MENU = (
    ("start", "Start"),
    ("work", "Work"),
    ("homes", "Homes"),
    ("people", "People"),
    ("tenancies", "Tenancies"),
    ("repairs", "Repairs"),
    ("visits", "Visits"),
    ("certificates", "Certificates"),
    ("voids", "Voids"),
    ("stock", "Stock"),
    ("runs", "Runs"),
    ("extracts", "Extracts"),
    ("users", "Users"),
)
"""Route names and their words. A route that does not exist, or is not for the viewer, is left out."""


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One word in the menu."""

    name: str
    words: str
    href: str


def page(request: HttpRequest) -> dict[str, Any]:
    """Added to every template's context."""
    viewer: Viewer = getattr(request, "viewer", ANONYMOUS)
    return {
        "viewer": viewer,
        "landlord": settings.ROOFTREE_LANDLORD,
        "menu": menu(viewer),
        "search_href": href_for("search", viewer),
        "today": clock.today(),
    }


def menu(viewer: Viewer) -> list[MenuItem]:
    """The routes of the menu that this viewer may see."""
    hrefs = ((name, words, href_for(name, viewer)) for name, words in MENU)
    return [MenuItem(name=name, words=words, href=href) for name, words, href in hrefs if href]


def href_for(name: str, viewer: Viewer) -> str:
    """The address of a route, or nothing when it does not exist or is not for this viewer."""
    try:
        href = reverse(name)
    except NoReverseMatch:
        return ""
    visibility = visibility_of(resolve(href).func)
    return href if visibility and viewer.is_signed_in and visibility.allows(viewer) else ""
