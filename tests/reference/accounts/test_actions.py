"""Letting people in, on PostgreSQL: the result, the audit row, the refusal, the constraint."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from rooftree.reference.accounts import actions, queries
from rooftree.reference.accounts.models import SignInLink, User
from rooftree.reference.accounts.rules import SYSTEM, Role, Viewer
from rooftree.reference.audit.models import AuditEntry
from rooftree.reference.refusals.rules import Refused

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 21, 9, 0, tzinfo=datetime.UTC)
LATER = NOW + datetime.timedelta(days=3)
PASSWORD = "rafter beam ridge"


def add(email: str = "alice@example.org", role: Role = Role.OFFICER, password: str | None = None) -> User:
    return actions.add(email=email, role=role, by=SYSTEM, now=NOW, full_name="Alice Marsh", password=password)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def test_an_added_user_has_no_password_and_an_audit_row() -> None:
    user = add(email=" Alice@Example.org")
    assert user.email == "alice@example.org"
    assert not user.has_usable_password()
    entry = AuditEntry.objects.get(action="added")
    assert (entry.subject_id, entry.by_id, entry.detail) == (str(user.pk), None, {"role": "officer"})


def test_only_an_administrator_adds_users_and_nothing_is_left_behind_by_a_refusal() -> None:
    steward = Viewer(user_id=7, name="Priya", role=Role.DATA_STEWARD)
    with pytest.raises(Refused) as refused:
        actions.add(email="bob@example.org", role=Role.PLANNER, by=steward, now=NOW)
    assert codes(refused) == ["not-allowed"]
    assert not User.objects.exists()
    assert not AuditEntry.objects.exists()


def test_the_same_address_twice_is_refused_whatever_its_case() -> None:
    add()
    with pytest.raises(Refused) as refused:
        add(email="ALICE@example.org")
    assert codes(refused) == ["email-taken"]


def test_a_weak_password_is_refused_with_every_reason() -> None:
    with pytest.raises(Refused) as refused:
        add(password="password")
    assert codes(refused) == ["password-too-short", "password-too-common"]


def test_a_link_signs_in_once() -> None:
    user = add()
    token = actions.make_sign_in_link(email=user.email, by=SYSTEM, now=NOW)
    assert actions.redeem_sign_in_link(token=token, now=NOW).pk == user.pk
    with pytest.raises(Refused) as refused:
        actions.redeem_sign_in_link(token=token, now=NOW)
    assert codes(refused) == ["link-used"]


def test_a_link_ends_by_time_and_by_a_newer_link() -> None:
    add()
    first = actions.make_sign_in_link(email="alice@example.org", by=SYSTEM, now=NOW)
    second = actions.make_sign_in_link(email="alice@example.org", by=SYSTEM, now=NOW)
    with pytest.raises(Refused) as superseded:
        actions.redeem_sign_in_link(token=first, now=NOW)
    with pytest.raises(Refused) as late:
        actions.redeem_sign_in_link(token=second, now=LATER)
    assert codes(superseded) == codes(late) == ["link-expired"]


def test_the_token_itself_is_not_kept() -> None:
    add()
    token = actions.make_sign_in_link(email="alice@example.org", by=SYSTEM, now=NOW)
    link = SignInLink.objects.get()
    assert token not in str(vars(link))
    assert link.token_sha256 == queries.hashed(token)
    assert token not in str(list(AuditEntry.objects.values()))


def test_an_unknown_link_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        actions.redeem_sign_in_link(token="nothing", now=NOW)
    assert codes(refused) == ["link-unknown"]


def test_a_stopped_user_can_neither_use_a_link_nor_be_given_one_until_allowed() -> None:
    add()
    token = actions.make_sign_in_link(email="alice@example.org", by=SYSTEM, now=NOW)
    actions.stop(email="alice@example.org", by=SYSTEM, now=NOW)
    with pytest.raises(Refused):
        actions.redeem_sign_in_link(token=token, now=NOW)
    with pytest.raises(Refused):
        actions.make_sign_in_link(email="alice@example.org", by=SYSTEM, now=NOW)
    actions.allow(email="alice@example.org", by=SYSTEM, now=NOW)
    assert actions.redeem_sign_in_link(token=token, now=NOW).is_active


def test_a_changed_role_leaves_the_old_one_in_history_and_in_the_trail() -> None:
    user = add()
    actions.change_role(email=user.email, role=Role.PLANNER, by=SYSTEM, now=NOW)
    assert queries.viewer_by_email(user.email).role is Role.PLANNER
    assert AuditEntry.objects.get(action="changed the role").detail == {"from": "officer", "to": "planner"}
    assert user.events.get().role == "officer"  # type: ignore[attr-defined]


def test_nobody_changes_their_own_role() -> None:
    admin = queries.viewer_for(add(role=Role.ADMINISTRATOR))
    with pytest.raises(Refused) as refused:
        actions.change_role(email="alice@example.org", role=Role.OFFICER, by=admin, now=NOW)
    assert codes(refused) == ["own-account"]


def test_nobody_stops_themselves() -> None:
    admin = queries.viewer_for(add(role=Role.ADMINISTRATOR))
    with pytest.raises(Refused) as refused:
        actions.stop(email="alice@example.org", by=admin, now=NOW)
    assert codes(refused) == ["own-account"]


def test_a_password_changes_with_the_old_one_or_with_a_link_and_not_otherwise() -> None:
    me = queries.viewer_for(add(password=PASSWORD))
    with pytest.raises(Refused) as refused:
        actions.change_own_password(new="another long one", current="wrong", by=me, now=NOW)
    assert codes(refused) == ["current-password"]
    actions.change_own_password(new="another long one", current=PASSWORD, by=me, now=NOW)
    user = actions.change_own_password(new="third long one", current=None, by=me, now=NOW, came_by_link=True)
    assert user.check_password("third long one")
    assert AuditEntry.objects.filter(action="changed the password").count() == 2


def test_what_a_user_was_is_kept_but_never_their_password() -> None:
    user = add(password=PASSWORD)
    user.role = Role.PLANNER.value
    user.save()
    user.set_password("another long one")
    user.save()
    was = user.events.get()  # type: ignore[attr-defined]
    assert was.role == "officer"
    assert not hasattr(was, "password")


def test_the_table_itself_refuses_an_unknown_role_and_capital_letters() -> None:
    for wrong in ({"role": "king", "email": "a@example.org"}, {"role": "officer", "email": "A@example.org"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.create(added_at=NOW, **wrong)
