"""Homes that no key joined, by their address: to a home of the systems of record, or as a doubt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.linkage.addresses.asking import VERSION
from rooftree.records.matching.linkage.addresses.judging import Decision
from rooftree.records.matching.linkage.addresses.matching import Answer, weigh
from rooftree.records.matching.linkage.clusters import Clusters
from rooftree.records.matching.linkage.homes import HomeRows
from rooftree.records.matching.linkage.linked import Answered, Before, Trust, Weighed
from rooftree.records.matching.rules import ANCHORS, Doubt, EntityType, Evidence, Method

Held = tuple[str, ...]


@dataclass(frozen=True)
class Homes:
    """The clusters that strong keys made, and what is known of their rows."""

    clusters: Clusters
    about: HomeRows

    def by_root(self) -> dict[int, list[int]]:
        """The rows of each cluster of dwellings: a garage is none."""
        found: dict[int, list[int]] = {}
        for row, is_outbuilding in enumerate(self.about.outbuilding):
            if not is_outbuilding:
                found.setdefault(self.clusters.root(row), []).append(row)
        return found

    def holds(self, rows: Sequence[int], systems: Held) -> bool:
        """That one of these systems knows the home."""
        return any(self.about.systems[row] in systems for row in rows)


@dataclass
class Found:
    """What addresses said: for each row how it was joined, and pairs of rows for a person."""

    trust: dict[int, Trust] = field(default_factory=dict)
    doubts: list[tuple[int, int, Answer]] = field(default_factory=list)


def link_by_address(engine: Engine, homes: Homes, *, stayed: Found, kept: Path | None = None) -> Weighed:
    """Joins what is accepted. First homes that the housing system lacks, to its own; then those of systems
    that are not of record, to all of both."""
    lead = ANCHORS[:1]
    for held, asked in ((lead, ANCHORS[1:]), (ANCHORS, ())):
        _ask(engine, homes, held, asked, stayed, kept)
    clusters = homes.clusters
    numbers = range(len(homes.about.systems))
    trust = [stayed.trust.get(row) or Trust(clusters.methods.get(row, Method.ALONE)) for row in numbers]
    return Weighed([clusters.root(row) for row in numbers], trust, _in_doubt(homes, stayed.doubts))


def _ask(engine: Engine, homes: Homes, held: Held, asked: Held, found: Found, kept: Path | None) -> None:
    by_root = homes.by_root()
    known = {root: rows for root, rows in by_root.items() if homes.holds(rows, held)}
    rest = [rows for root, rows in by_root.items() if root not in known]
    left = [row for rows in rest if not asked or homes.holds(rows, asked) for row in rows]
    if not left:
        return
    heads = [_head(homes.about, rows) for rows in known.values()]
    addresses = {row: homes.about.address(row) for row in left}
    for answer in weigh(engine, addresses, [homes.about.address(row) for row in heads], kept=kept):
        _take(homes, answer, heads[answer.home], found)


def _head(about: HomeRows, rows: Sequence[int]) -> int:
    """The row whose address stands for a home: that of the housing system, when it has one."""
    order = {system: at for at, system in enumerate(ANCHORS)}
    return min(
        rows, key=lambda row: (not about.address(row).text, order.get(about.systems[row], len(order)), row)
    )


def _take(homes: Homes, answer: Answer, home: int, found: Found) -> None:
    """Joins what is accepted; what may not be one, or was known as two, is a doubt with the same evidence."""
    if answer.decision is Decision.ACCEPT:
        join(homes, answer.asked, home, Trust(answer.method, answer.weight, _version(answer)), found)
    found.doubts.append((answer.asked, home, answer))


def join(homes: Homes, row: int, home: int, trust: Trust, found: Found) -> None:
    """Makes a row one with a home and keeps how."""
    if not homes.clusters.join(home, row, method=Method.MESSY_ADDRESS, veto=homes.about.veto):
        return
    for each in (row, home):
        if homes.clusters.methods.get(each) == Method.MESSY_ADDRESS:
            found.trust.setdefault(each, trust)


def _version(answer: Answer) -> str:
    return VERSION if answer.weight is not None else ""


def _in_doubt(
    homes: Homes, pairs: Sequence[tuple[int, int, Answer]]
) -> Callable[[Sequence[str], Answered], list[Doubt]]:
    """Puts pairs of rows as the pairs of ids that people know; the first that was said of two."""

    def told(ids: Sequence[str], answered: Answered) -> list[Doubt]:
        found: dict[tuple[str, str], Doubt] = {}
        for row, home, answer in pairs:
            if pair := answered(ids[row], ids[home]):
                found.setdefault(
                    pair,
                    Doubt(
                        EntityType.HOME,
                        *pair,
                        answer.method,
                        answer.weight,
                        _version(answer),
                        answer.evidence,
                    ),
                )
        for one, other, _ in homes.clusters.refused:
            if (pair := answered(ids[one], ids[other])) and homes.about.other_doors([one], [other]):
                doors = [" ".join(homes.about.address(row).said.units) for row in (one, other)]
                words = f"Their addresses name different doors: {doors[0]} and {doors[1]}"
                found.setdefault(
                    pair, Doubt(EntityType.HOME, *pair, Method.UPRN, evidence=(Evidence(words),))
                )
        return list(found.values())

    return told


def stay(engine: Engine, homes: Homes, rows: Table, before: Before) -> Found:
    """Joins again those of `rows` (row, source_system, source_key, facts) that were joined by their address
    last night, where neither that nor the home's has changed: a new neighbour makes no two of one."""
    found = Found()
    then = before.links.filter(before.links.entity_type == EntityType.HOME.value)
    then = then.select(
        "source_system", "source_key", "own_id", "method", "weight", "model_version", was="facts"
    )
    same = rows.join(then, ["source_system", "source_key"])
    same = same.filter((same.facts == same.was) & same.facts.notnull())
    joined = same.filter((same.method == Method.MESSY_ADDRESS.value) & ~same.source_system.isin(ANCHORS[:1]))
    heads = same.filter(same.source_system.isin(ANCHORS)).select("own_id", home="row", of="source_system")
    pairs = joined.join(heads, "own_id")
    pairs = pairs.filter(pairs.row != pairs.home).order_by("row", (pairs.of != ANCHORS[0]), "home")
    for one in engine.to_arrow(pairs.select("row", "home", "weight", "model_version")).to_pylist():
        rows_of_one = homes.clusters.members(homes.clusters.root(one["row"]))
        systems = ANCHORS if homes.about.systems[one["row"]] not in ANCHORS else ANCHORS[:1]
        if not homes.holds(rows_of_one, systems):
            trust = Trust(Method.MESSY_ADDRESS, one["weight"], one["model_version"] or "")
            join(homes, one["row"], one["home"], trust, found)
    return found
