"""The bench of addresses: the same homes for the same seed, peers that work, and scores that are right."""

from __future__ import annotations

import csv
from pathlib import Path

from bench.matching.addresses import exact, homes, with_rapidfuzz
from bench.matching.addresses.files import read, write
from bench.matching.addresses.measuring import scored, short

HOMES = [("1", "FLAT 1, LARCH HOUSE, 40 MILL LANE", "ZZ4 2LH"), ("2", "2 MILL LANE", "ZZ4 2LH")]


def test_the_same_seed_invents_the_same_homes_and_no_two_share_an_address(tmp_path: Path) -> None:
    first, again, other = (tmp_path / name for name in "abc")
    uprns = homes.write(500, 4, first)
    assert homes.write(500, 4, again) == uprns
    assert homes.write(500, 5, other) != uprns
    assert first.read_text() == again.read_text()
    with first.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({(one["subname"], one["name"], one["number"], one["postcode"]) for one in rows}) == 500
    assert any(one["subname"] for one in rows)
    assert not all(one["subname"] for one in rows)


def test_peers_find_what_they_can(tmp_path: Path) -> None:
    known, asked, out = (tmp_path / name for name in ("homes", "asked", "out"))
    write(known, HOMES)
    write(asked, [("a", "Flat 1 Larch House, 40 Mill Lane", "zz42lh"), ("b", "2 Mil Lane", "ZZ4 2LH")])
    exact.run([str(known), str(asked)], str(out))
    assert [tuple(row) for row in read(out)] == [("a", "1", "accept")]
    with_rapidfuzz.run([str(known), str(asked)], str(out))
    assert [tuple(row) for row in read(out)] == [("a", "1", "accept"), ("b", "2", "accept")]


def test_what_is_not_on_the_list_counts_against_precision_and_not_against_recall(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, [("a", "1", "accept"), ("b", "2", "accept"), ("c", "3", "review")])
    told = scored({"a": "1", "b": "", "c": "3", "d": "4"}, out)
    assert told == {"precision": 0.5, "recall": 0.3333, "review": 1, "review_right": 1}


def test_it_says_what_ours_did_not_reach() -> None:
    ours = {"precision": 0.9979, "recall": 0.991, "same_again": True}
    assert short({"as recorded": {"rooftree": ours}}) == ["addresses: precision 0.9979 is below 0.998"]
    ours |= {"precision": 1.0, "same_again": False}
    assert short({"as recorded": {"rooftree": ours}}) == ["addresses: a second night answered otherwise"]
