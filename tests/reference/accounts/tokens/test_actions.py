"""Making and stopping tokens."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from rooftree.reference.accounts.queries import hashed
from rooftree.reference.accounts.rules import SYSTEM, Scope, Viewer
from rooftree.reference.accounts.tokens import actions, queries
from rooftree.reference.accounts.tokens.models import ApiToken
from rooftree.reference.audit.models import AuditEntry
from rooftree.reference.refusals.rules import Refused
from tests.people import Somebody

pytestmark = pytest.mark.django_db
A_MONTH = datetime.timedelta(days=30)


def _make(by: Viewer, *, scope: Scope = Scope.HOMES, email: str = "") -> str:
    return actions.make(
        name="Contact centre", scopes=[scope], lasts=A_MONTH, by=by, now=timezone.now(), email=email
    )


def test_only_the_hash_of_a_token_is_kept(alice: Somebody) -> None:
    token = _make(alice.viewer)
    row = ApiToken.objects.get()
    assert row.token_sha256 == hashed(token)
    assert token not in [str(value) for value in vars(row).values()]
    assert AuditEntry.objects.get(subject_type="API token").by_id == alice.user.pk


def test_a_shown_token_is_its_owner_within_its_scopes(alice: Somebody) -> None:
    found = queries.shown(_make(alice.viewer), now=timezone.now())
    assert (found.viewer.user_id, found.viewer.role) == (alice.user.pk, alice.viewer.role)
    assert found.viewer.scopes == frozenset({Scope.HOMES})


def test_an_administrator_makes_one_for_somebody_within_their_role(dev: Somebody, bob: Somebody) -> None:
    token = _make(dev.viewer, scope=Scope.PEOPLE, email=bob.user.email)
    assert queries.shown(token, now=timezone.now()).viewer.user_id == bob.user.pk
    with pytest.raises(Refused, match="cannot read this: rent"):
        _make(dev.viewer, scope=Scope.MONEY, email=bob.user.email)
    assert _make(SYSTEM, email=bob.user.email)


def test_nobody_else_makes_one_for_somebody_else(alice: Somebody, bob: Somebody) -> None:
    with pytest.raises(Refused, match="cannot make tokens for other people"):
        _make(alice.viewer, email=bob.user.email)
    assert _make(alice.viewer, email=alice.user.email.upper())


def test_a_token_makes_and_stops_no_tokens(alice: Somebody) -> None:
    by_token = queries.shown(_make(alice.viewer), now=timezone.now()).viewer
    with pytest.raises(Refused):
        _make(by_token)
    with pytest.raises(Refused):
        actions.stop(token_id=ApiToken.objects.get().pk, by=by_token, now=timezone.now())
    assert queries.own(viewer=by_token, now=timezone.now()) == []


def test_one_stops_ones_own_and_an_administrator_anybodys(
    alice: Somebody, bob: Somebody, dev: Somebody
) -> None:
    for token in (_make(alice.viewer), _make(alice.viewer)):
        assert queries.shown(token, now=timezone.now())
    first, second = ApiToken.objects.order_by("id")
    with pytest.raises(Refused, match="no such token"):
        actions.stop(token_id=first.pk, by=bob.viewer, now=timezone.now())
    assert actions.stop(token_id=first.pk, by=alice.viewer, now=timezone.now()) == "Contact centre"
    actions.stop(token_id=second.pk, by=dev.viewer, now=timezone.now())
    assert [one.works for one in queries.own(viewer=alice.viewer, now=timezone.now())] == [False, False]
    with pytest.raises(Refused, match="has been stopped"):
        actions.stop(token_id=first.pk, by=alice.viewer, now=timezone.now())


def test_a_list_shows_whose_is_whose_to_those_who_may(alice: Somebody, dev: Somebody) -> None:
    _make(alice.viewer)
    now = timezone.now()
    assert [one.owner for one in queries.of_others(viewer=dev.viewer, now=now)] == ["Alice Officer"]
    assert queries.of_others(viewer=alice.viewer, now=now) == []
    assert queries.own(viewer=dev.viewer, now=now) == []
