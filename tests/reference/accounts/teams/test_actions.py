"""Teams are made by administrators, and say who is in them to nobody else."""

from __future__ import annotations

import pytest

from rooftree.reference.accounts.teams import actions, queries
from rooftree.reference.audit.models import AuditEntry
from rooftree.reference.refusals.rules import Refused
from tests.people import JOINED_AT, Somebody

pytestmark = pytest.mark.django_db


def test_an_administrator_makes_a_team_and_puts_people_in_and_out(dev: Somebody, alice: Somebody) -> None:
    team = actions.add(name="  North   patch ", by=dev.viewer, now=JOINED_AT)
    for _ in range(2):
        actions.put_in(team_id=team, email="Alice@example.org", by=dev.viewer, now=JOINED_AT)
    (shown,) = queries.teams(viewer=dev.viewer)
    assert (shown.name, [one.email for one in shown.members]) == ("North patch", [alice.user.email])
    assert [one.name for one in queries.own(viewer=alice.viewer)] == ["North patch"]
    assert queries.teams(viewer=alice.viewer) == []
    actions.take_out(team_id=team, email=alice.user.email, by=dev.viewer, now=JOINED_AT)
    assert queries.own(viewer=alice.viewer) == []
    told = AuditEntry.objects.filter(action__contains="team").order_by("id").values_list("action", flat=True)
    assert list(told) == ["made a team", "put in a team", "taken out of a team"]


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "a\x00b", "NORTH"])
def test_a_name_that_is_none_or_taken_is_refused(name: str, dev: Somebody) -> None:
    actions.add(name="North", by=dev.viewer, now=JOINED_AT)
    with pytest.raises(Refused):
        actions.add(name=name, by=dev.viewer, now=JOINED_AT)


def test_nobody_else_makes_teams_and_unknown_ones_are_refused(dev: Somebody, alice: Somebody) -> None:
    with pytest.raises(Refused):
        actions.add(name="North", by=alice.viewer, now=JOINED_AT)
    with pytest.raises(Refused):
        actions.put_in(team_id=1, email=alice.user.email, by=alice.viewer, now=JOINED_AT)
    with pytest.raises(Refused):
        actions.put_in(team_id=10**9, email=alice.user.email, by=dev.viewer, now=JOINED_AT)
