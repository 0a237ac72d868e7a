"""The bench of matching: its people are the same for the same seed, and its scores are right."""

from __future__ import annotations

import csv
import os
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bench.matching import invented, landlord, on_spark
from bench.matching.__main__ import bands
from bench.matching.peers import exact
from bench.matching.scoring import column, score

TRUTH = {"a": "1", "b": "1", "c": "2", "d": "2", "e": "3"}


def test_a_perfect_result_scores_one_and_rows_alone_score_their_share() -> None:
    assert score(TRUTH, TRUTH).f1 == score(TRUTH, TRUTH).b_f1 == 1
    alone = score(TRUTH, {})
    assert (alone.precision, alone.recall, alone.b_precision) == (0, 0, 1)
    assert alone.b_recall == pytest.approx(3 / 5)


def test_everybody_in_one_group_has_every_pair_and_little_precision() -> None:
    heaped = score(TRUTH, dict.fromkeys(TRUTH, "all"))
    assert heaped.recall == heaped.b_recall == 1
    assert heaped.precision == pytest.approx(2 / 10)
    assert heaped.b_precision == pytest.approx((4 + 4 + 1) / 25)


def test_the_same_seed_invents_the_same_people_and_another_others() -> None:
    assert invented.make(300, 4) == invented.make(300, 4)
    assert invented.make(300, 4) != invented.make(300, 5)


def test_people_have_several_rows_and_every_row_its_id() -> None:
    rows, truth = invented.make(500, 4)
    assert len({row[0] for row in rows}) == 500
    assert [row[0] for row in rows] == [unique for unique, _ in truth]
    assert max(Counter(person for _, person in truth).values()) > 2


def test_pairs_that_only_one_engine_finds_or_that_weigh_otherwise_are_counted() -> None:
    here = {(1, 2): (5.0, "m"), (1, 3): (4.0, "m"), (2, 3): (1.0, "m"), (4, 5): (2.0, "m")}
    there = {(1, 2): (5.0 + 1e-9, "m"), (1, 3): (4.5, "m"), (2, 3): (1.0, "m"), (6, 7): (3.0, "m")}
    compared = on_spark.compare(here, there)
    assert (compared.common, compared.apart, compared.largest_gap) == (3, 1, 0.5)
    assert compared.differ == 3 / 4


def test_exact_rules_put_together_what_is_the_same(tmp_path: Path) -> None:
    rows = [
        {"unique_id": "1", "first_name": "Ann", "surname": "Reed", "dob": "1950-01-07"},
        {"unique_id": "2", "first_name": "ANN", "surname": "Reed ", "dob": "1950-01-07"},
        {"unique_id": "3", "first_name": "Ann", "surname": "Reed", "dob": ""},
    ]
    people, out = tmp_path / "people.csv", tmp_path / "out.csv"
    with people.open("w", newline="") as file:
        writer = csv.DictWriter(file, invented.COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    exact.run([str(people)], str(out))
    assert column(out, "cluster_id") == {"1": "1", "2": "1", "3": "3"}


def test_by_weight_it_is_told_how_many_are_one_person_and_how_many_were_joined(tmp_path: Path) -> None:
    weighed = {"left": ["a", "a", "c"], "right": ["b", "c", "d"], "weight": [4.5, 4.0, 9.0]}
    pairs, truth, people = (tmp_path / name for name in ("pairs.parquet", "truth.csv", "people.csv"))
    pq.write_table(pa.table({**weighed, "model": ["within a home"] * 3}), pairs)
    truth.write_text("unique_id,person_id\n" + "".join(f"{row},{who}\n" for row, who in TRUTH.items()))
    people.write_text("unique_id,cluster_id\na,a\nb,b\nc,c\nd,c\n")
    told = [
        (band["from"], band["pairs"], band["same"], band["joined"], band["right"])
        for band in bands(pairs, truth, people)
    ]
    assert told == [(4, 2, 0.5, 0, None), (8, 1, 1.0, 1, 1.0)]


def test_the_landlords_bench_takes_the_latest_demonstration_and_refuses_another_home(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="not the home of a demonstration"):
        landlord.extracts(tmp_path)
    for at, name in enumerate(("300-homes", "20-homes")):
        made = tmp_path / "demo" / name / "truth" / "persons.csv"
        made.parent.mkdir(parents=True)
        made.touch()
        os.utime(made, (at, at))
    (tmp_path / "landing" / "canonical").mkdir(parents=True)
    assert landlord.extracts(tmp_path).name == "20-homes"
