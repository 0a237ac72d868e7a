"""What every template knows: who looks, which landlord this is, and the menu."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, resolve, reverse

from rooftree.reference.accounts.rules import ANONYMOUS, Viewer
from rooftree.web import clock
from rooftree.web.visibility import Visibility, visibility_of


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One word in the menu, and the address it leads to."""

    name: str
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class MenuGroup:
    """One part of the menu: it leads to the first of its items, which stand beneath it while one is open."""

    words: str
    items: tuple[MenuItem, ...]

    @property
    def href(self) -> str:
        """Where its own word leads."""
        return self.items[0].href

    @property
    def names(self) -> tuple[str, ...]:
        """What pages of this part say they are in."""
        return tuple(item.name for item in self.items)

    @property
    def is_one(self) -> bool:
        """Whether there is nothing to choose within it."""
        return len(self.items) == 1


MENU: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("Start", (("start", "Start"),)),
    ("Your work", (("work", "Your work"),)),
    (
        "Homes",
        (("homes", "Homes"), ("certificates", "Certificates"), ("voids", "Voids"), ("stock", "Stock")),
    ),
    (
        "People",
        (
            ("people", "People"),
            ("tenancies", "Tenancies"),
            ("household-faults", "Households"),
            ("matching", "Same or not"),
        ),
    ),
    ("Repairs", (("repairs", "Repairs"), ("visits", "Visits"))),
    (
        "Quality",
        (
            ("quality", "Scores"),
            ("exception-queue", "Exceptions"),
            ("exceptions-resolved", "Resolved"),
            ("rules", "Rules"),
            ("standard", "Standard"),
            ("agreements", "Agreements"),
            ("capability", "Capability"),
            ("needs", "Needs"),
            ("people-once", "People once"),
        ),
    ),
    ("System", (("runs", "Runs"), ("extracts", "Extracts"), ("users", "Users"), ("teams", "Teams"))),
)
"""The parts of the menu, and in each the names of routes with their words: one more page is one more line.

A route that does not exist, or is not for the viewer, is left out, and so is a part of which nothing is left.
A part of which one route is left is called as that route is.
"""


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


def menu(viewer: Viewer) -> list[MenuGroup]:
    """The parts of the menu that hold something for this viewer."""
    return [group for words, routes in MENU if (group := _group(words, routes, viewer))]


def _group(words: str, routes: tuple[tuple[str, str], ...], viewer: Viewer) -> MenuGroup | None:
    hrefs = ((name, said, href_for(name, viewer)) for name, said in routes)
    items = tuple(MenuItem(name, said, href) for name, said, href in hrefs if href)
    return MenuGroup(items[0].words if len(items) == 1 else words, items) if items else None


def href_for(name: str, viewer: Viewer) -> str:
    """The address of a route, or nothing when it does not exist or is not for this viewer."""
    if not viewer.is_signed_in:
        return ""
    href, visibility = _route(name, settings.ROOT_URLCONF)
    return href if visibility and visibility.allows(viewer) else ""


@lru_cache(maxsize=256)
def _route(name: str, _routes: str) -> tuple[str, Visibility | None]:
    """Where a route leads and who may see it, which every page of a process asks thirty times."""
    try:
        href = reverse(name)
    except NoReverseMatch:
        return "", None
    return href, visibility_of(resolve(href).func)
