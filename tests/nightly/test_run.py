"""Whole nights: everything arrives, nothing is written twice, each change is known by moment and run."""

from __future__ import annotations

import csv
from datetime import timedelta
from pathlib import Path

import pytest

from rooftree.records.claims.queries import as_at
from rooftree.records.people.models import Communication
from rooftree.reference.accounts.rules import SYSTEM
from rooftree.reference.refusals.rules import Refused
from rooftree.reference.standard.queries import contracts
from rooftree.reference.standard.rules import Write
from rooftree.sources.extracts.queries.runs import run
from tests.nightly.conftest import Nights
from tests.nights import asked, moment

MERGED = [name for name, each in contracts().items() if each.write is Write.MERGED]
ROWS_ARE_RECORDS = {
    ("nec", "tenancies"): "tenancy",
    ("nec", "transactions"): "rent_transaction",
    ("keystone", "rooms"): "room",
    ("oneserve", "appointments"): "appointment",
    ("oneserve", "notifications"): "notification",
}


def lines(file: Path) -> int:
    with file.open(encoding="latin-1", newline="") as opened:
        return sum(1 for _ in csv.reader(opened)) - 1


def test_every_table_that_sources_speak_of_has_rows(nights: Nights) -> None:
    counts = nights.known["first"].counts
    spoken = [name for name, each in contracts().items() if each.write is not Write.PRODUCT]
    assert [name for name in spoken if not counts[name]] == []
    assert counts["claim"]
    assert counts["reference"]
    assert counts["disagreement"]


def test_as_many_records_as_the_files_hold_but_for_those_set_aside(nights: Nights) -> None:
    counts = nights.known["first"].counts
    for (system, file), table in ROWS_ARE_RECORDS.items():
        aside = asked(
            "SELECT set_aside FROM extract WHERE system = %s AND file = %s ORDER BY id LIMIT 1", system, file
        )
        assert lines(nights.extracts[0] / system / f"{file}.csv") == counts[table] + aside[0], table


def test_every_source_row_of_an_entity_has_its_claim_and_its_link(nights: Nights) -> None:
    claims = dict(
        asked("SELECT entity_type, count(DISTINCT (source_system, source_key)) FROM claim GROUP BY 1")
    )
    links = dict(asked("SELECT entity_type, count(*) FROM reference GROUP BY 1"))
    assert set(claims) == set(MERGED)
    assert {kind: claims[kind] for kind in links} == links


def test_the_same_extracts_again_write_nothing(nights: Nights) -> None:
    first, again = nights.known["first"], nights.known["again"]
    assert again.digest == first.digest
    assert again.report.changes == {}
    shown = run(again.report.run_id, viewer=SYSTEM)
    assert shown is not None
    said, _, checked = shown.says.partition(" as it is. ")
    assert said == "Nothing new was received; what was published stays"
    assert checked.startswith("0 new exceptions, 0 resolved, 0 reopened, ")


def test_ids_stay_over_three_nights(nights: Nights) -> None:
    first, second, third = (nights.known[name].ids for name in ("first", "second", "third"))
    assert {key: second[key] for key in first} == first
    assert {key: third[key] for key in second} == second


@pytest.mark.parametrize("name", ["second", "third"])
def test_history_holds_what_changed_and_no_more(nights: Nights, name: str) -> None:
    known = nights.known[name]
    assert known.report.held == []
    since, until = moment(known.day), moment(known.day + timedelta(days=1))
    superseded = {
        table: asked(
            f'SELECT count(*) FROM "{table}_event" WHERE pgh_created_at >= %s AND pgh_created_at < %s',
            since,
            until,
        )[0]
        for table in known.report.changes
        if f"{table}_event" in known.digest
    }
    expected = {
        table: changed["changed"] + changed["ended"]
        for table, changed in known.report.changes.items()
        if table in superseded
    }
    assert superseded == expected
    assert sum(expected.values()) > 0


def test_each_change_is_known_from_the_runs_moment_and_says_who_and_why(nights: Nights) -> None:
    known = nights.known["second"]
    moments = asked("SELECT DISTINCT known_from FROM unit WHERE known_from > %s", moment(known.day))
    assert moments
    assert all(timedelta(0) <= at - moment(at.date()) < timedelta(hours=1) for at in moments)
    contexts = asked(
        "SELECT DISTINCT (c.metadata ->> 'run')::int, c.metadata ->> 'reason', c.metadata ->> 'by' <> '' "
        "FROM claim_event e JOIN pghistory_context c ON c.id = e.pgh_context_id"
    )
    assert (known.report.run_id, "nightly run", True) in contexts
    assert {told[1:] for told in contexts} == {("nightly run", True)}


def test_each_night_can_be_seen_as_it_was(nights: Nights) -> None:
    for name in ("first", "second", "third"):
        known = nights.known[name]
        parts = as_at(Communication, moment(known.day, 23))
        assert sum(part.count() for part in parts) == known.counts["communication"], name


def test_a_refused_file_and_a_missing_one_end_nothing(nights: Nights) -> None:
    third, broken = nights.known["third"], nights.known["broken"]
    assert broken.digest == third.digest
    assert broken.report.refused == ["nec/people"]
    assert set(broken.report.stale) == {"nec/people", "keystone/rooms"}


def test_nor_do_they_when_the_landing_area_is_lost_as_well(nights: Nights) -> None:
    third, lost = nights.known["third"], nights.known["lost"]
    assert lost.report.held == []
    for table in ("person", "household", "household_member", "room", "claim", "reference"):
        assert lost.live[table] == third.live[table], table
    assert lost.ids == third.ids


def test_a_day_before_the_last_run_is_refused(nights: Nights) -> None:
    with pytest.raises(Refused, match=r"The last run was for \d+ November 2026; this one would be for 1 Nov"):
        nights.landlord.receives(nights.extracts[0], nights.known["first"].day.replace(day=1))
