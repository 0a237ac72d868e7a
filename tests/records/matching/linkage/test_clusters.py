"""Joining rows, and refusing to."""

from rooftree.records.matching.linkage.clusters import Clusters, Group, join_groups


def test_joins_chain_and_the_smallest_row_stands_for_the_cluster() -> None:
    clusters = Clusters(5)
    join_groups(clusters, [Group("by key", (3, 1)), Group("by name", (3, 4))])
    assert [clusters.root(row) for row in range(5)] == [0, 1, 2, 1, 1]


def test_the_strongest_method_is_the_one_told() -> None:
    clusters = Clusters(3)
    join_groups(clusters, [Group("by key", (0, 1)), Group("by name", (0, 1, 2))])
    assert (clusters.methods[1], clusters.methods[2]) == ("by key", "by name")


def test_a_veto_keeps_clusters_apart_and_is_remembered() -> None:
    clusters = Clusters(3)
    clusters.join(0, 1, method="by key")
    joined = clusters.join(1, 2, method="by name", veto=lambda one, other: len(one) + len(other) > 2)
    assert not joined
    assert clusters.root(2) == 2
    assert clusters.refused == [(0, 2, "by name")]
