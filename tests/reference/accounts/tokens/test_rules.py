"""A token never reaches further than its owner, nor further than its scopes."""

from __future__ import annotations

import datetime
from itertools import chain, combinations

import pytest

from rooftree.reference.accounts import rules
from rooftree.reference.accounts.rules import Role, Scope, Viewer
from rooftree.reference.accounts.tokens.rules import REACH, scopes_for, why_not_heeded, why_not_made

NOW = datetime.datetime(2026, 11, 22, 12, 0, tzinfo=datetime.UTC)
A_DAY = datetime.timedelta(days=1)
RIGHTS = [right for name, right in vars(rules).items() if name.startswith("may_")]
SUBSETS = list(chain.from_iterable(combinations(Scope, count) for count in range(len(Scope) + 1)))


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("scopes", SUBSETS, ids=lambda scopes: "+".join(scopes) or "none")
def test_no_right_of_a_token_is_not_its_owners(role: Role, scopes: tuple[Scope, ...]) -> None:
    owner = Viewer(user_id=1, name="", role=role)
    token = Viewer(user_id=1, name="", role=role, scopes=frozenset(scopes))
    assert RIGHTS
    for right in RIGHTS:
        assert not right(token) or right(owner), right


@pytest.mark.parametrize("role", Role)
def test_a_right_that_no_scope_names_is_out_of_reach(role: Role) -> None:
    token = Viewer(user_id=1, name="", role=role, scopes=frozenset(Scope))
    unnamed = [right for right in RIGHTS if right not in REACH.values()]
    assert rules.may_manage_users in unnamed
    assert [right for right in unnamed if right(token)] == []
    assert not token.has_role(role)


@pytest.mark.parametrize("scope", Scope)
def test_a_scope_reaches_its_right_alone(scope: Scope) -> None:
    token = Viewer(user_id=1, name="", role=Role.DATA_STEWARD, scopes=frozenset({scope}))
    assert [name for name, right in REACH.items() if right(token)] == [scope]


def test_what_can_be_chosen_depends_on_the_owners_role() -> None:
    assert scopes_for(Role.DATA_STEWARD) == tuple(Scope)
    assert scopes_for(Role.PLANNER) == (Scope.HOMES, Scope.PEOPLE, Scope.RUNS)
    assert scopes_for(Role.ADMINISTRATOR) == (Scope.HOMES, Scope.RUNS)


def _codes(**said: object) -> list[str]:
    asked: dict[str, object] = {
        "name": "Contact centre",
        "scopes": [Scope.HOMES],
        "role": Role.PLANNER,
        "lasts": 30 * A_DAY,
        "is_active": True,
    }
    return [reason.code for reason in why_not_made(**(asked | said))]  # type: ignore[arg-type]


def test_every_reason_against_a_token_is_given_at_once() -> None:
    assert _codes() == []
    assert _codes(name=" ", scopes=[], lasts=400 * A_DAY) == ["token-name", "token-scopes", "token-lasts"]
    assert _codes(lasts=0 * A_DAY) == ["token-lasts"]
    assert _codes(scopes=[Scope.HOMES, Scope.MONEY]) == ["token-scopes"]
    assert _codes(is_active=False) == ["owner-stopped"]


@pytest.mark.parametrize(
    ("expires_at", "stopped_at", "owner_is_active", "code"),
    [
        (NOW + A_DAY, None, True, None),
        (NOW, None, True, "token-expired"),
        (NOW + A_DAY, NOW, True, "token-stopped"),
        (NOW + A_DAY, None, False, "owner-stopped"),
    ],
)
def test_when_a_token_is_not_heeded(
    expires_at: datetime.datetime,
    stopped_at: datetime.datetime | None,
    owner_is_active: bool,
    code: str | None,
) -> None:
    reasons = why_not_heeded(
        expires_at=expires_at, stopped_at=stopped_at, owner_is_active=owner_is_active, now=NOW
    )
    assert [reason.code for reason in reasons] == ([code] if code else [])
