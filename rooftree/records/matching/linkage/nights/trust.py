"""How far each link may be relied on: the weakest of those by which a row hangs together with the others.

What may do harm when it is shown of the wrong person (a flag, a vulnerability, a debt) asks for more than
what is a nuisance. A row is sure when sure links lead all the way from it to the row that the person is known
by.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import ibis

from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.linkage.linked import Trust
from rooftree.records.matching.linkage.nights.joining import Held
from rooftree.records.matching.linkage.weighing.clustering import People
from rooftree.records.matching.linkage.weighing.thresholds import thresholds
from rooftree.records.matching.rules import Method


@dataclass(frozen=True)
class _Link:
    """One link between two rows: how it was made and what it is worth."""

    left: int
    right: int
    trust: Trust


def trusted(
    engine: Engine,
    pairs: Table,
    people: People,
    told: Held,
    *,
    before: Sequence[Trust],
    anchors: Sequence[bool],
    version: str,
) -> list[Trust]:
    """Of each row how it was joined; `before` is what was told of each last night, `anchors` are the rows
    that a person is known by (the tenancy's)."""
    lowest = people.lowest.tolist()
    found = [Trust() for _ in lowest]
    ways: defaultdict[int, list[_Link]] = defaultdict(list)
    members: defaultdict[int, list[int]] = defaultdict(list)
    for link in _strongest_first(engine, pairs, told, before=before, version=version):
        if lowest[link.left] == lowest[link.right]:
            ways[lowest[link.left]].append(link)
    for row, part in enumerate(lowest):
        if part in ways:
            members[part].append(row)
    for part, links in ways.items():
        core = min(members[part], key=lambda row: (not anchors[row], row))
        for row, trust in _along(core, _tree(links)):
            found[row] = trust
        found[core] = _of_the_core(links, core)
    return found


def _strongest_first(
    engine: Engine, pairs: Table, told: Held, *, before: Sequence[Trust], version: str
) -> Iterator[_Link]:
    """Strong keys, then the pairs that are sure, then the others; what only stayed one comes last."""
    methods = told.strong.methods
    for one, other in told.by_key:
        method = methods.get(other) or methods.get(one) or Method.ALONE
        yield _Link(one, other, Trust(method))
    sure, link = (
        ibis.or_(
            *(
                (pairs.model == model) & (pairs.weight >= getattr(each, bar))
                for model, each in ((model.value, each) for model, each in thresholds().items())
            )
        )
        for bar in ("sure", "link")
    )
    shown = pairs.filter(link).select("left", "right", weight=pairs.weight.round(1), sure=sure)
    order = [shown.sure.desc(), shown.weight.desc(), "left", "right"]
    for each in engine.to_arrow(shown.order_by(order)).to_pylist():
        trust = Trust(Method.WEIGHED, each["weight"], version, each["sure"])
        yield _Link(each["left"], each["right"], trust)
    for one, other in told.stayed:
        trust = max(
            before[one], before[other], key=lambda each: (not each.is_sure, each.method != Method.ALONE)
        )
        yield _Link(one, other, trust)


def _tree(links: Sequence[_Link]) -> dict[int, list[_Link]]:
    """The fewest of them that hold all together, the strongest."""
    root: dict[int, int] = {}

    def top(row: int) -> int:
        while root.setdefault(row, row) != row:
            row = root[row]
        return row

    tree: defaultdict[int, list[_Link]] = defaultdict(list)
    for link in links:
        one, other = top(link.left), top(link.right)
        if one != other:
            root[max(one, other)] = min(one, other)
            tree[link.left].append(link)
            tree[link.right].append(link)
    return tree


def _along(core: int, tree: dict[int, list[_Link]]) -> Iterator[tuple[int, Trust]]:
    """Every row that can be reached from the core, with the weakest link on the way."""
    reached = {core}
    waiting: list[tuple[int, Trust | None]] = [(core, None)]
    while waiting:
        row, way = waiting.pop()
        for link in tree.get(row, ()):
            other = link.right if link.left == row else link.left
            if other not in reached:
                reached.add(other)
                weakest = link.trust if way is None else way.weaker(link.trust)
                yield other, weakest
                waiting.append((other, weakest))


def _of_the_core(links: Sequence[_Link], core: int) -> Trust:
    """The core is itself; it is told by what the strongest link to it was."""
    own = next((link for link in links if core in (link.left, link.right)), links[0])
    return Trust(own.trust.method)
