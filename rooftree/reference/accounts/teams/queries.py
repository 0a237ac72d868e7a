"""Reading teams."""

from dataclasses import dataclass

from rooftree.reference.accounts.rules import Viewer, may_manage_users
from rooftree.reference.accounts.teams.models import Team, TeamMember


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a team."""

    name: str
    email: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class TeamShown:
    """One team; who is in it only for those who look after users."""

    id: int
    name: str
    members: tuple[Member, ...] = ()


def teams(*, viewer: Viewer) -> list[TeamShown]:
    """Every team with its members; nothing for those who do not manage users."""
    if not may_manage_users(viewer):
        return []
    found = Team.objects.order_by("name").prefetch_related("members__user")
    return [TeamShown(one.pk, one.name, _members(list(one.members.all()))) for one in found]


def own(*, viewer: Viewer) -> list[TeamShown]:
    """The teams that the viewer is in."""
    if viewer.user_id is None:
        return []
    found = Team.objects.filter(members__user_id=viewer.user_id).order_by("name")
    return [TeamShown(one.pk, one.name) for one in found]


def _members(rows: list[TeamMember]) -> tuple[Member, ...]:
    shown = [Member(one.user.shown_name, one.user.email, one.user.is_active) for one in rows]
    return tuple(sorted(shown, key=lambda one: one.name.lower()))
