"""Which rows are one home (or one block): by reference, then UPRN, then address and postcode."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import ibis

from rooftree.engine.tables import Column, Engine, Table
from rooftree.records.matching.linkage import keys
from rooftree.records.matching.linkage.clusters import Bars, Clusters, Group, join_groups
from rooftree.records.matching.rules import ANCHORS, SHARE_REFERENCES, Method

OUTBUILDINGS = ("garage", "parking", "store")


@dataclass(frozen=True)
class HomeRows:
    """What the veto needs of each row, by row number."""

    systems: list[str]
    outbuilding: list[bool]

    def veto(self, one: Sequence[int], other: Sequence[int]) -> bool:
        """Two rows of one anchoring system, or a garage and a dwelling, are not one home."""
        anchored = Counter(self.systems[row] for row in (*one, *other) if self.systems[row] in ANCHORS)
        if any(count > 1 for count in anchored.values()):
            return True
        return self.outbuilding[one[0]] != self.outbuilding[other[0]]


def cluster(engine: Engine, rows: Table, *, bars: Bars | None = None) -> tuple[Clusters, HomeRows]:
    """Clusters of `rows`: row (numbered from 0 without gaps), source_system, asset_ref, alternative_ref,
    uprn, kind, address_line, postcode."""
    facts = engine.to_arrow(rows.select("row", "source_system", "kind").order_by("row")).to_pydict()
    about = HomeRows(facts["source_system"], [kind in OUTBUILDINGS for kind in facts["kind"]])
    clusters = Clusters(len(about.systems), bars=bars)
    for method, keyed in _strong_keys(rows):
        join_groups(clusters, _groups(engine, keyed, method, about), veto=about.veto)
    return clusters, about


def _strong_keys(rows: Table) -> Iterator[tuple[Method, Table]]:
    shared = rows.filter(rows.source_system.isin(SHARE_REFERENCES))
    by_reference = _keyed(shared, keys.reference(shared.asset_ref))
    by_other = _keyed(shared, keys.reference(shared.alternative_ref))
    by_uprn = _keyed(rows, keys.blank_to_null(rows.uprn))
    yield Method.PROPERTY_REFERENCE, by_reference
    yield Method.ALTERNATIVE_REFERENCE, ibis.union(by_reference, by_other, distinct=True)
    yield (
        Method.UPRN_AS_REFERENCE,
        ibis.union(by_reference.filter(by_reference.key.re_search(r"^[0-9]{8,12}$")), by_uprn, distinct=True),
    )
    yield Method.UPRN, by_uprn
    yield Method.ADDRESS, _keyed(rows, keys.address(rows.address_line, rows.postcode))


def _keyed(rows: Table, key: Column) -> Table:
    keyed = rows.select("row", key=key)
    return keyed.filter(keyed.key.notnull())


def _groups(engine: Engine, keyed: Table, method: Method, about: HomeRows) -> Iterator[Group]:
    """Rows of one key, unless an anchoring system gives it to several of its own rows (a block's UPRN)."""
    grouped = keyed.group_by("key").agg(rows=keyed.row.collect(), n=keyed.row.count())
    for members in engine.to_arrow(grouped.filter(grouped.n > 1).order_by("key")).column("rows").to_pylist():
        rows = sorted(set(members))
        anchored = Counter(about.systems[row] for row in rows if about.systems[row] in ANCHORS)
        if len(rows) > 1 and all(count == 1 for count in anchored.values()):
            yield Group(method, tuple(rows))
