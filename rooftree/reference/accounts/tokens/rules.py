"""When a token may be made, and when it is heeded."""

import datetime
from collections.abc import Collection

from rooftree.reference.accounts.rules import (
    Role,
    Scope,
    Viewer,
    may_see_homes,
    may_see_money,
    may_see_people,
    may_see_runs,
)
from rooftree.reference.refusals.rules import Reason

BEGINS = "rooftree_"
"""So that a token left in a file or a chat is known for what it is."""
LONGEST = datetime.timedelta(days=366)
LASTS = (30, 90, 180, 365)
"""The days that the page offers."""
A_MINUTE = datetime.timedelta(minutes=1)

REACH = {
    Scope.HOMES: may_see_homes,
    Scope.PEOPLE: may_see_people,
    Scope.MONEY: may_see_money,
    Scope.RUNS: may_see_runs,
}
SCOPE_WORDS = {
    Scope.HOMES: "Homes, repairs, certificates and voids",
    Scope.PEOPLE: "People, households, tenancies and who lives where",
    Scope.MONEY: "Rent accounts: charges, payments, arrears",
    Scope.RUNS: "Runs, and how fresh the data is",
}


def scopes_for(role: Role) -> tuple[Scope, ...]:
    """What a token of somebody with this role may at most be let at."""
    whole = Viewer(user_id=0, name="", role=role)
    return tuple(scope for scope, reaches in REACH.items() if reaches(whole))


def why_not_made(
    *, name: str, scopes: Collection[Scope], role: Role, lasts: datetime.timedelta, is_active: bool
) -> tuple[Reason, ...]:
    """Why such a token is not made, every reason at once; empty when it is."""
    reasons = []
    if not is_active:
        reasons.append(
            Reason("owner-stopped", "Signing in has been stopped for its owner.", "Allow it again first.")
        )
    if not name.strip():
        reasons.append(Reason("token-name", "Enter what the token is for.", "For example, Contact centre."))
    if not scopes:
        reasons.append(Reason("token-scopes", "Choose what the token may read.", "Choose at least one."))
    allowed = scopes_for(role)
    for scope in scopes:
        if scope not in allowed:
            says = f"As {role.words.lower()} its owner cannot read this: {SCOPE_WORDS[scope].lower()}."
            reasons.append(Reason("token-scopes", says, "Choose what the owner may read."))
    if not datetime.timedelta(0) < lasts <= LONGEST:
        reasons.append(
            Reason("token-lasts", "A token lasts from a day to a year.", "Choose how long it works.")
        )
    return tuple(reasons)


def why_not_heeded(
    *,
    expires_at: datetime.datetime,
    stopped_at: datetime.datetime | None,
    owner_is_active: bool,
    now: datetime.datetime,
) -> tuple[Reason, ...]:
    """Why a token that we know is not heeded; empty when it is."""
    another = "Make another on the page “API tokens”."
    if stopped_at is not None:
        return (Reason("token-stopped", "This token has been stopped.", another),)
    if not owner_is_active:
        says = "Signing in has been stopped for the person this token reads for."
        return (Reason("owner-stopped", says, "Ask an administrator why."),)
    if now >= expires_at:
        return (Reason("token-expired", f"This token ran out on {expires_at:%-d %B %Y}.", another),)
    return ()


def is_news(*, last_used_at: datetime.datetime | None, now: datetime.datetime) -> bool:
    """Whether a use is worth writing down: the minute is enough, and a busy program costs no write a call."""
    return last_used_at is None or now - last_used_at >= A_MINUTE
