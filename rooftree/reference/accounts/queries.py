"""Reading who may sign in."""

import datetime
import hashlib
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from rooftree.reference.accounts.models import SignInLink, User
from rooftree.reference.accounts.rules import (
    ANONYMOUS,
    Role,
    Viewer,
    may_manage_users,
    sign_in_name,
    why_link_is_refused,
)
from rooftree.reference.refusals.rules import Reason


@dataclass(frozen=True, slots=True)
class Account:
    """One user, to be shown to those who look after users."""

    user_id: int
    email: str
    full_name: str
    role: Role
    is_active: bool
    added_at: datetime.datetime
    last_signed_in_at: datetime.datetime | None
    has_password: bool

    @property
    def shown_name(self) -> str:
        """Their name, or their address until somebody has told us the name."""
        return self.full_name or self.email


def viewer_for(user: object) -> Viewer:
    """The viewer that a signed-in user is; anything else, or a stopped user, is nobody."""
    if isinstance(user, AnonymousUser) or not isinstance(user, User) or not user.is_active:
        return ANONYMOUS
    return Viewer(user_id=user.pk, name=user.shown_name, role=Role(user.role))


def viewer_by_email(email: str) -> Viewer:
    """The viewer with this sign-in name, or nobody. For the command line and for tests."""
    return viewer_for(User.objects.filter(email=sign_in_name(email)).first())


def viewer_by_id(user_id: int) -> Viewer:
    """The viewer that this account is now, or nobody. For work that is done for somebody later."""
    return viewer_for(User.objects.filter(pk=user_id).first())


def users(*, viewer: Viewer) -> list[Account]:
    """Everybody who can, or could, sign in; by name. Nothing for those who do not manage users."""
    if not may_manage_users(viewer):
        return []
    return [_account(user) for user in User.objects.order_by("full_name", "email")]


def account_of(email: str, *, viewer: Viewer) -> Account | None:
    """The account with this sign-in name; nothing for those who do not manage users."""
    if not may_manage_users(viewer):
        return None
    user = User.objects.filter(email=sign_in_name(email)).first()
    return _account(user) if user else None


def own_account(*, viewer: Viewer) -> Account | None:
    """The viewer's own account."""
    user = User.objects.filter(pk=viewer.user_id).first() if viewer.user_id else None
    return _account(user) if user else None


def why_link_cannot_be_used(*, token: str, now: datetime.datetime) -> tuple[Reason, ...]:
    """Why a one-time link would be refused, without using it up. The token itself is the permission."""
    link = SignInLink.objects.select_related("user").filter(token_sha256=hashed(token)).first()
    if link is None:
        return (UNKNOWN_LINK,)
    return why_link_is_refused(
        expires_at=link.expires_at, used_at=link.used_at, is_active=link.user.is_active, now=now
    )


UNKNOWN_LINK = Reason(
    code="link-unknown",
    says="We do not know this link. It may have been cut short when it was copied.",
    mend="Copy the whole link, or ask an administrator for a new one.",
)


def hashed(token: str) -> str:
    """What is kept of a token. A long random token needs no salt and no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def _account(user: User) -> Account:
    return Account(
        user_id=user.pk,
        email=user.email,
        full_name=user.full_name,
        role=Role(user.role),
        is_active=user.is_active,
        added_at=user.added_at,
        last_signed_in_at=user.last_login,
        has_password=user.has_usable_password(),
    )
