"""Saved views: what is refused, and what stands in the audit trail."""

from __future__ import annotations

import pytest

from rooftree.reference.accounts.rules import ANONYMOUS
from rooftree.reference.accounts.views import actions, queries
from rooftree.reference.accounts.views.models import LONGEST_QUERY
from rooftree.reference.audit.models import AuditEntry
from rooftree.reference.refusals.rules import Refused
from tests.people import JOINED_AT, Somebody

pytestmark = pytest.mark.django_db


def save(somebody: Somebody, name: str = "Mine", query: str = "status=void", team: int | None = None) -> int:
    return actions.save(
        name=name, list_name="homes", query=query, team_id=team, by=somebody.viewer, now=JOINED_AT
    )


def test_a_view_that_cannot_be_kept_is_refused_with_why(alice: Somebody) -> None:
    save(alice)
    for name, query, team in (
        ("Mine", "a=1", None),
        ("", "a=1", None),
        ("Long", "x" * (LONGEST_QUERY + 1), None),
        ("Not in it", "a=1", 10**9),
    ):
        with pytest.raises(Refused):
            save(alice, name, query, team)
    with pytest.raises(Refused):
        actions.save(name="x", list_name="homes", query="", team_id=None, by=ANONYMOUS, now=JOINED_AT)


def test_what_is_done_with_views_is_in_the_audit_trail(alice: Somebody) -> None:
    view = save(alice)
    actions.begin_with(view_id=view, by=alice.viewer, now=JOINED_AT)
    assert queries.first(viewer=alice.viewer, list_name="homes") is not None
    actions.begin_with_all(list_name="homes", by=alice.viewer, now=JOINED_AT)
    actions.rename(view_id=view, name="Ours", by=alice.viewer, now=JOINED_AT)
    actions.remove(view_id=view, by=alice.viewer, now=JOINED_AT)
    told = (
        AuditEntry.objects.filter(subject_type="saved_view").order_by("id").values_list("action", flat=True)
    )
    assert [action.split(" a ")[0] for action in told] == [
        "saved",
        "began to open",
        "stopped opening",
        "renamed",
        "removed",
    ]


def test_another_persons_view_is_as_if_it_were_not_there(alice: Somebody, bob: Somebody) -> None:
    view = save(alice)
    assert queries.view(view, viewer=bob.viewer) is None
    with pytest.raises(Refused, match="no such view"):
        actions.remove(view_id=view, by=bob.viewer, now=JOINED_AT)
