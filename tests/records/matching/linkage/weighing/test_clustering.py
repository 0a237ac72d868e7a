"""Strongest first, nothing joined that contradicts itself, and what people decided holds."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.linkage.weighing import clustering
from rooftree.records.matching.linkage.weighing.clustering import Decisions, Links, People
from rooftree.records.matching.linkage.weighing.contradictions import KNOWN, LISTED_APART, LISTED_BOTH
from rooftree.records.matching.linkage.weighing.preparing.people import prepare
from tests.records.matching.linkage.weighing.conftest import Given

Pairs = list[tuple[int, int, float]]
Cluster = Callable[..., People]
OVERWHELMING = 40.0


@pytest.fixture
def cluster(engine: Engine, given: Callable[..., Table]) -> Cluster:
    """Clusters rows (their ids are their numbers) by links."""

    def run(
        rows: list[Given], links: Pairs, decisions: Decisions | None = None, once: clustering.Once = ()
    ) -> People:
        table = prepare(engine, given(*({"unique_id": f"{n:03}", **row} for n, row in enumerate(rows))))
        left, right, weight = zip(*links, strict=True) if links else ((), (), ())
        sure = np.array(weight, np.float64) > OVERWHELMING
        made = Links(np.array(left, np.int64), np.array(right, np.int64), np.array(weight, np.float64), sure)
        return clustering.cluster(engine, table, made, decisions, once)

    return run


ANN = {"first_name": "Ann", "surname": "Reed", "dob": "1950-01-07"}
INITIAL = {"first_name": "A", "surname": "Reed"}
ALFRED = {"first_name": "Alfred", "surname": "Reed", "dob": "1948-12-12"}


def test_the_stronger_of_two_links_that_exclude_each_other_is_taken(cluster: Cluster) -> None:
    made = cluster([ANN, INITIAL, ALFRED], [(0, 1, 4.0), (1, 2, 5.0)])
    assert made.lowest.tolist() == [0, 1, 1]
    (refused,) = made.refused
    assert (refused.left, refused.right, refused.weight) == (0, 1, 4.0)
    assert refused.reason == f"{clustering.OF_OTHERS}different first names"


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({**ANN, "first_name": "Bess"}, "different first names"),
        ({**ANN, "first_name": "B"}, "the initial does not fit the first name"),
        ({**ANN, "dob": "1983-11-26"}, "different dates of birth"),
        ({**ANN, "nino": "AB300300B"}, "different National Insurance numbers"),
    ],
)
def test_a_link_that_contradicts_itself_is_refused_in_words(
    cluster: Cluster, other: Given, reason: str
) -> None:
    made = cluster([{**ANN, "nino": "CE112233A"}, other], [(0, 1, 20.0)])
    assert made.lowest.tolist() == [0, 1]
    assert [one.reason for one in made.refused] == [reason]


@pytest.mark.parametrize(
    "other",
    [
        {**ANN, "dob": "1950-07-01"},
        {**ANN, "first_name": "Annie"},
        {**ANN, "first_name": "Reed", "surname": "Ann"},
        {**ANN, "nino": "CE112234A"},
        {"first_name": "Zelda", "surname": "Reed", "dob": "1999-09-09", "nino": "CE112233A"},
    ],
    ids=["day and month", "pet name", "names swapped", "a slip in the number", "the same number"],
)
def test_what_is_only_written_otherwise_is_no_contradiction(cluster: Cluster, other: Given) -> None:
    assert cluster([{**ANN, "nino": "CE112233A"}, other], [(0, 1, 9.0)]).lowest.tolist() == [0, 0]


def test_overwhelming_evidence_makes_a_mistake_of_another_first_name(cluster: Cluster) -> None:
    rows = [ANN, {**ANN, "first_name": "Bess"}]
    assert cluster(rows, [(0, 1, 41.0)]).lowest.tolist() == [0, 0]


def test_a_number_copied_to_a_twin_makes_no_one_person_of_two(cluster: Cluster) -> None:
    listed = {"surname": "Reed", "dob": "2009-05-02", "nino": "CE112233A", "source_dataset": "h", "uprn": "7"}
    made = cluster([{**listed, "first_name": "Ada"}, {**listed, "first_name": "Amy"}], [(0, 1, 41.0)])
    assert made.lowest.tolist() == [0, 1]
    assert made.refused[0].reason == "one source lists both at one home under different first names"


LISTED = {"first_name": "Ann", "surname": "Reed", "uprn": "7"}
TENANT, MEMBER = ({**LISTED, "source_dataset": source} for source in ("tenants", "household"))
ONCE = (("household", "tenants"),)
CALLER = {**LISTED, "source_dataset": "repairs"}


def test_namesakes_whom_one_list_has_at_one_home_are_two_even_by_way_of_a_third(cluster: Cluster) -> None:
    made = cluster([{**TENANT, "dob": "1950-01-07"}, MEMBER, CALLER], [(0, 2, 9.0), (1, 2, 8.0)], once=ONCE)
    assert made.lowest.tolist() == [0, 1, 0]
    assert [one.reason for one in made.refused] == [f"{clustering.OF_OTHERS}{LISTED_BOTH}"]


@pytest.mark.parametrize(
    ("said", "once"),
    [({}, ()), ({"dob": "1950-01-07"}, ONCE), ({"nino": "CE112233A"}, ONCE), ({"uprn": "8"}, ONCE)],
    ids=["the lists name people twice", "the same birthday", "the same number", "another home"],
)
def test_namesakes_are_one_where_something_tells_so(
    cluster: Cluster, said: Given, once: clustering.Once
) -> None:
    both = {key: value for key, value in said.items() if key != "uprn"}
    made = cluster([{**TENANT, **both}, {**MEMBER, **said}], [(0, 1, 9.0)], once=once)
    assert made.lowest.tolist() == [0, 0]


def test_another_number_is_a_wrong_number_where_all_else_is_the_same(cluster: Cluster) -> None:
    rows = [{**ANN, "uprn": "7", "nino": "CE112233A"}, {**ANN, "uprn": "7", "nino": "AB300300B"}]
    assert cluster(rows, [(0, 1, 9.0)]).lowest.tolist() == [0, 0]


def test_people_who_were_told_apart_stay_apart_however_they_are_linked(cluster: Cluster) -> None:
    links = [(0, 1, 30.0), (1, 2, 25.0)]
    made = cluster([ANN, INITIAL, ANN], links, Decisions(different=((2, 0),)))
    assert made.lowest.tolist() == [0, 0, 2]
    assert "a person said that they are two people" in made.refused[0].reason


def test_rows_that_a_person_said_are_one_are_joined_first_without_a_link(cluster: Cluster) -> None:
    made = cluster([ANN, ANN, ALFRED], [(0, 2, 3.0)], Decisions(same=((1, 0),)))
    assert made.lowest.tolist() == [0, 0, 2]


def test_what_a_person_said_is_one_is_one_whatever_the_rows_say(cluster: Cluster) -> None:
    made = cluster([ANN, ALFRED], [], Decisions(same=((0, 1),)))
    assert made.lowest.tolist() == [0, 0]


def test_of_two_who_were_known_it_is_told_what_their_rows_contradict(cluster: Cluster) -> None:
    listed = {"surname": "Reed", "uprn": "7"}
    john, jane = (
        {**listed, "first_name": name, "dob": day, "source_dataset": "tenants"}
        for name, day in (("John", "1950-01-07"), ("Jane", "1952-03-08"))
    )
    caller = {**listed, "first_name": "J", "source_dataset": "repairs"}
    known = Decisions(same=((0, 1),), known=(0, 0, 1))
    (refused,) = cluster([john, caller, jane], [(1, 2, 6.0)], known).refused
    assert refused.reason == f"{clustering.OF_OTHERS}{LISTED_APART}"
    (refused,) = cluster([caller, caller], [(0, 1, 6.0)], Decisions(known=(0, 1))).refused
    assert refused.reason == KNOWN


def test_the_order_of_the_links_changes_nothing(cluster: Cluster) -> None:
    rows = [ANN, INITIAL, ALFRED, ANN, ALFRED]
    links = [(0, 1, 5.0), (1, 2, 5.0), (2, 4, 7.0), (0, 3, 7.0), (1, 4, 5.0)]
    turned = [(right, left, weight) for left, right, weight in reversed(links)]
    one, other = cluster(rows, links), cluster(rows, turned)
    assert one.lowest.tolist() == other.lowest.tolist()
    assert one.refused == other.refused


def test_no_rows_and_no_links_are_nobody(cluster: Cluster) -> None:
    assert cluster([], []).lowest.tolist() == []
    assert cluster([ANN], []).lowest.tolist() == [0]
