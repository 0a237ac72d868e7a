"""Making teams, and putting people in and out of them; for administrators."""

import datetime

from django.db import transaction

from rooftree.reference.accounts.models import User
from rooftree.reference.accounts.rules import Viewer, may_manage_users, not_allowed, sign_in_name
from rooftree.reference.accounts.teams.models import Team, TeamMember
from rooftree.reference.accounts.teams.rules import tidy, why_name_is_refused
from rooftree.reference.audit.actions import record
from rooftree.reference.refusals.rules import Reason, Refused


@transaction.atomic
def add(*, name: str, by: Viewer, now: datetime.datetime) -> int:
    """A new team, with nobody in it yet. Returns its id."""
    _require(by, to="make teams")
    name = tidy(name)
    if reasons := why_name_is_refused(name, of="team"):
        raise Refused(*reasons)
    if Team.objects.filter(name__iexact=name).exists():
        raise Refused(Reason("name-taken", f"There is already a team called {name}.", "Choose another name."))
    team = Team.objects.create(name=name, made_at=now)
    record(
        by=by, now=now, action="made a team", subject_type="team", subject_id=team.pk, detail={"name": name}
    )
    return team.pk


@transaction.atomic
def put_in(*, team_id: int, email: str, by: Viewer, now: datetime.datetime) -> None:
    """Somebody is in the team from now on; nothing happens when they were already."""
    _require(by, to="put people in teams")
    team, user = _team(team_id), _user(email)
    _, is_new = TeamMember.objects.get_or_create(team=team, user=user)
    if is_new:
        _note(team, user, "put in a team", by=by, now=now)


@transaction.atomic
def take_out(*, team_id: int, email: str, by: Viewer, now: datetime.datetime) -> None:
    """Somebody is no longer in the team, and no longer sees what is shared with it."""
    _require(by, to="take people out of teams")
    team, user = _team(team_id), _user(email)
    gone, _ = TeamMember.objects.filter(team=team, user=user).delete()
    if gone:
        _note(team, user, "taken out of a team", by=by, now=now)


def _note(team: Team, user: User, action: str, *, by: Viewer, now: datetime.datetime) -> None:
    detail = {"team": team.name}
    record(by=by, now=now, action=action, subject_type="user", subject_id=user.pk, detail=detail)


def _require(by: Viewer, *, to: str) -> None:
    if not may_manage_users(by):
        raise Refused(not_allowed(by, to=to))


def _team(team_id: int) -> Team:
    team = Team.objects.filter(pk=team_id).first()
    if team is None:
        raise Refused(Reason("team-unknown", "There is no such team.", "Look at the list of teams again."))
    return team


def _user(email: str) -> User:
    user = User.objects.filter(email=sign_in_name(email), is_active=True).first()
    if user is None:
        raise Refused(
            Reason("email", f"Nobody signs in as {sign_in_name(email)[:100]}.", "Check the address.")
        )
    return user
