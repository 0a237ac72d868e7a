"""Scores, what comes back, the morning's digest, the export: figures that follow from what stands."""

from __future__ import annotations

import csv
from pathlib import Path

from rooftree.desk.exports.exceptions import exceptions
from rooftree.desk.exports.writing import write
from rooftree.oversight.quality.actions import working
from rooftree.oversight.quality.queries import checks
from rooftree.oversight.quality.queries.digest import digests
from rooftree.oversight.quality.queries.recurring import recurring
from rooftree.oversight.quality.queries.scores import Within, definition, over_time, scores
from rooftree.records import models as m
from rooftree.reference.accounts.rules import ANONYMOUS, SYSTEM
from rooftree.reference.standard.quality.rules import Dimension, Severity
from tests.factories.records import make
from tests.nights import moment
from tests.oversight.quality.ledger import Ledger, rule
from tests.oversight.quality.records import known, row_id
from tests.people import Somebody

DONE, STATUS = "work_order.completed_at.required", "work_order.status.codelist"
UPRN, KIND = "unit.uprn.required", "rent_account.kind.codelist"


def two_tables(ledger: Ledger) -> None:
    ledger.rules = (rule(UPRN), rule(KIND, dimension=Dimension.CONFORMITY, severity=Severity.CRITICAL))
    ledger.held = {("nec", "unit"): ["P1", "P2", "P3"], ("nec", "rent_account"): ["R1", "R2", "R3"]}


def test_a_score_is_the_share_of_answers_that_hold_and_leads_to_the_rest(
    ledger: Ledger, carys: Somebody
) -> None:
    two_tables(ledger)
    ledger.night([(UPRN, "P1"), (KIND, "R1"), (KIND, "R2")])
    told = {
        one.by: (one.counted, one.failed, one.percent) for one in scores("dimension", viewer=carys.viewer)
    }
    assert told == {"conformity": (3, 2, 33.3), "completeness": (3, 1, 66.6)}
    lowest = scores("dimension", viewer=carys.viewer)[0]
    assert lowest.rows == Within(dimension="conformity")
    within = scores("table_name", viewer=carys.viewer, within=lowest.rows)
    assert [(one.by, one.failed, one.rows.table_name) for one in within] == [
        ("rent_account", 2, "rent_account")
    ]
    assert "share that holds" in definition("dimension")


def test_a_home_with_two_shortfalls_is_one_home_of_its_patch(ledger: Ledger, carys: Somebody) -> None:
    two_tables(ledger)
    homes = [make(m.Unit, source_key=f"P{at}", area_code="N1") for at in range(4)]
    known("unit", homes[0], "P1", {})
    make(m.RentAccount, id=row_id("rent_account", "nec", "R1"), source_key="R1", unit=homes[0])
    ledger.night([(UPRN, "P1"), (KIND, "R1")])
    (patch,) = scores("area_code", viewer=carys.viewer)
    assert (patch.by, patch.counted, patch.failed, patch.percent) == ("N1", 4, 1, 75.0)
    (part,) = scores("area_code", viewer=carys.viewer, within=Within(dimension="conformity"))
    assert (part.counted, part.failed, part.rows) == (4, 1, Within(dimension="conformity", area_code="N1"))
    assert scores("area_code", viewer=ANONYMOUS) == []


def test_a_contractor_is_scored_by_the_records_that_name_it(ledger: Ledger, carys: Somebody) -> None:
    body = make(m.Organization, source_key="Fixit")
    orders = [make(m.WorkOrder, source_key=f"W{at}", contractor=body) for at in range(3)]
    known("work_order", orders[0], "W0", {})
    ledger.rules = (rule(DONE), rule(STATUS, dimension=Dimension.CONFORMITY))
    ledger.held = {("nec", "work_order"): ["W0", "W1", "W2"]}
    ledger.night([(DONE, "W0"), (STATUS, "W0")])
    (told,) = scores("contractor_id", viewer=carys.viewer)
    assert (told.by, told.counted, told.failed, told.percent) == (str(body.pk), 3, 1, 66.6)


