"""Reading tokens: whose a shown one is, and which there are. None of these can show a token itself."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet

from rooftree.reference.accounts.queries import hashed, viewer_for
from rooftree.reference.accounts.rules import Role, Scope, Viewer, may_manage_users
from rooftree.reference.accounts.tokens.models import ApiToken
from rooftree.reference.accounts.tokens.rules import SCOPE_WORDS, is_news, why_not_heeded
from rooftree.reference.refusals.rules import Reason, Refused

LONGEST = 200
UNKNOWN = Reason(
    "token-unknown",
    "We do not know this token. It may have been cut short when it was copied.",
    "Copy the whole token, or make another on the page “API tokens”.",
)


@dataclass(frozen=True, slots=True)
class Shown:
    """Whose token was shown, and what it lets them at."""

    token_id: int
    name: str
    viewer: Viewer
    is_news: bool
    """Its last use was not written down within this minute."""


@dataclass(frozen=True, slots=True)
class TokenHeld:
    """One token, to be told of on a page."""

    id: int
    name: str
    owner: str
    owner_email: str
    owner_role: Role
    scopes: tuple[Scope, ...]
    ends_with: str
    made_at: datetime.datetime
    made_by: str
    expires_at: datetime.datetime
    last_used_at: datetime.datetime | None
    stopped_at: datetime.datetime | None
    stopped_by: str
    works: bool

    @property
    def scope_words(self) -> list[str]:
        """What it may read."""
        return [SCOPE_WORDS[scope] for scope in self.scopes]


def shown(token: str, *, now: datetime.datetime) -> Shown:
    """Whose token this is; refused in words when it is not heeded. The token itself is the permission."""
    row = None
    if 0 < len(token) <= LONGEST:
        row = ApiToken.objects.select_related("user").filter(token_sha256=hashed(token)).first()
    if row is None:
        raise Refused(UNKNOWN)
    if reasons := why_not_heeded(
        expires_at=row.expires_at, stopped_at=row.stopped_at, owner_is_active=row.user.is_active, now=now
    ):
        raise Refused(*reasons)
    owner = viewer_for(row.user)
    viewer = Viewer(
        user_id=owner.user_id, name=owner.name, role=owner.role, scopes=frozenset(map(Scope, row.scopes))
    )
    return Shown(row.pk, row.name, viewer, is_news(last_used_at=row.last_used_at, now=now))


def own(*, viewer: Viewer, now: datetime.datetime) -> list[TokenHeld]:
    """The viewer's own tokens, those that work first. None to a token: it cannot look at its like."""
    if viewer.user_id is None or viewer.scopes is not None:
        return []
    return _told(ApiToken.objects.filter(user_id=viewer.user_id), now)


def of_others(*, viewer: Viewer, now: datetime.datetime) -> list[TokenHeld]:
    """Everybody else's tokens, for those who manage users."""
    if not may_manage_users(viewer):
        return []
    return _told(ApiToken.objects.exclude(user_id=viewer.user_id or 0), now)


def _told(rows: QuerySet[ApiToken], now: datetime.datetime) -> list[TokenHeld]:
    told = [_one(row, now) for row in rows.select_related("user").order_by("-made_at", "-id")]
    return sorted(told, key=lambda one: not one.works)


def _one(row: ApiToken, now: datetime.datetime) -> TokenHeld:
    refused = why_not_heeded(
        expires_at=row.expires_at, stopped_at=row.stopped_at, owner_is_active=row.user.is_active, now=now
    )
    return TokenHeld(
        id=row.pk,
        name=row.name,
        owner=row.user.shown_name,
        owner_email=row.user.email,
        owner_role=Role(row.user.role),
        scopes=tuple(map(Scope, row.scopes)),
        ends_with=row.ends_with,
        made_at=row.made_at,
        made_by=row.made_by,
        expires_at=row.expires_at,
        last_used_at=row.last_used_at,
        stopped_at=row.stopped_at,
        stopped_by=row.stopped_by or "",
        works=not refused,
    )
