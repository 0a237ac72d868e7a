"""Who is one tonight: what strong keys join and what was one before holds, then the weighed pairs, strongest
first. What people said, and who was known before as two, stays apart."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np
import numpy.typing as npt

from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.linkage.clusters import Bars, Clusters, Group, join_groups
from rooftree.records.matching.linkage.weighing import matching
from rooftree.records.matching.linkage.weighing.clustering import Decisions, People
from rooftree.records.matching.linkage.weighing.weights import Weights
from rooftree.records.matching.rules import Method

Rows = npt.NDArray[np.int64]
Pairs = list[tuple[int, int]]


@dataclass(frozen=True)
class Held:
    """What holds before anything is weighed."""

    strong: Clusters
    """By strong keys."""
    stayed: Pairs = field(default_factory=list)
    """Rows that were one before and still speak of the same person."""
    apart: Pairs = field(default_factory=list)
    """Rows that people said are not one."""
    known: Sequence[str | None] = ()
    """The id of each row as it was before; none for one that is new."""

    @property
    def by_key(self) -> Pairs:
        """Each row that a strong key joined, with the row that stands for them."""
        rows = range(len(self.known))
        return [(root, row) for row in rows if (root := self.strong.root(row)) != row]


def held(strong: Clusters, *, known: Sequence[str | None], steady: Sequence[int], bars: Bars) -> Held:
    """Gathers it; `steady` are the rows that say of who they are what they said before."""
    return Held(strong, _stayed(known, steady, bars), _apart(bars), known)


def _stayed(known: Sequence[str | None], steady: Sequence[int], bars: Bars) -> Pairs:
    """People move, and a file of tenancies may fail for a night: that makes no two people of one."""
    groups: dict[str, list[int]] = {}
    for row in steady:
        if (own := known[row]) is not None:
            groups.setdefault(own, []).append(row)
    clusters = Clusters(len(known), bars=bars)
    were = (Group(Method.ALONE, tuple(rows)) for rows in groups.values() if len(rows) > 1)
    join_groups(clusters, were)
    return [(root, row) for row in sorted(steady) if (root := clusters.root(row)) != row]


def _apart(bars: Bars) -> Pairs:
    marked: dict[str, list[int]] = {}
    for row, marks in bars.marks.items():
        for mark in marks:
            marked.setdefault(mark, []).append(row)
    found = set()
    for mark, others in bars.apart.items():
        for other in others:
            found |= {(min(pair), max(pair)) for pair in product(marked.get(mark, ()), marked.get(other, ()))}
    return sorted((one, other) for one, other in found if one != other)


def join(engine: Engine, rows: Table, pairs: Table, weights: Weights, told: Held) -> People:
    """The people of prepared `rows` by their scored pairs."""
    numbers: dict[str, int] = {}
    known = tuple(-1 if own is None else numbers.setdefault(own, len(numbers)) for own in told.known)
    same = tuple(sorted({*told.by_key, *told.stayed}))
    return matching.joined(engine, rows, pairs, weights, Decisions(same, tuple(told.apart), known))
