"""Joins pairs into people, strongest first, and refuses a join that contradicts what is known of either side.

Nearly all groups hold no contradiction and are taken whole, as arrays; only the others are gone through link
by link. The order is fixed (weight, then row), so the same pairs always give the same people.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.linkage.weighing.contradictions import (
    HARDEST,
    KNOWN,
    Says,
    against,
    says,
)

Rows = npt.NDArray[np.int64]
Once = Sequence[tuple[str, str]]
"""The sources, two and two in order, that list nobody twice at one home."""
DECIDED = 1_000.0
"""The weight of a pair that a person said is one: taken before all others."""
OF_OTHERS = "of rows already joined to one of the two: "
"""Before the reason when not the two rows contradict each other, but what they are joined to."""
ANYTHING = 2 * int(Says.NAMESAKES) - 1
PLACES = 6
"""Weights that differ less than this are equal: their order is the rows'."""


@dataclass(frozen=True)
class Links:
    """Pairs by row number, and what each weighs."""

    left: Rows
    right: Rows
    weight: npt.NDArray[np.float64]
    overwhelming: npt.NDArray[np.bool_]
    """Where a different name or day of birth is rather a mistake than another person."""


@dataclass(frozen=True)
class Decisions:
    """What holds whatever is weighed, by row number: what people said of pairs, and who was known before."""

    same: tuple[tuple[int, int], ...] = ()
    different: tuple[tuple[int, int], ...] = ()
    known: tuple[int, ...] = ()
    """For each row a number for the one it was known as; -1 for a row that is new."""


@dataclass(frozen=True)
class Refusal:
    """A link that was strong enough and not taken, and why."""

    left: int
    right: int
    weight: float
    reason: str


@dataclass(frozen=True)
class People:
    """For each row the lowest row of its person, and the links refused on the way."""

    lowest: Rows
    refused: list[Refusal] = field(default_factory=list)


def cluster(
    engine: Engine, rows: Table, links: Links, decisions: Decisions | None = None, once: Once = ()
) -> People:
    """The people that these links make of `rows`."""
    told = decisions or Decisions()
    links = _with_decided(links, told.same)
    lowest = _components(engine.count(rows), links)
    between = _pairs(engine, rows, lowest, told.known, once)
    between = _with_told_apart(between, lowest, told.different)
    disputed = _disputed(lowest, between)
    at = np.isin(lowest[links.left], disputed)
    refused = _settle(lowest, disputed, _only(links, at), between)
    return People(lowest, refused)


def _with_decided(links: Links, same: Iterable[tuple[int, int]]) -> Links:
    pairs = np.array(sorted(same), dtype=np.int64).reshape(-1, 2)
    left, right = np.append(links.left, pairs[:, 0]), np.append(links.right, pairs[:, 1])
    weight = np.append(np.round(links.weight, PLACES), np.full(len(pairs), DECIDED))
    overwhelming = np.append(links.overwhelming, np.ones(len(pairs), np.bool_))
    low, high = np.minimum(left, right), np.maximum(left, right)
    order = np.lexsort((high, low, -weight))
    return Links(low[order], high[order], weight[order], overwhelming[order])


def _only(links: Links, at: npt.NDArray[np.bool_]) -> Links:
    return Links(links.left[at], links.right[at], links.weight[at], links.overwhelming[at])


def _components(count: int, links: Links) -> Rows:
    """The lowest row that each can be reached from: every row takes the lowest it sees, until none does."""
    lowest = np.arange(count)
    while True:
        before = lowest.copy()
        reached = np.minimum(lowest[links.left], lowest[links.right])
        np.minimum.at(lowest, lowest[links.left], reached)
        np.minimum.at(lowest, lowest[links.right], reached)
        lowest = lowest[lowest]
        if np.array_equal(before, lowest):
            return lowest


