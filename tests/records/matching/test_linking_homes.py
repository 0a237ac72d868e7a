"""Homes by their address, over nights: linked, doubtful, decided, and left as they were."""

from __future__ import annotations

import uuid
from pathlib import Path

from rooftree.records.matching.models import MatchCandidate, Reference
from rooftree.records.matching.review.actions.undoing import undo
from rooftree.records.matching.rules import Method
from tests.nights import FIRST, Landlord, Row, units
from tests.records.matching.review.made import NIGHTS, on, said, say

HOME = "unit"


def site(key: str, line: str | None, **facts: object) -> Row:
    """A site of the repairs system that no key joins to a home."""
    return {
        "source_system": "oneserve",
        "source_key": key,
        "asset_ref": key,
        "address_line": line,
        "postcode": "ZZ4 2LH",
    } | facts


SITES = [
    site("S-typo", "11 Lentern Street"),
    site("S-other-street", "12 Juniper Rise"),
    site("S-second-doubt", "14 Juniper Rise"),
    site("S-garage", "13 Lentern Street", kind="garage"),
    site("S-elsewhere", "240 Lantern Street"),
    site("S-blank", None),
    site("S-nonsense", "🏠" * 5_000),
]


def links() -> dict[str, Reference]:
    return {one.source_key: one for one in Reference.objects.filter(entity_type=HOME, ended_on=None)}


def ids() -> dict[str, uuid.UUID]:
    return {key: one.entity_id for key, one in links().items()}


def doubts() -> dict[str, MatchCandidate]:
    """Each open doubt by the site that it is about."""
    known = {own: key for key, own in ids().items() if key.startswith("S-")}
    found = {}
    for one in MatchCandidate.objects.filter(ended_on=None):
        found[known.get(one.first_id) or known[one.second_id]] = one
    return found


def files(landlord: Landlord) -> dict[Path, int]:
    folder = landlord.landing / "addresses"
    return {file: file.stat().st_mtime_ns for file in folder.rglob("*") if file.is_file()}


def test_an_address_links_a_home_or_waits_for_a_person_whose_word_holds(landlord: Landlord) -> None:
    rows = {"unit": units(30) + SITES}
    landlord.night(rows)
    before = ids()
    linked = links()["S-typo"]
    assert linked.entity_id == before["P0011"]
    assert linked.method == Method.MESSY_ADDRESS
    assert linked.decided_by == "Rooftree, by weighed evidence"
    assert linked.weight is not None
    assert linked.weight >= 15
    alone = {"S-other-street", "S-second-doubt", "S-garage", "S-elsewhere", "S-blank", "S-nonsense"}
    assert all(list(before.values()).count(before[key]) == 1 for key in alone)
    waiting = doubts()
    assert set(waiting) == {"S-other-street", "S-second-doubt"}
    told = waiting["S-other-street"]
    assert {told.first_id, told.second_id} == {before["S-other-street"], before["P0012"]}
    assert "The same postcode" in [one["says"] for one in told.evidence]

    kept = files(landlord)
    assert say("same", before["S-other-street"], before["P0012"], kind=HOME)
    assert say("different", before["S-second-doubt"], before["P0014"], kind=HOME)
    landlord.night(rows, NIGHTS[1])
    assert files(landlord) == kept
    after = ids()
    assert after["S-other-street"] == after["P0012"]
    assert after["S-typo"] == before["P0011"]
    assert doubts() == {}

    undo(said(before["S-second-doubt"], before["P0014"])[0].pk, reason="Asked again", acting=on(NIGHTS[1]))
    newer = [*units(31), *SITES, site("S-new", "17 Lantarn Street")]
    landlord.night({"unit": newer}, NIGHTS[2])
    assert set(doubts()) == {"S-second-doubt"}
    assert ids()["S-typo"] == before["P0011"]
    assert ids()["S-new"] == before["P0017"]
    assert links()["S-typo"].weight == linked.weight
    assert NIGHTS[0] == FIRST
