"""Who may see what, without a database."""

import datetime
from collections.abc import Callable

import pytest

from rooftree.reference.accounts import rules
from rooftree.reference.accounts.rules import ANONYMOUS, SYSTEM, Role, Viewer

NOW = datetime.datetime(2026, 11, 21, 9, 0, tzinfo=datetime.UTC)
PREDICATES = [function for name, function in vars(rules).items() if name.startswith("may_")]


def viewer(role: Role) -> Viewer:
    return Viewer(user_id=1, name="Alice", role=role)


@pytest.mark.parametrize("may", PREDICATES)
def test_somebody_who_has_not_signed_in_may_do_nothing(may: Callable[[Viewer], bool]) -> None:
    assert may(ANONYMOUS) is False


@pytest.mark.parametrize(
    ("may", "allowed"),
    [
        (rules.may_see_homes, set(Role)),
        (rules.may_see_people, {Role.OFFICER, Role.PLANNER, Role.DATA_STEWARD}),
        (rules.may_see_money, {Role.OFFICER, Role.DATA_STEWARD}),
        (rules.may_see_runs, set(Role)),
        (rules.may_see_extracts, {Role.DATA_STEWARD, Role.ADMINISTRATOR}),
        (rules.may_start_runs, {Role.DATA_STEWARD, Role.ADMINISTRATOR}),
        (rules.may_manage_users, {Role.ADMINISTRATOR}),
        (rules.may_see_audit, {Role.ADMINISTRATOR}),
    ],
)
def test_each_role_reaches_what_its_work_needs(may: Callable[[Viewer], bool], allowed: set[Role]) -> None:
    assert {role for role in Role if may(viewer(role))} == allowed


def test_the_nightly_run_is_not_a_sign_in() -> None:
    assert not SYSTEM.is_signed_in
    assert rules.may_start_runs(SYSTEM)


def test_a_refusal_names_the_role_in_words() -> None:
    reason = rules.not_allowed(viewer(Role.ADMINISTRATOR), to="see people")
    assert reason.says == "As an administrator you cannot see people."
    assert rules.not_allowed(ANONYMOUS, to="see people").says == "You cannot see people without signing in."


def test_a_link_is_good_until_its_last_moment() -> None:
    ends = NOW + rules.SIGN_IN_LINK_LASTS
    just_before = ends - datetime.timedelta(seconds=1)
    assert rules.why_link_is_refused(expires_at=ends, used_at=None, is_active=True, now=just_before) == ()
    late = rules.why_link_is_refused(expires_at=ends, used_at=None, is_active=True, now=ends)
    assert [reason.code for reason in late] == ["link-expired"]


def test_a_used_link_and_a_stopped_user_are_refused_first() -> None:
    ends = NOW + rules.SIGN_IN_LINK_LASTS
    used = rules.why_link_is_refused(expires_at=ends, used_at=NOW, is_active=True, now=NOW)
    stopped = rules.why_link_is_refused(expires_at=ends, used_at=NOW, is_active=False, now=NOW)
    assert (used[0].code, stopped[0].code) == ("link-used", "sign-in-stopped")


@pytest.mark.parametrize("email", ["alice@example.org", "a.b+c@example.org", "  Alice@Example.org "])
def test_real_addresses_pass(email: str) -> None:
    assert rules.why_email_is_refused(email) == ()


@pytest.mark.parametrize(
    "email", ["", "alice", "@example.org", "alice@", "a@b@c", "a b@example.org", "a" * 260 + "@e.org"]
)
def test_what_is_no_address_is_refused_in_words(email: str) -> None:
    assert rules.why_email_is_refused(email)[0].says == "Enter an email address in the correct format."


def test_a_sign_in_name_does_not_care_for_case_or_blanks() -> None:
    assert rules.sign_in_name(" Alice@Example.ORG ") == "alice@example.org"
