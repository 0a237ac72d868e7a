"""Joins rows into clusters, strongest evidence first, and refuses a join that a veto forbids."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Veto = Callable[[Sequence[int], Sequence[int]], bool]
"""Told the rows of two clusters; true when they must not be one."""


@dataclass(frozen=True)
class Group:
    """Rows that share one strong key, and the method that says so."""

    method: str
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Bars:
    """What people said must not be one: marks on rows, and for each mark those it must not meet."""

    marks: Mapping[int, frozenset[str]] = field(default_factory=dict)
    apart: Mapping[str, frozenset[str]] = field(default_factory=dict)


class Clusters:
    """Union-find over row numbers that remembers by which method a row joined its cluster."""

    def __init__(self, rows: int, *, bars: Bars | None = None) -> None:
        self._parent = list(range(rows))
        self._apart = bars.apart if bars else {}
        self._marks = dict(bars.marks) if bars else {}
        self._members: dict[int, list[int]] = {}
        self.methods: dict[int, str] = {}
        self.refused: list[tuple[int, int, str]] = []

    def root(self, row: int) -> int:
        """The row that stands for the cluster of `row`."""
        parent = self._parent
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    def members(self, root: int) -> list[int]:
        """Every row of the cluster that `root` stands for."""
        return self._members.get(root) or [root]

    def barred(self, first: int, second: int) -> bool:
        """That somebody said the clusters of two rows must not be one. It is no doubt: it is decided."""
        if not self._marks:
            return False
        one, other = (self._marks.get(self.root(row), frozenset()) for row in (first, second))
        return any(self._apart.get(mark, frozenset()) & other for mark in one)

    def join(self, first: int, second: int, *, method: str, veto: Veto | None = None) -> bool:
        """Makes one cluster of two, unless the veto forbids it; a refusal is kept for a person to see."""
        one, other = sorted((self.root(first), self.root(second)))
        if one == other:
            return True
        if self.barred(one, other):
            return False
        if veto and veto(self.members(one), self.members(other)):
            self.refused.append((one, other, method))
            return False
        self._members[one] = self.members(one) + self._members.pop(other, [other])
        self._parent[other] = one
        if other in self._marks:
            self._marks[one] = self._marks.get(one, frozenset()) | self._marks.pop(other)
        for row in (first, second):
            self.methods.setdefault(row, method)
        return True


def join_groups(clusters: Clusters, groups: Iterable[Group], *, veto: Veto | None = None) -> None:
    """Joins each group's rows to its first row, in the order given (strongest method first).

    A row that people keep apart from the first is joined to the first of the others that it may be one with.
    """
    for group in groups:
        heads: list[int] = []
        for row in sorted(group.rows):
            head = next((each for each in heads if not clusters.barred(each, row)), None)
            if head is None:
                heads.append(row)
            else:
                clusters.join(head, row, method=group.method, veto=veto)
