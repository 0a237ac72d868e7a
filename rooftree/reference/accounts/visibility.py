"""Every route says who may see it, on the view itself; the middleware refuses a view that does not say.

Here, below pages and API, because both declare it and neither knows the other.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.http import HttpResponseBase

from rooftree.reference.accounts.rules import Role, Viewer

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


@dataclass(frozen=True, slots=True)
class Visibility:
    """Who may see a route."""

    roles: frozenset[Role]
    signed_out: bool = False

    def allows(self, viewer: Viewer) -> bool:
        """True when this viewer may see it."""
        return self.signed_out or (viewer.role is not None and viewer.role in self.roles)


EVERYONE = Visibility(roles=frozenset(Role), signed_out=True)


def visible_to(*roles: Role) -> Callable[[View], View]:
    """Marks a view as for these roles: `@visible_to(Role.OFFICER, Role.PLANNER)`."""
    if not roles:
        raise ValueError("Name at least one role, or use visible_to_staff or visible_to_everyone.")
    return _mark(Visibility(roles=frozenset(roles)))


def visible_to_staff(view: View) -> View:
    """Marks a view as for everybody who has signed in, whatever their role."""
    return _mark(Visibility(roles=frozenset(Role)))(view)


def visible_to_everyone(view: View) -> View:
    """Marks a view as for anybody, signed in or not. Nothing about a home or a person belongs on it."""
    return _mark(EVERYONE)(view)


def visibility_of(view: object) -> Visibility | None:
    """What the view says of itself, or None when it says nothing."""
    found = getattr(view, "visible_to", None)
    return found if isinstance(found, Visibility) else None


def _mark(visibility: Visibility) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.visible_to = visibility  # type: ignore[attr-defined]
        return view

    return mark
