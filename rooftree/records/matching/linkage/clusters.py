"""Joins rows into clusters, strongest evidence first, and refuses a join that a veto forbids."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

Veto = Callable[[Sequence[int], Sequence[int]], bool]
"""Told the rows of two clusters; true when they must not be one."""


@dataclass(frozen=True)
class Group:
    """Rows that share one strong key, and the method that says so."""

    method: str
    rows: tuple[int, ...]


class Clusters:
    """Union-find over row numbers that remembers by which method a row joined its cluster."""

    def __init__(self, rows: int) -> None:
        self._parent = list(range(rows))
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

    def join(self, first: int, second: int, *, method: str, veto: Veto | None = None) -> bool:
        """Makes one cluster of two, unless the veto forbids it; a refusal is kept for a person to see."""
        one, other = sorted((self.root(first), self.root(second)))
        if one == other:
            return True
        if veto and veto(self.members(one), self.members(other)):
            self.refused.append((one, other, method))
            return False
        self._members[one] = self.members(one) + self._members.pop(other, [other])
        self._parent[other] = one
        for row in (first, second):
            self.methods.setdefault(row, method)
        return True

    def multiple(self) -> Iterable[list[int]]:
        """Every cluster of two rows or more."""
        return self._members.values()


def join_groups(clusters: Clusters, groups: Iterable[Group], *, veto: Veto | None = None) -> None:
    """Joins each group's rows to its first row, in the order given (strongest method first)."""
    for group in groups:
        first, *others = sorted(group.rows)
        for other in others:
            clusters.join(first, other, method=group.method, veto=veto)
