"""What becomes of rows that a source no longer sends."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from rooftree.records.publishing.actions.deciding import decide
from rooftree.records.publishing.queries import decisions, held
from rooftree.records.publishing.rules import Decision
from rooftree.reference.accounts.rules import SYSTEM
from rooftree.reference.refusals.rules import Refused
from tests.nights import FIRST, Landlord, Row, asked, moment, units, whole
from tests.people import Somebody

SECOND, THIRD, FOURTH = (FIRST + timedelta(days=days) for days in (1, 2, 3))


def ended(table: str) -> list[tuple[str, date]]:
    return asked(f"SELECT source_key, ended_on FROM {table} WHERE ended_on IS NOT NULL ORDER BY 1")


def rooms(number: int, *, without: int = 0) -> list[Row]:
    keys = [f"P{at:04d}" for at in range(1, number + 1) if at != without]
    return [
        {"source_system": "nec", "source_key": key, "asset_ref": key, "room_type": "kitchen"} for key in keys
    ]


def test_a_row_that_vanishes_is_ended_and_one_that_returns_lives_again(landlord: Landlord) -> None:
    landlord.night({"unit": units(40)})
    ids = dict(asked("SELECT source_key, id FROM unit"))
    landlord.night({"unit": units(40, without=[7])}, SECOND)
    assert ended("unit") == [("P0007", SECOND)]
    assert ended("claim") == ended("reference") == [("P0007", SECOND)]
    landlord.night({"unit": units(40, without=[7, 8])}, THIRD)
    assert ended("unit") == [("P0007", SECOND), ("P0008", THIRD)]
    landlord.night({"unit": units(40, without=[8])}, FOURTH)
    assert ended("unit") == ended("claim") == [("P0008", THIRD)]
    assert dict(asked("SELECT source_key, id FROM unit")) == ids
    assert asked("SELECT count(*) FROM unit_event WHERE source_key = 'P0007'") == [2]


def test_a_row_older_than_a_window_does_not_end(landlord: Landlord) -> None:
    def actions(*numbers: int) -> list[Row]:
        known = {"source_system": "nec", "pay_ref": "A1", "action": "letter"}
        return [known | {"source_key": f"A1/{at}"} for at in numbers]

    landlord.night({"arrears_action": actions(1, 2, 3)})
    landlord.night({"arrears_action": actions(3, 4)}, SECOND)
    assert asked("SELECT count(*) FROM arrears_action WHERE ended_on IS NULL") == [4]


def test_more_than_five_in_a_hundred_wait_and_the_rest_is_published(
    landlord: Landlord, carys: Somebody
) -> None:
    landlord.night({"unit": units(40), "room": rooms(40)})
    fewer = {"unit": units(40, without=[1, 2, 3], kind="house"), "room": rooms(40, without=9)}
    report = landlord.night(fewer, SECOND)
    assert report.held == ["unit: 3 of 40"]
    assert ended("unit") == ended("claim") == ended("reference") == []
    assert asked("SELECT DISTINCT kind FROM unit") == ["flat"]
    assert ended("room") == [("P0009", SECOND)]
    (question,) = held(viewer=carys.viewer)
    assert (question.table, question.would_end, question.live, question.run_id) == (
        "unit",
        3,
        40,
        report.run_id,
    )
    before = whole()
    assert landlord.night(fewer, SECOND).changes == {}
    assert whole() == before
    assert "Nothing new" in landlord.said[-1]
    assert len(held(viewer=carys.viewer)) == 1


def test_with_a_yes_they_end_in_the_next_run_and_only_then(landlord: Landlord, carys: Somebody) -> None:
    landlord.night({"unit": units(60)})
    fewer = {"unit": units(60, without=[1, 2, 3, 4])}
    landlord.night(fewer, SECOND)
    (question,) = held(viewer=carys.viewer)
    decide(question.id, decision=Decision.END, by=carys.viewer, now=moment(SECOND, 9))
    assert landlord.night(fewer, THIRD).held == []
    assert [day for _, day in ended("unit")] == [THIRD] * 4
    assert held(viewer=carys.viewer) == []
    assert decisions(viewer=SYSTEM).end == {}
    assert "Nothing new" not in landlord.said[-1]
    landlord.night(fewer, THIRD)
    assert "Nothing new" in landlord.said[-1]
    assert landlord.night({"unit": units(60, without=[*range(1, 9)])}, FOURTH).held == ["unit: 4 of 56"]


def test_with_a_no_they_stay_and_everything_else_is_published(landlord: Landlord, carys: Somebody) -> None:
    landlord.night({"unit": units(40)})
    fewer = {"unit": units(40, without=[1, 2, 3], kind="house")}
    landlord.night(fewer, SECOND)
    (question,) = held(viewer=carys.viewer)
    decide(question.id, decision=Decision.KEEP, by=carys.viewer, now=moment(SECOND, 9))
    assert landlord.night(fewer, THIRD).held == []
    assert ended("unit") == ended("claim") == ended("reference") == []
    assert asked("SELECT kind, count(*) FROM unit GROUP BY 1 ORDER BY 1") == [("flat", 3), ("house", 37)]
    assert landlord.night({"unit": units(40, without=[*range(1, 6)])}, FOURTH).held == ["unit: 5 of 40"]


def test_a_question_goes_when_the_rows_are_back(landlord: Landlord, carys: Somebody) -> None:
    landlord.night({"unit": units(40)})
    landlord.night({"unit": units(40, without=[1, 2, 3])}, SECOND)
    landlord.night({"unit": units(40)}, THIRD)
    assert held(viewer=carys.viewer) == []


def test_who_may_not_start_runs_may_not_decide(landlord: Landlord, alice: Somebody, carys: Somebody) -> None:
    landlord.night({"unit": units(40)})
    landlord.night({"unit": units(40, without=[1, 2, 3])}, SECOND)
    (question,) = held(viewer=carys.viewer)
    with pytest.raises(Refused):
        decide(question.id, decision=Decision.END, by=alice.viewer, now=moment(SECOND, 9))
    decide(question.id, decision=Decision.END, by=carys.viewer, now=moment(SECOND, 9))
    with pytest.raises(Refused, match="decided"):
        decide(question.id, decision=Decision.KEEP, by=carys.viewer, now=moment(SECOND, 10))
    assert asked("SELECT count(*) FROM held_table WHERE decision = 'end'") == [1]


def test_what_depends_on_a_held_table_finds_its_rows_and_not_those_that_wait(landlord: Landlord) -> None:
    landlord.night({"unit": units(40), "room": rooms(40)})
    more = [*units(41, without=[1, 2, 3])]
    landlord.night({"unit": more, "room": rooms(41)}, SECOND)
    assert asked("SELECT source_key FROM room WHERE unit_id IS NULL") == ["P0041"]
    landlord.night({"unit": units(41), "room": rooms(41)}, THIRD)
    assert asked("SELECT count(*) FROM room WHERE unit_id IS NULL") == [0]


def test_a_file_that_is_lost_altogether_ends_nothing(landlord: Landlord) -> None:
    landlord.night({"unit": units(40), "room": rooms(40)})
    landlord.night({"unit": units(39), "room": rooms(39)}, SECOND, unsure=["unit"])
    assert ended("unit") == ended("claim") == []
    assert [key for key, _ in ended("room")] == ["P0040"]
    landlord.night({"unit": units(39), "room": rooms(39)}, THIRD)
    assert [key for key, _ in ended("unit")] == ["P0040"]


def test_what_the_files_of_a_held_table_left_out_elsewhere_stays_until_it_is_decided(
    landlord: Landlord, carys: Somebody
) -> None:
    together = {"nec": {"unit": frozenset({"room"})}}
    whole_night = {"unit": units(40), "room": rooms(40), "address": _addresses(40)}
    landlord.night(whole_night, together=together)
    short = {
        "unit": units(40, without=[1, 2, 3]),
        "room": rooms(40, without=1),
        "address": _addresses(40, without=1),
    }
    report = landlord.night(short, SECOND, together=together)
    assert report.held == ["unit: 3 of 40"]
    assert ended("unit") == ended("room") == []
    assert ended("address") == [("P0001", SECOND)], "another file's rows end as ever"
    assert landlord.said[-1].endswith("nothing ends that the same files feed: room.")
    (question,) = held(viewer=SYSTEM)
    decide(question.id, decision=Decision.END, by=carys.viewer, now=moment(SECOND, 9))
    landlord.night(short, THIRD, together=together)
    assert [key for key, _ in ended("unit")] == ["P0001", "P0002", "P0003"]
    assert ended("room") == [("P0001", THIRD)]


def test_rows_a_person_lets_stay_keep_what_the_same_files_feed(landlord: Landlord, carys: Somebody) -> None:
    together = {"nec": {"unit": frozenset({"room"})}}
    landlord.night({"unit": units(40), "room": rooms(40)}, together=together)
    short = {"unit": units(40, without=[1, 2, 3]), "room": rooms(40, without=1)}
    landlord.night(short, SECOND, together=together)
    (question,) = held(viewer=SYSTEM)
    decide(question.id, decision=Decision.KEEP, by=carys.viewer, now=moment(SECOND, 9))
    landlord.night(short, THIRD, together=together)
    assert ended("unit") == ended("room") == []


def _addresses(number: int, *, without: int = 0) -> list[Row]:
    keys = [f"P{at:04d}" for at in range(1, number + 1) if at != without]
    return [{"source_system": "nec", "source_key": key, "line": f"Flat {key}"} for key in keys]
