"""Making and stopping tokens, and writing down that one was used."""

import datetime
import secrets
from collections.abc import Collection

from django.db import transaction

from rooftree.reference.accounts.models import User
from rooftree.reference.accounts.queries import hashed
from rooftree.reference.accounts.rules import (
    Role,
    Scope,
    Viewer,
    may_manage_users,
    not_allowed,
    sign_in_name,
)
from rooftree.reference.accounts.tokens.models import ApiToken
from rooftree.reference.accounts.tokens.rules import BEGINS, why_not_made
from rooftree.reference.audit.actions import record
from rooftree.reference.refusals.rules import Reason, Refused


@transaction.atomic
def make(
    *,
    name: str,
    scopes: Collection[Scope],
    lasts: datetime.timedelta,
    by: Viewer,
    now: datetime.datetime,
    email: str = "",
) -> str:
    """A new token, seen only now: for oneself, or by an administrator for somebody else by `email`."""
    owner = _owner(email, by=by)
    if reasons := why_not_made(
        name=name, scopes=scopes, role=Role(owner.role), lasts=lasts, is_active=owner.is_active
    ):
        raise Refused(*reasons)
    token = BEGINS + secrets.token_urlsafe(32)
    made = ApiToken.objects.create(
        user=owner,
        name=" ".join(name.split())[:100],
        scopes=sorted(set(scopes)),
        token_sha256=hashed(token),
        ends_with=token[-4:],
        made_at=now,
        made_by=by.name,
        expires_at=now + lasts,
    )
    named = [scope.value for scope in sorted(set(scopes))]
    record(
        by=by,
        now=now,
        action="made",
        subject_type="API token",
        subject_id=made.pk,
        detail={"for": owner.pk, "scopes": named},
    )
    return token


@transaction.atomic
def stop(*, token_id: int, by: Viewer, now: datetime.datetime) -> str:
    """From now on this token opens nothing; its name. One's own, or anybody's for an administrator."""
    row = ApiToken.objects.select_for_update().filter(pk=token_id, stopped_at=None).first()
    own = row is not None and by.user_id is not None and row.user_id == by.user_id and by.scopes is None
    if row is None or not (own or may_manage_users(by)):
        raise Refused(
            Reason("token-gone", "There is no such token, or it has been stopped.", "Look at the list again.")
        )
    row.stopped_at, row.stopped_by = now, by.name
    row.save(update_fields=["stopped_at", "stopped_by"])
    record(by=by, now=now, action="stopped", subject_type="API token", subject_id=row.pk)
    return row.name


def note_use(*, token_id: int, now: datetime.datetime) -> None:
    """That a token was used now. What it read is written where it is read."""
    ApiToken.objects.filter(pk=token_id).update(last_used_at=now)


def _owner(email: str, *, by: Viewer) -> User:
    if by.scopes is not None:
        raise Refused(not_allowed(by, to="make tokens with a token"))
    if not email and by.user_id is None:
        raise Refused(not_allowed(by, to="make a token for nobody"))
    if email and not may_manage_users(by) and sign_in_name(email) != _email_of(by):
        raise Refused(not_allowed(by, to="make tokens for other people"))
    found = (
        User.objects.filter(email=sign_in_name(email)) if email else User.objects.filter(pk=by.user_id or 0)
    )
    owner = found.first()
    if owner is None:
        raise Refused(
            Reason("user-unknown", f"Nobody signs in as {sign_in_name(email)}.", "Check the address.")
        )
    return owner


def _email_of(by: Viewer) -> str:
    return User.objects.filter(pk=by.user_id or 0).values_list("email", flat=True).first() or ""
