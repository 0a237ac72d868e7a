"""Adding people who may sign in, letting them in once, and stopping them."""

import datetime
import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from rooftree.reference.accounts.models import SignInLink, User
from rooftree.reference.accounts.queries import UNKNOWN_LINK, hashed, viewer_for
from rooftree.reference.accounts.rules import (
    SIGN_IN_LINK_LASTS,
    Role,
    Viewer,
    may_manage_users,
    not_allowed,
    sign_in_name,
    why_email_is_refused,
    why_link_is_refused,
)
from rooftree.reference.audit.actions import record
from rooftree.reference.refusals.rules import Reason, Refused


@transaction.atomic
def add(
    *,
    email: str,
    role: Role,
    by: Viewer,
    now: datetime.datetime,
    full_name: str = "",
    password: str | None = None,
) -> User:
    """Somebody new who may sign in. Without a password they need a one-time link."""
    _require_manager(by, to="add people who may sign in")
    if reasons := why_email_is_refused(email):
        raise Refused(*reasons)
    user = User(email=sign_in_name(email), full_name=full_name.strip(), role=role.value, added_at=now)
    if User.objects.filter(email=user.email).exists():
        raise Refused(
            Reason(
                "email-taken", f"{user.email} can already sign in.", "Make them a new sign-in link instead."
            )
        )
    if password is None:
        user.set_unusable_password()
    else:
        _check_password(password, user)
        user.set_password(password)
    user.save()
    record(
        by=by, now=now, action="added", subject_type="user", subject_id=user.pk, detail={"role": role.value}
    )
    return user


@transaction.atomic
def make_sign_in_link(*, email: str, by: Viewer, now: datetime.datetime) -> str:
    """A new token that signs this person in once, seen only now; earlier unused ones stop working."""
    _require_manager(by, to="make sign-in links")
    user = _user(email)
    if not user.is_active:
        raise Refused(
            Reason(
                "sign-in-stopped", f"Signing in has been stopped for {user.email}.", "Allow it again first."
            )
        )
    SignInLink.objects.filter(user=user, used_at=None, expires_at__gt=now).update(expires_at=now)
    token = secrets.token_urlsafe(32)
    SignInLink.objects.create(
        user=user, token_sha256=hashed(token), made_at=now, expires_at=now + SIGN_IN_LINK_LASTS
    )
    record(by=by, now=now, action="made a sign-in link", subject_type="user", subject_id=user.pk)
    return token


@transaction.atomic
def redeem_sign_in_link(*, token: str, now: datetime.datetime) -> User:
    """Uses a one-time link up and says whose it was. The row is locked: two clicks cannot both win."""
    link = (
        SignInLink.objects.select_for_update(of=("self",))
        .select_related("user")
        .filter(token_sha256=hashed(token))
        .first()
    )
    if link is None:
        raise Refused(UNKNOWN_LINK)
    if reasons := why_link_is_refused(
        expires_at=link.expires_at, used_at=link.used_at, is_active=link.user.is_active, now=now
    ):
        raise Refused(*reasons)
    link.used_at = now
    link.save(update_fields=["used_at"])
    record(
        by=viewer_for(link.user),
        now=now,
        action="used a sign-in link",
        subject_type="user",
        subject_id=link.user.pk,
    )
    return link.user


def note_sign_in(*, by: Viewer, now: datetime.datetime) -> None:
    """Somebody signed in with their password."""
    record(by=by, now=now, action="signed in", subject_type="user", subject_id=by.user_id or "")


def note_sign_out(*, by: Viewer, now: datetime.datetime) -> None:
    """Somebody signed out."""
    record(by=by, now=now, action="signed out", subject_type="user", subject_id=by.user_id or "")


@transaction.atomic
def change_own_password(
    *, new: str, current: str | None, by: Viewer, now: datetime.datetime, came_by_link: bool = False
) -> User:
    """Sets the password of the one who asks, proved by the old one or by the link they came in with."""
    user = User.objects.select_for_update().filter(pk=by.user_id or 0, is_active=True).first()
    if user is None:
        raise Refused(not_allowed(by, to="change a password"))
    if user.has_usable_password() and not came_by_link and not user.check_password(current or ""):
        raise Refused(
            Reason(
                "current-password",
                "The current password is not right.",
                "Ask an administrator for a sign-in link if you have forgotten it.",
            )
        )
    _check_password(new, user)
    user.set_password(new)
    user.save(update_fields=["password"])
    record(by=by, now=now, action="changed the password", subject_type="user", subject_id=user.pk)
    return user


@transaction.atomic
def stop(*, email: str, by: Viewer, now: datetime.datetime) -> None:
    """From now on this person cannot sign in, and is nobody to every page they have open."""
    _require_manager(by, to="stop people signing in")
    user = _user(email)
    if user.pk == by.user_id:
        raise Refused(
            Reason("own-account", "You cannot stop yourself.", "Ask another administrator to do it.")
        )
    user.is_active = False
    user.save(update_fields=["is_active"])
    record(by=by, now=now, action="stopped", subject_type="user", subject_id=user.pk)


@transaction.atomic
def change_role(*, email: str, role: Role, by: Viewer, now: datetime.datetime) -> None:
    """This person does another job from now on; the old role stays in the history."""
    _require_manager(by, to="change roles")
    user = _user(email)
    if user.pk == by.user_id:
        raise Refused(
            Reason("own-account", "You cannot change your own role.", "Ask another administrator to do it.")
        )
    before, user.role = user.role, role.value
    user.save(update_fields=["role"])
    record(
        by=by,
        now=now,
        action="changed the role",
        subject_type="user",
        subject_id=user.pk,
        detail={"from": before, "to": role.value},
    )


@transaction.atomic
def allow(*, email: str, by: Viewer, now: datetime.datetime) -> None:
    """This person may sign in again, as before."""
    _require_manager(by, to="let people sign in")
    user = _user(email)
    user.is_active = True
    user.save(update_fields=["is_active"])
    record(by=by, now=now, action="allowed", subject_type="user", subject_id=user.pk)


def _require_manager(by: Viewer, *, to: str) -> None:
    if not may_manage_users(by):
        raise Refused(not_allowed(by, to=to))


def _user(email: str) -> User:
    user = User.objects.filter(email=sign_in_name(email)).first()
    if user is None:
        raise Refused(
            Reason("user-unknown", f"Nobody signs in as {sign_in_name(email)}.", "Check the address.")
        )
    return user


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refused(
            *(
                Reason(
                    (fault.code or "password").replace("_", "-"),
                    " ".join(fault.messages),
                    "Three random words make a good password.",
                )
                for fault in error.error_list
            )
        ) from error