def _pairs(
    engine: Engine, rows: Table, lowest: Rows, known: tuple[int, ...], once: Once
) -> tuple[Rows, Rows, Rows]:
    """All pairs of rows within a component, and what each says."""
    sizes = np.bincount(lowest, minlength=len(lowest))
    grouped = np.flatnonzero(sizes[lowest] > 1)
    own = np.array(known or [-1] * len(lowest), dtype=np.int64)[grouped]
    parts = engine.arrow(pa.table({"row": grouped, "part": lowest[grouped], "known": own}))
    placed = engine.hold(rows.select(*LOOKED_AT).join(parts, "row"))
    one, other = placed, placed.view()
    pairs = one.join(other, [one.part == other.part, one.row < other.row])
    apart = (one.known >= 0) & (other.known >= 0) & (one.known != other.known)
    said = says(one, other, once) + apart.cast("int16") * int(Says.KNOWN_APART)
    found = engine.to_arrow(pairs.select(left=one.row, right=other.row, says=said))
    engine.release(parts, placed)
    return tuple(found.column(name).to_numpy().astype(np.int64) for name in found.column_names)


NAMED = ("first_name", "first_forms", "initials", "is_usual", "surname")
LOOKED_AT = ("row", *NAMED, "sex", "dob", "nino", "home", "feed")


def _with_told_apart(
    pairs: tuple[Rows, Rows, Rows], lowest: Rows, different: Iterable[tuple[int, int]]
) -> tuple[Rows, Rows, Rows]:
    within = [(min(pair), max(pair)) for pair in different if lowest[pair[0]] == lowest[pair[1]]]
    apart = np.array(sorted(within), dtype=np.int64).reshape(-1, 2)
    said = np.full(len(apart), int(Says.TOLD_APART))
    return np.append(pairs[0], apart[:, 0]), np.append(pairs[1], apart[:, 1]), np.append(pairs[2], said)


def _disputed(lowest: Rows, pairs: tuple[Rows, Rows, Rows]) -> Rows:
    """The components in which any pair, taken by itself, speaks against."""
    speaks = np.array([bool(against(said)) for said in range(ANYTHING + 1)])
    return np.unique(lowest[pairs[0][speaks[pairs[2]]]])


def _settle(lowest: Rows, disputed: Rows, links: Links, pairs: tuple[Rows, Rows, Rows]) -> list[Refusal]:
    """Goes through the disputed components link by link; writes their people into `lowest`."""
    inside = np.isin(lowest[pairs[0]], disputed)
    groups = _Groups(np.flatnonzero(np.isin(lowest, disputed)).tolist())
    for left, right, said in zip(*(each[inside].tolist() for each in pairs), strict=True):
        groups.hear(left, right, said)
    refused = []
    told = (links.left, links.right, links.weight, links.overwhelming)
    for left, right, weight, overwhelming in zip(*(each.tolist() for each in told), strict=True):
        heard = Says.TOLD_APART if weight >= DECIDED else HARDEST if overwhelming else ANYTHING
        if reason := groups.join(left, right, heard=heard):
            refused.append(Refusal(left, right, weight, reason))
    for row, root in groups.roots():
        lowest[row] = root
    return refused


class _Groups:
    """Rows as they are joined, and for each two groups the sum of what their pairs say."""

    def __init__(self, rows: list[int]) -> None:
        self._root = {row: row for row in rows}
        self._says: dict[int, dict[int, int]] = defaultdict(dict)
        self._themselves: dict[tuple[int, int], int] = {}

    def hear(self, left: int, right: int, said: int) -> None:
        """Notes what a pair of rows says."""
        self._themselves[left, right] = self._themselves.get((left, right), 0) | said
        self._add(left, right, said)

    def _add(self, left: int, right: int, said: int) -> None:
        self._says[left][right] = self._says[right][left] = self._says[left].get(right, 0) | said

    def join(self, left: int, right: int, *, heard: int) -> str:
        """Makes one of two groups, or tells why not; `heard` are the bits that may speak against it."""
        low, high = sorted((self._find(left), self._find(right)))
        if low == high:
            return ""
        if reason := against(self._says[low].get(high, 0) & heard):
            itself = against(self._themselves.get((left, right), 0) & heard)
            known_only = itself == KNOWN and reason != KNOWN
            return f"{OF_OTHERS}{reason}" if known_only or not itself else itself
        self._root[high] = low
        for other, said in self._says.pop(high).items():
            self._says[other].pop(high)
            if other != low:
                self._add(low, other, said)
        return ""

    def roots(self) -> Iterable[tuple[int, int]]:
        """Each row with the lowest row of its group."""
        return [(row, self._find(row)) for row in self._root]

    def _find(self, row: int) -> int:
        while self._root[row] != row:
            self._root[row] = self._root[self._root[row]]
            row = self._root[row]
        return row
