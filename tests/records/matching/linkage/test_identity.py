"""Ids are minted once, stay where they are, and never fall together by themselves."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from rooftree.records.matching.linkage.identity import Identities, assign


def assigned(part_of: list[int], previous: list[str | None], anchors: list[bool] | None = None) -> Identities:
    numbers = itertools.count(1)
    return assign(
        part_of,
        previous=previous,
        anchors=anchors or [False] * len(part_of),
        mint=lambda: f"new-{next(numbers)}",
    )


def test_rows_of_one_cluster_share_one_new_id() -> None:
    assert assigned([0, 0, 2], [None, None, None]).ids == ["new-1", "new-1", "new-2"]


def test_a_new_row_takes_the_id_of_the_cluster_it_joins() -> None:
    assert assigned([0, 0], ["a", None]).ids == ["a", "a"]


def test_two_known_people_are_never_merged_by_a_new_row_that_fits_both() -> None:
    found = assigned([0, 0, 0], ["a", "b", None])
    assert found.ids[:2] == ["a", "b"]
    assert found.ids[2] in ("a", "b")
    assert found.doubts == [("a", "b")]


def test_a_split_leaves_the_id_with_the_tenancys_rows() -> None:
    found = assigned([0, 1, 1], ["a", "a", "a"], [True, False, False])
    assert found.ids[0] == "a"
    assert found.ids[1] == found.ids[2] == "new-1"


def test_a_split_without_a_tenancy_leaves_the_id_with_the_larger_part() -> None:
    assert assigned([0, 1, 1], ["a", "a", "a"]).ids == ["new-1", "a", "a"]


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["a", "b", "c", None])), max_size=12))
def test_an_id_is_never_in_two_clusters_and_never_lost_while_a_row_of_it_is_there(
    rows: list[tuple[int, str | None]],
) -> None:
    part_of, previous = [part for part, _ in rows], [before for _, before in rows]
    found = assigned(part_of, previous)
    parts_of_id: dict[str, set[int]] = {}
    for part, each in zip(part_of, found.ids, strict=True):
        parts_of_id.setdefault(each, set()).add(part)
    assert all(len(parts) == 1 for parts in parts_of_id.values())
    assert {before for before in previous if before} <= set(found.ids)


@given(st.lists(st.integers(0, 5), max_size=12))
def test_the_same_clusters_again_change_nothing(part_of: list[int]) -> None:
    first = assigned(part_of, [None] * len(part_of))
    again = assigned(part_of, list(first.ids))
    assert again.ids == first.ids
    assert again.doubts == []
