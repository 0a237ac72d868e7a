"""Reading saved views: one's own, and those shared with a team one is in. Nobody else's is there at all."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.accounts.teams.models import TeamMember
from rooftree.reference.accounts.views.models import FirstView, SavedView


@dataclass(frozen=True, slots=True)
class ViewShown:
    """One saved view as somebody may see it."""

    id: int
    name: str
    list_name: str
    query: str
    owner: str
    team: str
    """The team it is shared with, or no text."""
    is_first: bool
    """Whether the viewer begins the list with it."""
    may_change: bool
    """Whether the viewer may rename or remove it: their own, or a team's whose owner has left."""


def views(*, viewer: Viewer, list_name: str = "") -> list[ViewShown]:
    """The views that somebody may open, of one list or of all; by list and name."""
    rows = visible_to(viewer)
    if list_name:
        rows = rows.filter(list_name=list_name)
    first = set(FirstView.objects.filter(user_id=viewer.user_id or 0).values_list("view_id", flat=True))
    found = rows.select_related("owner", "team").order_by("list_name", "name", "id")
    return [_shown(one, viewer, first) for one in found]


def view(view_id: int, *, viewer: Viewer) -> ViewShown | None:
    """One view, where the viewer may open it."""
    row = visible_to(viewer).select_related("owner", "team").filter(pk=view_id).first()
    if row is None:
        return None
    is_first = FirstView.objects.filter(user_id=viewer.user_id or 0, view=row).exists()
    return _shown(row, viewer, {row.pk} if is_first else set())


def first(*, viewer: Viewer, list_name: str) -> ViewShown | None:
    """The view that somebody begins a list with, while they may still open it."""
    found = FirstView.objects.filter(user_id=viewer.user_id or 0, list_name=list_name).first()
    return view(found.view_id, viewer=viewer) if found else None


def visible_to(viewer: Viewer) -> QuerySet[SavedView]:
    """The rows of the views that somebody may open."""
    if viewer.user_id is None:
        return SavedView.objects.none()
    teams = TeamMember.objects.filter(user_id=viewer.user_id).values("team_id")
    return SavedView.objects.filter(Q(owner_id=viewer.user_id) | Q(team_id__in=teams))


def may_change(row: SavedView, viewer: Viewer) -> bool:
    """Its owner may; once the owner has left, whoever it is shared with may."""
    return row.owner_id == viewer.user_id or not row.owner.is_active


def _shown(row: SavedView, viewer: Viewer, first: set[int]) -> ViewShown:
    return ViewShown(
        id=row.pk,
        name=row.name,
        list_name=row.list_name,
        query=row.query,
        owner=row.owner.shown_name,
        team=row.team.name if row.team else "",
        is_first=row.pk in first,
        may_change=may_change(row, viewer),
    )
