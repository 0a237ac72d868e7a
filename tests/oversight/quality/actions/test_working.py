"""What people do with exceptions: each leaves an event and a line in the trail, and not everybody may."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db.models import Sum

from rooftree.oversight.quality.actions import working
from rooftree.oversight.quality.models import ExceptionEvent, ExceptionTally, QualityException
from rooftree.reference.accounts.teams.models import Team
from rooftree.reference.audit.models import AuditEntry
from rooftree.reference.refusals.rules import Refused
from tests.nights import moment
from tests.oversight.quality.ledger import Ledger, rule
from tests.people import Somebody

UPRN = "unit.uprn.required"
PHONE = "rent_account.kind.codelist"


def when(ledger: Ledger) -> dict[str, Any]:
    return {"now": moment(ledger.day, 9), "today": ledger.day}


@pytest.fixture
def found(ledger: Ledger) -> list[str]:
    """Two exceptions."""
    ledger.night([(UPRN, "P1"), (UPRN, "P2")])
    return [str(one) for one in QualityException.objects.order_by("source_key").values_list("pk", flat=True)]


def tally() -> dict[str, int]:
    rows = ExceptionTally.objects.values_list("state").annotate(many=Sum("count"))
    return {state: many for state, many in rows if many}


def test_many_are_given_to_a_colleague_and_a_team_at_once(
    ledger: Ledger, found: list[str], alice: Somebody, bob: Somebody
) -> None:
    team = Team.objects.create(name="Asset data", made_at=moment(ledger.day))
    many = working.assign(ids=found, to=bob.user.pk, team=team.pk, by=alice.viewer, **when(ledger))
    assert many == 2
    assert set(QualityException.objects.values_list("assigned_to", "team")) == {(bob.user.pk, team.pk)}
    assert set(ExceptionEvent.objects.values_list("what", "to", "by")) == {
        ("assigned", "Bob Planner, Asset data", "Alice Officer")
    }
    assert AuditEntry.objects.filter(action="assigned exceptions", detail__exceptions=2).count() == 1
    assert ExceptionTally.objects.filter(team_id=team.pk).aggregate(many=Sum("count"))["many"] == 2


def test_nobody_is_given_what_they_may_not_see(ledger: Ledger, alice: Somebody, bob: Somebody) -> None:
    ledger.rules, ledger.held = (rule(PHONE),), {("nec", "rent_account"): ["A1"]}
    ledger.night([(PHONE, "A1")])
    ids = list(QualityException.objects.values_list("pk", flat=True))
    with pytest.raises(Refused, match="may not work on all"):
        working.assign(ids=ids, to=bob.user.pk, by=alice.viewer, **when(ledger))
    with pytest.raises(Refused, match="As a planner you cannot"):
        working.comment(exception_id=ids[0], text="Hm", by=bob.viewer, **when(ledger))


def test_only_data_stewards_waive(ledger: Ledger, found: list[str], alice: Somebody, carys: Somebody) -> None:
    until = ledger.day + datetime.timedelta(days=30)
    with pytest.raises(Refused, match="As a housing officer you cannot waive"):
        working.waive(ids=found, until=until, reason="A shed", by=alice.viewer, **when(ledger))
    working.waive(ids=found[:1], until=until, reason=" A shed ", by=carys.viewer, **when(ledger))
    one = QualityException.objects.get(pk=found[0])
    assert (one.state, one.waived_by, one.waived_until, one.waived_reason) == (
        "waived",
        "Carys Steward",
        until,
        "A shed",
    )
    assert tally() == {"new": 1, "waived": 1}
    ledger.night([(UPRN, "P1"), (UPRN, "P2")])
    assert ledger.states() == {"P1": "waived", "P2": "open"}
    working.unwaive(ids=found, reason="It is a home after all", by=carys.viewer, **when(ledger))
    assert ledger.states() == {"P1": "open", "P2": "open"}
    assert ledger.story("P1") == ["waived", "unwaived"]
    assert tally() == {"open": 2}


@pytest.mark.parametrize(("days", "reason"), [(0, "why"), (400, "why"), (30, "  ")])
def test_a_waiver_has_an_end_within_a_year_and_a_reason(
    ledger: Ledger, found: list[str], carys: Somebody, days: int, reason: str
) -> None:
    until = ledger.day + datetime.timedelta(days=days)
    with pytest.raises(Refused):
        working.waive(ids=found, until=until, reason=reason, by=carys.viewer, **when(ledger))
    assert ledger.states() == {"P1": "new", "P2": "new"}
    assert not ExceptionEvent.objects.exists()


def test_what_is_said_to_be_mended_is_marked_once_and_looked_at_tonight(
    ledger: Ledger, found: list[str], alice: Somebody
) -> None:
    assert working.say_mended(ids=found, by=alice.viewer, said="Asked NEC", **when(ledger)) == 2
    assert working.say_mended(ids=found, by=alice.viewer, **when(ledger)) == 0
    ledger.night([(UPRN, "P1")])
    assert ledger.story("P1") == ["said_mended", "still_so"]
    assert ledger.story("P2") == ["said_mended", "resolved"]


def test_a_comment_stays_as_it_was_written(ledger: Ledger, found: list[str], alice: Somebody) -> None:
    working.comment(exception_id=found[0], text="The\x00 file is late", by=alice.viewer, **when(ledger))
    event = ExceptionEvent.objects.get()
    assert (event.what, event.said, event.by_user_id) == ("comment", "The file is late", alice.user.pk)


def test_what_is_resolved_is_not_given_or_waived(ledger: Ledger, found: list[str], carys: Somebody) -> None:
    ledger.night([(UPRN, "P1")])
    with pytest.raises(Refused, match="1 of them are resolved"):
        working.assign(ids=found, to=carys.user.pk, by=carys.viewer, **when(ledger))
    assert QualityException.objects.filter(assigned_to__isnull=False).count() == 0


@pytest.mark.parametrize("ids", [[], ["no id"], ["00000000-0000-0000-0000-000000000000"]])
def test_exceptions_that_are_not_there_are_said_to_be_so(
    ledger: Ledger, found: list[str], carys: Somebody, ids: list[str]
) -> None:
    with pytest.raises(Refused):
        working.say_mended(ids=ids, by=carys.viewer, **when(ledger))