def test_scores_are_kept_for_each_night_and_shown_to_who_may_see_the_table(
    ledger: Ledger, carys: Somebody, bob: Somebody
) -> None:
    two_tables(ledger)
    ledger.night([(UPRN, "P1"), (KIND, "R1")])
    ledger.night([(KIND, "R1")])
    told = over_time(viewer=carys.viewer, within=Within(dimension="completeness"))
    assert [one.percent for one in told] == [66.6, 100.0]
    assert {one.by for one in scores("table_name", viewer=bob.viewer)} == {"unit"}


def test_the_digest_tells_each_owner_their_own_and_names_nobody(
    ledger: Ledger, alice: Somebody, carys: Somebody
) -> None:
    two_tables(ledger)
    ledger.night([(UPRN, "P1"), (KIND, "R1")])
    account = ledger.one("R1", KIND)
    working.assign(
        ids=[account.pk], to=alice.user.pk, by=carys.viewer, now=moment(ledger.day), today=ledger.day
    )
    told = {one.name: one for one in digests(viewer=SYSTEM, today=ledger.day)}
    assert set(told) == {"Alice Officer", "Asset Data Manager"}
    assert told["Alice Officer"].text.splitlines()[:2] == [
        "Alice Officer: 1 exception to be mended.",
        "Since the last check: 1 new, 0 back after a mend.",
    ]
    assert told["Alice Officer"].critical == 1
    assert "R1" not in told["Alice Officer"].text


def test_what_comes_back_ten_times_is_told_with_what_to_change(ledger: Ledger, carys: Somebody) -> None:
    keys = [f"P{at}" for at in range(12)]
    ledger.held = {("nec", "unit"): keys}
    for broken in (True, False, True):
        ledger.night([(UPRN, key) for key in keys] if broken else [])
    (told,) = recurring(viewer=carys.viewer, today=ledger.day)
    assert (told.rule_id, told.source_system, told.counted.came_back) == (UPRN, "nec", 12)
    assert told.suggestion.remedy == "system"
    assert recurring(viewer=carys.viewer, today=ledger.day.replace(year=2028)) == []


def test_the_export_has_every_exception_with_when_it_was_last_seen(ledger: Ledger, tmp_path: Path) -> None:
    ledger.night([(UPRN, "P1"), (UPRN, "P2")])
    first = ledger.day
    ledger.night([(UPRN, "P1")])
    made = exceptions()
    write(
        form="csv",
        out=tmp_path / "x.csv",
        columns=made.columns,
        rows=made.rows(SYSTEM),
        about=made.about(),
    )
    with (tmp_path / "x.csv").open(newline="") as file:
        rows = {row["entity_key"]: row for row in csv.DictReader(file)}
    assert list(rows["P1"]) == [
        "exception_id",
        "rule_id",
        "rule_version",
        "dimension",
        "severity",
        "source_system",
        "entity",
        "entity_key",
        "column",
        "state",
        "first_seen",
        "last_seen",
        "owner",
    ]
    assert (rows["P1"]["state"], rows["P1"]["last_seen"]) == ("open", ledger.day.isoformat())
    assert (rows["P2"]["state"], rows["P2"]["last_seen"]) == ("resolved", first.isoformat())
    assert rows["P1"]["owner"] == "Asset Data Manager"
    assert rows["P1"]["exception_id"] == str(ledger.one().pk)


def test_the_last_check_says_what_it_could_not_ask(ledger: Ledger) -> None:
    ledger.night([(UPRN, "P1")])
    ledger.night(errors={UPRN: "It does not fit."})
    latest = checks.latest(viewer=SYSTEM)
    assert latest is not None
    assert latest.errored == 1
    (told,) = checks.not_settled(latest.run_id, viewer=SYSTEM)
    assert (told.rule_id, told.why, told.is_error) == (UPRN, "It does not fit.", True)
