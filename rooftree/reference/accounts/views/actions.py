"""Saving views of lists, renaming and removing them, and beginning a list with one."""

import datetime
from typing import Any

from django.db import transaction

from rooftree.reference.accounts.rules import Viewer, not_allowed
from rooftree.reference.accounts.teams.models import TeamMember
from rooftree.reference.accounts.teams.rules import tidy, why_name_is_refused
from rooftree.reference.accounts.views.models import LONGEST_QUERY, FirstView, SavedView
from rooftree.reference.accounts.views.queries import may_change, visible_to
from rooftree.reference.audit.actions import record
from rooftree.reference.refusals.rules import Reason, Refused

MOST = 50
UNKNOWN = Reason("view-unknown", "There is no such view.", "Look at your views again.")


@transaction.atomic
def save(
    *, name: str, list_name: str, query: str, team_id: int | None, by: Viewer, now: datetime.datetime
) -> int:
    """A new view of one's own, shared with a team one is in when that is said. Returns its id."""
    if by.user_id is None:
        raise Refused(not_allowed(by, to="save views"))
    name = tidy(name)
    reasons = why_name_is_refused(name, of="view")
    own = SavedView.objects.filter(owner_id=by.user_id, list_name=list_name)
    if own.filter(name=name).exists():
        reasons += (Reason("name-taken", f"You have a view called {name} already.", "Choose another name."),)
    if len(query) > LONGEST_QUERY:
        reasons += (Reason("query", "There is too much in this view to keep.", "Narrow it by less."),)
    if own.count() >= MOST:
        reasons += (Reason("many", f"You have {MOST} views of this list.", "Remove one you no longer use."),)
    if (
        team_id is not None
        and not TeamMember.objects.filter(team_id=team_id, user_id=by.user_id or 0).exists()
    ):
        reasons += (Reason("team", "You are not in that team.", "Choose one that you are in."),)
    if reasons:
        raise Refused(*reasons)
    row = SavedView.objects.create(
        owner_id=by.user_id, list_name=list_name, name=name, query=query, team_id=team_id, made_at=now
    )
    _note(row, "saved a view", by=by, now=now)
    return row.pk


@transaction.atomic
def rename(*, view_id: int, name: str, by: Viewer, now: datetime.datetime) -> None:
    """Another name for a view."""
    row, name = _changeable(view_id, by), tidy(name)
    if reasons := why_name_is_refused(name, of="view"):
        raise Refused(*reasons)
    others = SavedView.objects.filter(owner_id=row.owner_id, list_name=row.list_name, name=name)
    if others.exclude(pk=row.pk).exists():
        raise Refused(Reason("name-taken", f"There is a view called {name} already.", "Choose another name."))
    before, row.name = row.name, name
    row.save(update_fields=["name"])
    _note(row, "renamed a view", by=by, now=now, before=before)


@transaction.atomic
def remove(*, view_id: int, by: Viewer, now: datetime.datetime) -> None:
    """A view that is no longer wanted; whoever began with it begins with the whole list again."""
    row = _changeable(view_id, by)
    _note(row, "removed a view", by=by, now=now)
    row.delete()


@transaction.atomic
def begin_with(*, view_id: int, by: Viewer, now: datetime.datetime) -> None:
    """From now on the viewer begins that view's list with it."""
    row = _visible(view_id, by)
    mine: dict[str, Any] = {"user_id": by.user_id or 0, "list_name": row.list_name}
    FirstView.objects.update_or_create(**mine, defaults={"view": row})
    _note(row, "began to open a list with a view", by=by, now=now)


@transaction.atomic
def begin_with_all(*, list_name: str, by: Viewer, now: datetime.datetime) -> None:
    """From now on the viewer begins a list with all of it."""
    for first in FirstView.objects.filter(user_id=by.user_id or 0, list_name=list_name).select_related(
        "view"
    ):
        _note(first.view, "stopped opening a list with a view", by=by, now=now)
        first.delete()


def _visible(view_id: int, by: Viewer) -> SavedView:
    row = visible_to(by).select_related("owner").filter(pk=view_id).first()
    if row is None:
        raise Refused(UNKNOWN)
    return row


def _changeable(view_id: int, by: Viewer) -> SavedView:
    row = _visible(view_id, by)
    if not may_change(row, by):
        raise Refused(
            Reason("not-own", f"This view is {row.owner.shown_name}’s.", "Save one of your own like it.")
        )
    return row


def _note(row: SavedView, action: str, *, by: Viewer, now: datetime.datetime, **more: str) -> None:
    detail = {"list": row.list_name, "name": row.name, **more}
    record(by=by, now=now, action=action, subject_type="saved_view", subject_id=row.pk, detail=detail)
