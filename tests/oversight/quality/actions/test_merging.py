"""States over several runs: what is found, mended, broken again, waived, and what settles nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from rooftree.oversight.quality.actions import tallying
from rooftree.oversight.quality.models import CheckRun, ExceptionTally, QualityException, RuleResult
from rooftree.oversight.quality.rules.doubts import Doubts
from rooftree.reference.standard.quality.rules import Severity
from tests.nights import moment
from tests.oversight.quality.ledger import Ledger, rule

UPRN = "unit.uprn.required"
BEDS = "unit.bedrooms.required"


def waive(ledger: Ledger, days: int, key: str = "P1") -> None:
    QualityException.objects.filter(source_key=key).update(
        state="waived",
        waived_at=timezone.now(),
        waived_by="Carys",
        waived_until=ledger.day + timedelta(days=days),
        waived_reason="A shed",
    )


def test_three_nights_with_a_mend_and_a_break(ledger: Ledger) -> None:
    first = ledger.night([(UPRN, "P1"), (UPRN, "P2")])
    assert ledger.states() == {"P1": "new", "P2": "new"}
    second = ledger.night([(UPRN, "P2")])
    assert ledger.states() == {"P1": "resolved", "P2": "open"}
    third = ledger.night([(UPRN, "P1"), (UPRN, "P2"), (UPRN, "P3")])
    assert ledger.states() == {"P1": "reopened", "P2": "open", "P3": "new"}
    fourth = ledger.night([(UPRN, "P1")])
    assert ledger.states() == {"P1": "open", "P2": "resolved", "P3": "resolved"}
    told = [
        {name: one.counts[name] for name in ("new", "open", "resolved", "reopened", "standing")}
        for one in (first, second, third, fourth)
    ]
    assert told == [
        {"new": 2, "open": 0, "resolved": 0, "reopened": 0, "standing": 2},
        {"new": 0, "open": 1, "resolved": 1, "reopened": 0, "standing": 1},
        {"new": 1, "open": 1, "resolved": 0, "reopened": 1, "standing": 3},
        {"new": 0, "open": 1, "resolved": 2, "reopened": 0, "standing": 1},
    ]
    assert ledger.story() == ["resolved", "reopened"]
    one = ledger.one()
    assert (one.reopened, one.first_seen_on, one.since_on) == (
        1,
        ledger.day - timedelta(days=3),
        ledger.day - timedelta(days=1),
    )


def test_the_same_again_touches_no_row(ledger: Ledger) -> None:
    ledger.night([(UPRN, "P1")])
    ledger.night([(UPRN, "P1")])
    before = QualityException.objects.extra(select={"xmin": "xmin::text"}).values_list("id", "xmin").get()
    said = ledger.night([(UPRN, "P1")])
    after = QualityException.objects.extra(select={"xmin": "xmin::text"}).values_list("id", "xmin").get()
    assert after == before
    assert said.says == "0 new exceptions, 0 resolved, 0 reopened, 1 to be mended in all."


def test_a_rule_that_errors_resolves_nothing_and_says_so(ledger: Ledger) -> None:
    ledger.night([(UPRN, "P1")])
    said = ledger.night(errors={UPRN: "It does not fit the tables that arrived."})
    assert ledger.states() == {"P1": "new"}
    assert "1 rule could not be asked (unit.uprn.required)" in said.says
    assert RuleResult.objects.get(check_run_id=CheckRun.objects.latest("run_id").pk).error
    ledger.night()
    assert ledger.states() == {"P1": "resolved"}


@pytest.mark.parametrize("doubt", ["stale", "lost"])
def test_a_table_whose_file_did_not_come_resolves_nothing(ledger: Ledger, doubt: str) -> None:
    ledger.night([(UPRN, "P1")])
    own = frozenset({("nec", "unit")})
    doubts = Doubts(stale=own) if doubt == "stale" else Doubts(lost=own)
    ledger.night(doubts=doubts)
    assert ledger.states() == {"P1": "new"}
    assert RuleResult.objects.latest("id").unsure


def test_what_other_systems_sent_is_settled_all_the_same(ledger: Ledger) -> None:
    ledger.held[("keystone", "unit")] = ["K1"]
    ledger.night([(UPRN, "P1"), (UPRN, "K1")])
    ledger.night(doubts=Doubts(stale=frozenset({("nec", "unit")})))
    assert ledger.states() == {"P1": "new", "K1": "resolved"}


def test_a_withdrawn_rule_closes_its_exceptions_as_withdrawn(ledger: Ledger) -> None:
    ledger.rules = (rule(UPRN), rule(BEDS))
    ledger.night([(UPRN, "P1"), (BEDS, "P2")])
    ledger.rules = (rule(UPRN), rule(BEDS, active=False))
    said = ledger.night([(UPRN, "P1")])
    one = ledger.one("P2", BEDS)
    assert (one.state, one.resolved_as, ledger.story("P2")) == ("resolved", "withdrawn", ["withdrawn"])
    assert (said.counts["resolved"], said.counts["withdrawn"]) == (0, 1)
    assert "1 closed because their rule was withdrawn" in said.says


def test_a_rule_no_longer_asked_of_a_system_is_withdrawn_there(ledger: Ledger) -> None:
    ledger.held[("keystone", "unit")] = ["K1"]
    ledger.night([(UPRN, "P1"), (UPRN, "K1")])
    ledger.rules = (rule(UPRN, systems=("keystone",)),)
    ledger.night([(UPRN, "K1")])
    assert ledger.one().resolved_as == "withdrawn"
    assert ledger.states()["K1"] == "open"


def test_a_new_version_of_a_rule_keeps_the_exception(ledger: Ledger) -> None:
    ledger.night([(UPRN, "P1")])
    before = ledger.one()
    ledger.rules = (rule(UPRN, version=2, severity=Severity.CRITICAL),)
    ledger.night([(UPRN, "P1")])
    one = ledger.one()
    assert (one.pk, one.rule_version, one.severity, one.state) == (before.pk, 2, "critical", "open")
    assert one.due_on == before.first_seen_on + timedelta(days=5)


def test_a_changed_value_is_the_same_exception(ledger: Ledger) -> None:
    ledger.night({(UPRN, "P1"): 1})
    ledger.night({(UPRN, "P1"): 2})
    assert (ledger.one().value_hash, ledger.one().state) == (2, "open")
    assert QualityException.objects.count() == 1


def test_a_waiver_holds_until_its_last_day_and_then_reopens(ledger: Ledger) -> None:
    ledger.night([(UPRN, "P1")])
    waive(ledger, 2)
    ledger.night([(UPRN, "P1")])
    ledger.night([(UPRN, "P1")])
    assert ledger.states() == {"P1": "waived"}
    said = ledger.night([(UPRN, "P1")])
    one = ledger.one()
    assert (one.state, one.waived_until, said.counts["reopened"]) == ("reopened", None, 1)
    assert ledger.story() == ["waiver_ended"]


def test_a_waiver_runs_out_though_the_rule_could_not_be_asked(ledger: Ledger) -> None:
    ledger.night([(UPRN, "P1")])
    waive(ledger, 1)
    ledger.night(errors={UPRN: "no"}, later=5)
    assert ledger.states() == {"P1": "reopened"}


def test_what_is_mended_while_waived_is_resolved(ledger: Ledger) -> None:
    ledger.night([(UPRN, "P1")])
    waive(ledger, 30)
    ledger.night()
    assert ledger.states() == {"P1": "resolved"}


def test_a_row_that_left_a_snapshot_is_gone_and_one_that_left_a_window_was_not_asked(ledger: Ledger) -> None:
    tenancy = "tenancy.starts_on.required"
    ledger.rules, ledger.modes = (rule(UPRN), rule(tenancy)), {"tenancy": "window"}
    ledger.held[("nec", "tenancy")] = ["T1"]
    ledger.night([(UPRN, "P1"), (tenancy, "T1")])
    seen = ledger.day
    ledger.held = {("nec", "unit"): ["P2"], ("nec", "tenancy"): []}
    ledger.night()
    home, let = ledger.one("P1"), ledger.one("T1", tenancy)
    assert (home.state, home.resolved_as, home.last_seen_on) == ("resolved", "gone", seen)
    assert (let.state, let.last_seen_on) == ("new", seen)


def test_a_row_that_waits_for_a_person_is_not_gone(ledger: Ledger) -> None:
    ledger.night([(UPRN, "P1")])
    ledger.held[("nec", "unit")] = ["P2"]
    ledger.night(doubts=Doubts(held=frozenset({"unit"})))
    assert ledger.states() == {"P1": "new"}


def test_what_was_said_to_be_mended_is_looked_at(ledger: Ledger) -> None:
    ledger.night([(UPRN, "P1"), (UPRN, "P2")])
    QualityException.objects.update(mended_at=moment(ledger.day), mended_by="Alice")
    ledger.night([(UPRN, "P1")])
    assert ledger.story("P1") == ["still_so"]
    assert ledger.story("P2") == ["resolved"]
    assert not QualityException.objects.exclude(mended_at=None).exists()


def test_a_merge_that_is_killed_leaves_the_night_before(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.night([(UPRN, "P1")])

    def killed() -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(tallying, "tally", killed)
        ledger.night([(UPRN, "P2")])
    assert ledger.states() == {"P1": "new"}
    assert CheckRun.objects.count() == 1
    ledger.night([(UPRN, "P2")])
    assert ledger.states() == {"P1": "resolved", "P2": "new"}


def test_counts_beside_the_queue_are_those_of_the_ledger(ledger: Ledger) -> None:
    ledger.night([(UPRN, "P1"), (UPRN, "P2"), (UPRN, "P3")])
    ledger.night([(UPRN, "P1"), (UPRN, "P2")])
    assert [(one.state, one.count) for one in ExceptionTally.objects.all()] == [("open", 2)]


def test_the_day_to_mend_by_follows_from_the_severity(ledger: Ledger) -> None:
    ledger.rules = (replace(rule(UPRN), severity=Severity.MINOR),)
    ledger.night([(UPRN, "P1")])
    assert ledger.one().due_on == ledger.day + timedelta(days=60)
    assert ledger.one().owner == "Asset Data Manager"
