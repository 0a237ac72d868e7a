"""What people decided, over nights: merged, said to be different, parted, taken back; nothing else moves."""

from __future__ import annotations

import pytest

from rooftree.records.matching.models import MatchCandidate, Reference
from rooftree.records.matching.review.actions.splitting import split
from rooftree.records.matching.review.actions.undoing import undo
from rooftree.records.matching.review.rules import Outcome
from tests.nights import FIRST, Landlord, Row, asked, people, units, whole
from tests.records.matching.review.made import (
    NIGHTS,
    ONE_NUMBER,
    ids,
    on,
    said,
    say,
    with_one_number,
)

pytestmark = pytest.mark.any_server
DOUBTFUL = with_one_number("nec-3", "nec-9")


def doubts() -> int:
    return MatchCandidate.objects.filter(ended_on=None).count()


def test_said_the_same_two_are_one_from_the_next_night_and_taken_back_they_are_two(
    landlord: Landlord,
) -> None:
    landlord.night({"person": people(30)})
    before = ids()
    landlord.night(DOUBTFUL, NIGHTS[1])
    assert doubts() == 1
    assert say("same", before["nec-3"], before["nec-9"]) is Outcome.SAME
    assert ids() == before
    landlord.night(DOUBTFUL, NIGHTS[2])
    merged = ids()
    assert merged["nec-3"] == merged["nec-9"] == min(before["nec-3"], before["nec-9"], key=str)
    said_by = dict(asked("SELECT source_key, decided_by FROM reference WHERE entity_id <> own_id"))
    assert list(said_by.values()) == ["A person"]
    assert doubts() == 0
    undo(said(before["nec-3"], before["nec-9"])[0].pk, reason="They are cousins", acting=on(NIGHTS[2]))
    landlord.night(DOUBTFUL, NIGHTS[3])
    assert ids() == before
    assert asked("SELECT count(*) FROM person WHERE ended_on IS NULL") == [30]
    assert doubts() == 1


def test_said_to_be_different_the_doubt_never_comes_back_by_itself(landlord: Landlord) -> None:
    landlord.night({"person": people(30)})
    before = ids()
    landlord.night(DOUBTFUL, NIGHTS[1])
    assert say("different", before["nec-3"], before["nec-9"]) is Outcome.DIFFERENT
    for day, known in zip(NIGHTS[2:5], (True, False, True), strict=True):
        kept = people(30, without=() if known else [9])
        landlord.night(with_one_number("nec-3", "nec-9", rows=kept), day)
        assert doubts() == 0
    assert ids() == before
    undo(said(before["nec-3"], before["nec-9"])[0].pk, reason="Not sure after all", acting=on(NIGHTS[5]))
    landlord.night(DOUBTFUL, NIGHTS[6])
    assert doubts() == 1


def test_a_new_row_that_fits_both_of_two_who_are_different_makes_them_no_one(landlord: Landlord) -> None:
    landlord.night({"person": people(30)})
    before = ids()
    landlord.night(DOUBTFUL, NIGHTS[1])
    say("different", before["nec-3"], before["nec-9"])
    bridge: Row = people(1, system="oneserve")[0] | ONE_NUMBER | {"given_name": None}
    rows = {"person": [bridge, *DOUBTFUL["person"]]}
    landlord.night(rows, NIGHTS[2])
    after = ids()
    joined = after.pop("oneserve-1")
    assert after == before
    assert joined in (before["nec-3"], before["nec-9"])
    landlord.night(rows | {"unit": units(3)}, NIGHTS[3])
    assert ids()["oneserve-1"] == joined


def test_who_is_different_from_one_is_different_from_all_whom_that_one_is(landlord: Landlord) -> None:
    landlord.night({"person": people(30)})
    before = ids()
    landlord.night(with_one_number("nec-3", "nec-9", "nec-12"), NIGHTS[1])
    say("different", before["nec-3"], before["nec-9"])
    say("same", before["nec-9"], before["nec-12"])
    landlord.night(with_one_number("nec-3", "nec-9", "nec-12"), NIGHTS[2])
    assert doubts() == 0
    assert ids()["nec-9"] == ids()["nec-12"] != ids()["nec-3"]


