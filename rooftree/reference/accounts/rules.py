"""Who somebody is to Rooftree, and what that lets them see and do. Everything not said here is denied."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from rooftree.reference.refusals.rules import Reason

SIGN_IN_LINK_LASTS = datetime.timedelta(hours=48)
"""Long enough for an invitation sent on a Friday afternoon to be used on Sunday; a new one takes a minute."""


class Role(StrEnum):
    """The job that somebody does with Rooftree; the stored value is the member's value."""

    OFFICER = "officer"
    PLANNER = "planner"
    DATA_STEWARD = "data_steward"
    ADMINISTRATOR = "administrator"

    @property
    def words(self) -> str:
        """The role as pages call it."""
        return _ROLE_WORDS[self]


_ROLE_WORDS = {
    Role.OFFICER: "Housing officer",
    Role.PLANNER: "Planner",
    Role.DATA_STEWARD: "Data steward",
    Role.ADMINISTRATOR: "Administrator",
}


class Scope(StrEnum):
    """What an API token may be let at; a person who has signed in is not narrowed by any."""

    HOMES = "homes"
    PEOPLE = "people"
    MONEY = "money"
    RUNS = "runs"


@dataclass(frozen=True, slots=True)
class Viewer:
    """The one who asks: handed to every query, and to every action as `by`."""

    user_id: int | None
    name: str
    role: Role | None
    is_system: bool = False
    scopes: frozenset[Scope] | None = None
    """What a token narrows its owner to; nothing for somebody who has signed in themselves."""

    @property
    def is_signed_in(self) -> bool:
        """True for a known member of staff; the nightly run is nobody's sign-in."""
        return self.user_id is not None

    def has_role(self, *roles: Role) -> bool:
        """True when their role is one of these. Never for a token: what no scope names, none reaches."""
        return self.scopes is None and self.role is not None and self.role in roles

    def reaches(self, scope: Scope, *roles: Role) -> bool:
        """True when their role is one of these, and their token, if they came with one, has the scope."""
        return self.role in roles and (self.scopes is None or scope in self.scopes)

    @property
    def sees_audit(self) -> bool:
        """For the audit trail, which cannot import these rules."""
        return may_see_audit(self)

    @property
    def sees_people(self) -> bool:
        """For the audit trail, which cannot import these rules."""
        return may_see_people(self)


ANONYMOUS = Viewer(user_id=None, name="Somebody who has not signed in", role=None)
SYSTEM = Viewer(user_id=None, name="Rooftree", role=None, is_system=True)
"""The nightly run and the command line: sees records in order to publish and to count them."""


def may_see_homes(viewer: Viewer) -> bool:
    """Every signed-in role works with homes."""
    return viewer.is_system or viewer.reaches(Scope.HOMES, *Role)


def may_see_people(viewer: Viewer) -> bool:
    """Officers, planners and data stewards work with people; administrators look after Rooftree."""
    return viewer.is_system or viewer.reaches(Scope.PEOPLE, Role.OFFICER, Role.PLANNER, Role.DATA_STEWARD)


def may_see_money(viewer: Viewer) -> bool:
    """Rent accounts are for tenancy management and for those who mend its data; visits need none."""
    return viewer.is_system or viewer.reaches(Scope.MONEY, Role.OFFICER, Role.DATA_STEWARD)


def may_see_needs_at_the_door(viewer: Viewer) -> bool:
    """What to do at the door ("Allow extra time"), for those who plan or make visits; never why (ADR 17)."""
    return viewer.has_role(Role.OFFICER, Role.PLANNER)


def may_see_runs(viewer: Viewer) -> bool:
    """How fresh the data is, is everybody's business."""
    return viewer.is_system or viewer.reaches(Scope.RUNS, *Role)


def may_see_extracts(viewer: Viewer) -> bool:
    """Problems row by row quote what the source systems said, so they are for those who mend them."""
    return viewer.is_system or viewer.has_role(Role.DATA_STEWARD, Role.ADMINISTRATOR)


def may_start_runs(viewer: Viewer) -> bool:
    """Starting a run, or letting held-back endings through."""
    return viewer.is_system or viewer.has_role(Role.DATA_STEWARD, Role.ADMINISTRATOR)


def may_work_on_exceptions(viewer: Viewer) -> bool:
    """Taking, giving, commenting, saying that something is mended: everybody who works with data."""
    return viewer.has_role(Role.OFFICER, Role.PLANNER, Role.DATA_STEWARD)


def may_waive_exceptions(viewer: Viewer) -> bool:
    """Letting a shortfall be, for a time and a reason: those who answer for the standard."""
    return viewer.has_role(Role.DATA_STEWARD)


def may_manage_users(viewer: Viewer) -> bool:
    """Adding people who may sign in, giving them links, stopping them."""
    return viewer.is_system or viewer.has_role(Role.ADMINISTRATOR)


def may_see_audit(viewer: Viewer) -> bool:
    """Who did what, and who looked."""
    return viewer.is_system or viewer.has_role(Role.ADMINISTRATOR)


def not_allowed(viewer: Viewer, *, to: str) -> Reason:
    """The reason given when a role does not reach: `to` completes "you cannot…"."""
    if viewer.role is None:
        return Reason("not-allowed", f"You cannot {to} without signing in.", "Sign in and try again.")
    role = viewer.role.words.lower()
    article = "an" if role[0] in "aeiou" else "a"
    return Reason(
        code="not-allowed",
        says=f"As {article} {role} you cannot {to}.",
        mend="If your work needs it, ask an administrator to change your role.",
    )


def why_link_is_refused(
    *,
    expires_at: datetime.datetime,
    used_at: datetime.datetime | None,
    is_active: bool,
    now: datetime.datetime,
) -> tuple[Reason, ...]:
    """Why a one-time sign-in link cannot be used; empty when it can."""
    ask = "Ask an administrator for a new link."
    if not is_active:
        return (
            Reason(
                "sign-in-stopped", "Signing in has been stopped for this person.", "Ask an administrator why."
            ),
        )
    if used_at is not None:
        return (Reason("link-used", "This link has already been used. Each one works once.", ask),)
    if now >= expires_at:
        return (Reason("link-expired", "This link has run out. Each one lasts two days.", ask),)
    return ()


def why_email_is_refused(email: str) -> tuple[Reason, ...]:
    """Why this cannot be a sign-in name; empty when it can. Little is asked: delivery proves an address."""
    name, at, domain = email.strip().partition("@")
    good = (
        bool(name and at and domain)
        and not any(mark.isspace() for mark in email.strip())
        and "@" not in domain
    )
    if good and len(email.strip()) <= 254:
        return ()
    return (
        Reason("email", "Enter an email address in the correct format.", "For example, name@example.org."),
    )


def sign_in_name(email: str) -> str:
    """An email address as it is kept and compared: no blanks round it, small letters."""
    return email.strip().lower()
