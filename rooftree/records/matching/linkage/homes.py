"""Which rows are one home (or one block): by reference, then UPRN, then address and postcode."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import ibis

from rooftree.engine.tables import Column, Engine, Table
from rooftree.records.matching.linkage import keys
from rooftree.records.matching.linkage.addresses.matching import Address
from rooftree.records.matching.linkage.addresses.saying import contradict
from rooftree.records.matching.linkage.clusters import Bars, Clusters, Group, join_groups
from rooftree.records.matching.rules import ANCHORS, SHARE_REFERENCES, Method

OUTBUILDINGS = ("garage", "parking", "parking_space", "store")
BY_UPRN = (Method.REFERENCE_AS_UPRN, Method.UPRN_AS_REFERENCE, Method.UPRN)
"""A number typed wrong, or the block's on each of its flats: believed unless the addresses say otherwise."""


class HomeRows:
    """What is asked of each row, by row number."""

    def __init__(self, facts: dict[str, list[str | None]]) -> None:
        self.systems = [system or "" for system in facts["source_system"]]
        self.outbuilding = [kind in OUTBUILDINGS for kind in facts["kind"]]
        self._lines, self._postcodes = facts["address_line"], facts["postcode"]
        self._addresses: dict[int, Address] = {}

    def address(self, row: int) -> Address:
        """The address of a row."""
        if row not in self._addresses:
            self._addresses[row] = Address(self._lines[row] or "", self._postcodes[row] or "")
        return self._addresses[row]

    def veto(self, one: Sequence[int], other: Sequence[int]) -> bool:
        """Two rows of one anchoring system, or a garage and a dwelling, are not one home."""
        anchored = Counter(self.systems[row] for row in (*one, *other) if self.systems[row] in ANCHORS)
        if any(count > 1 for count in anchored.values()):
            return True
        return self.outbuilding[one[0]] != self.outbuilding[other[0]]

    def veto_by_uprn(self, one: Sequence[int], other: Sequence[int]) -> bool:
        """Nor are two of which no addresses could be of one door, when a UPRN alone speaks for one."""
        return self.veto(one, other) or self.other_doors(one, other)

    def other_doors(self, one: Sequence[int], other: Sequence[int]) -> bool:
        """That every address of the one names a door that none of the other does, and the other way about."""
        ours, theirs = ([self.address(row).said for row in rows] for rows in (one, other))
        pairs = [(first, second) for first in ours for second in theirs if first.units and second.units]
        return bool(pairs) and all(contradict(*pair) for pair in pairs)


def cluster(
    engine: Engine, rows: Table, *, bars: Bars | None = None, blocks: Table | None = None
) -> tuple[Clusters, HomeRows]:
    """Clusters of `rows`: row (numbered from 0 without gaps), source_system, asset_ref, alternative_ref,
    uprn, uprn_as_given, kind, address_line, postcode.

    `blocks` (uprn): the UPRNs of buildings with several homes, which tell none of them from the rest.
    """
    told = rows.select("row", "source_system", "kind", "address_line", "postcode").order_by("row")
    about = HomeRows(engine.to_arrow(told).to_pydict())
    clusters = Clusters(len(about.systems), bars=bars)
    for method, keyed in _strong_keys(rows, blocks):
        veto = about.veto_by_uprn if method in BY_UPRN else about.veto
        join_groups(clusters, _groups(engine, keyed, method, about), veto=veto)
    return clusters, about


def _strong_keys(rows: Table, blocks: Table | None) -> Iterator[tuple[Method, Table]]:
    shared = rows.filter(rows.source_system.isin(SHARE_REFERENCES))
    by_reference = _keyed(shared, keys.reference(shared.asset_ref))
    by_other = _keyed(shared, keys.reference(shared.alternative_ref))
    by_uprn = _keyed(rows, keys.blank_to_null(rows.uprn))
    if blocks is not None:
        by_uprn = by_uprn.anti_join(blocks, by_uprn.key == blocks.uprn)
    yield Method.PROPERTY_REFERENCE, by_reference
    yield Method.ALTERNATIVE_REFERENCE, ibis.union(by_reference, by_other, distinct=True)
    yield Method.REFERENCE_AS_UPRN, _meeting(_property_references(rows), _as_given(rows))
    like_uprns = by_reference.filter(by_reference.key.re_search(r"^[0-9]{8,12}$"))
    yield Method.UPRN_AS_REFERENCE, _meeting(like_uprns, by_uprn)
    yield Method.UPRN, by_uprn
    yield Method.ADDRESS, _keyed(rows, keys.address(rows.address_line, rows.postcode))


def _meeting(one: Table, other: Table) -> Table:
    """The rows of both whose key is among the keys of either: what stands in another field in each."""
    return ibis.union(one.semi_join(other, "key"), other.semi_join(one, "key"), distinct=True)


def _property_references(rows: Table) -> Table:
    """Those of the housing system, which are the landlord's; a short one could be any number."""
    own = rows.filter(rows.source_system == ANCHORS[0])
    keyed = _keyed(own, keys.reference(own.asset_ref))
    return keyed.filter(keyed.key.length() >= SHORTEST)


def _as_given(rows: Table) -> Table:
    """What other systems hold as the UPRN, read as a reference."""
    others = rows.filter(rows.source_system != ANCHORS[0])
    return _keyed(others, keys.reference(ibis.coalesce(others.uprn_as_given, others.uprn)))


SHORTEST = 5


def _keyed(rows: Table, key: Column) -> Table:
    keyed = rows.select("row", key=key)
    return keyed.filter(keyed.key.notnull())


def _groups(engine: Engine, keyed: Table, method: Method, about: HomeRows) -> Iterator[Group]:
    """Rows of one key, unless an anchoring system gives it to several of its own rows (a block's UPRN)."""
    grouped = keyed.group_by("key").agg(rows=keyed.row.collect(), n=keyed.row.count())
    for members in engine.to_arrow(grouped.filter(grouped.n > 1).order_by("key")).column("rows").to_pylist():
        rows = sorted(set(members))
        anchored = Counter(about.systems[row] for row in rows if about.systems[row] in ANCHORS)
        is_blocks = method in BY_UPRN and _is_of_several(rows, about)
        if len(rows) > 1 and all(count == 1 for count in anchored.values()) and not is_blocks:
            yield Group(method, tuple(rows))


def _is_of_several(rows: Sequence[int], about: HomeRows) -> bool:
    """That some system gives it to homes with different doors: it tells none of them from the rest."""
    by_system: defaultdict[str, list[int]] = defaultdict(list)
    for row in rows:
        by_system[about.systems[row]].append(row)
    return any(
        about.other_doors([one], [other])
        for own in by_system.values()
        for one, other in itertools.combinations(own[:MOST], 2)
    )


MOST = 20
"""Of so many rows of one UPRN some two tell whether it is a block's."""