def two_systems(**facts: object) -> dict[str, list[Row]]:
    """Three rows that a number makes one person: the tenancy's and two of repairs."""
    others = [row | ONE_NUMBER | facts for row in people(2, system="oneserve", given_name="Dilwen")]
    return {"person": [*with_one_number("nec-3")["person"], *others]}


def test_a_row_that_is_not_theirs_is_parted_and_taken_back_it_is_theirs_again(landlord: Landlord) -> None:
    landlord.night(two_systems())
    before = ids()
    assert before["nec-3"] == before["oneserve-1"] == before["oneserve-2"]
    row = Reference.objects.get(source_key="oneserve-1")
    made = split(str(row.pk), reason="Another Dilwen", acting=on(FIRST))
    for day in NIGHTS[1:3]:
        landlord.night(two_systems(), day)
        after = ids()
        assert after["nec-3"] == after["oneserve-2"] == before["nec-3"]
        assert after["oneserve-1"] != before["nec-3"]
        assert doubts() == 0
    apart = ids()
    landlord.night(two_systems(family_name="Oakapple"), NIGHTS[3])
    assert ids() == apart
    undo(made.pk, reason="It was her", acting=on(NIGHTS[3]))
    landlord.night(two_systems(), NIGHTS[4])
    assert ids() == before
    landlord.night(two_systems(family_name="Yewcroft"), NIGHTS[5])
    assert (ids(), doubts()) == (before, 0)


def test_the_id_stays_with_the_tenancys_row_when_that_is_the_one_said_not_to_be_theirs(
    landlord: Landlord,
) -> None:
    landlord.night(two_systems())
    before = ids()["nec-3"]
    row = Reference.objects.get(source_key="nec-3")
    made = split(str(row.pk), reason="The tenant is another", acting=on(FIRST))
    landlord.night(two_systems(), NIGHTS[1])
    after = ids()
    assert after["nec-3"] == before
    assert after["oneserve-1"] == after["oneserve-2"] != before
    undo(made.pk, reason="They are one", acting=on(NIGHTS[1]))
    landlord.night(two_systems(), NIGHTS[2])
    assert {ids()[key] for key in ("nec-3", "oneserve-1", "oneserve-2")} == {before}


def test_a_split_taken_back_before_any_run_leaves_nothing_behind(landlord: Landlord) -> None:
    landlord.night(two_systems())
    before = ids()
    made = split(str(Reference.objects.get(source_key="nec-3").pk), reason="Another", acting=on(FIRST))
    undo(made.pk, reason="No, hers", acting=on(FIRST))
    landlord.night(two_systems(), NIGHTS[1])
    assert ids() == before
    assert asked("SELECT count(*) FROM entity_alias") == [0]


def test_a_merge_taken_back_while_the_row_is_away_holds_when_it_returns(landlord: Landlord) -> None:
    landlord.night({"person": people(30)})
    before = ids()
    landlord.night(DOUBTFUL, NIGHTS[1])
    say("same", before["nec-3"], before["nec-9"])
    landlord.night(DOUBTFUL, NIGHTS[2])
    undo(said(before["nec-3"], before["nec-9"])[0].pk, reason="Cousins", acting=on(NIGHTS[2]))
    away = with_one_number("nec-3", rows=people(30, without=[9]))
    landlord.night(away, NIGHTS[3])
    landlord.night(DOUBTFUL, NIGHTS[4])
    assert ids() == before


def test_ids_are_the_same_after_nights_of_churn_however_often_a_night_is_repeated(landlord: Landlord) -> None:
    landlord.night(two_systems())
    first = ids()
    say("same", first["nec-5"], first["nec-6"])
    say("different", first["nec-7"], first["nec-8"])
    split(str(Reference.objects.get(source_key="oneserve-2").pk), reason="Not her", acting=on(FIRST))
    landlord.night(two_systems(), NIGHTS[1])
    settled = ids()
    for at, day in enumerate(NIGHTS[2:5]):
        gone = {f"nec-{15 + at}"}
        rows = [row for row in two_systems()["person"] if row["source_key"] not in gone]
        landlord.night({"person": rows}, day)
        once = whole()
        landlord.night({"person": rows}, day)
        assert whole() == once
        assert ids() == {key: own for key, own in settled.items() if key not in gone}
    landlord.night(two_systems(), NIGHTS[8])
    assert ids() == settled
