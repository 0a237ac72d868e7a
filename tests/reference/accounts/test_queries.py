"""What may be read of users, and by whom."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from rooftree.reference.accounts import actions, queries
from rooftree.reference.accounts.rules import ANONYMOUS, SYSTEM, Role

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 21, 9, 0, tzinfo=datetime.UTC)


def test_a_signed_in_user_becomes_a_viewer_with_their_role() -> None:
    user = actions.add(email="alice@example.org", role=Role.OFFICER, by=SYSTEM, now=NOW)
    viewer = queries.viewer_for(user)
    assert (viewer.user_id, viewer.name, viewer.role) == (user.pk, "alice@example.org", Role.OFFICER)
    assert queries.viewer_by_email("ALICE@example.org") == viewer


def test_a_stopped_user_is_nobody() -> None:
    user = actions.add(email="alice@example.org", role=Role.OFFICER, by=SYSTEM, now=NOW)
    user.is_active = False
    assert queries.viewer_for(user) is ANONYMOUS
    assert queries.viewer_for(AnonymousUser()) is ANONYMOUS
    assert queries.viewer_by_email("dev@example.org") is ANONYMOUS


def test_only_administrators_are_told_who_the_users_are() -> None:
    added = {
        role: actions.add(email=f"{role}@example.org", role=role, by=SYSTEM, now=NOW, full_name=role.words)
        for role in Role
    }
    told = {role: len(queries.users(viewer=queries.viewer_for(user))) for role, user in added.items()}
    assert told == {Role.OFFICER: 0, Role.PLANNER: 0, Role.DATA_STEWARD: 0, Role.ADMINISTRATOR: 4}


def test_everybody_sees_their_own_account_and_nobody_else_has_one() -> None:
    user = actions.add(email="alice@example.org", role=Role.OFFICER, by=SYSTEM, now=NOW)
    account = queries.own_account(viewer=queries.viewer_for(user))
    assert account is not None
    assert (account.email, account.has_password) == ("alice@example.org", False)
    assert queries.own_account(viewer=ANONYMOUS) is None


def test_asking_about_a_link_does_not_use_it_up() -> None:
    actions.add(email="alice@example.org", role=Role.OFFICER, by=SYSTEM, now=NOW)
    token = actions.make_sign_in_link(email="alice@example.org", by=SYSTEM, now=NOW)
    assert queries.why_link_cannot_be_used(token=token, now=NOW) == ()
    assert queries.why_link_cannot_be_used(token=token, now=NOW) == ()
    assert queries.why_link_cannot_be_used(token="x", now=NOW) == (queries.UNKNOWN_LINK,)
