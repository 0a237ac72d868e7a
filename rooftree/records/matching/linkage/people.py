"""Which rows are one person by strong keys: National Insurance number or name and home, each with the
date of birth."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import ibis

from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.linkage import keys
from rooftree.records.matching.linkage.clusters import Bars, Clusters, Group, join_groups
from rooftree.records.matching.rules import Method


@dataclass(frozen=True)
class PersonRows:
    """What the veto needs of each row, by row number."""

    systems: list[str]
    initials: list[str | None]

    def veto(self, one: Sequence[int], other: Sequence[int]) -> bool:
        """Two rows of one system whose given names begin differently: a number copied to a twin."""
        return any(
            self.systems[first] == self.systems[second]
            and None not in (self.initials[first], self.initials[second])
            and self.initials[first] != self.initials[second]
            for first in one
            for second in other
        )


def cluster(engine: Engine, rows: Table, homes: Table, *, bars: Bars | None = None) -> Clusters:
    """Clusters of `rows` (row, source_system, given_name, family_name, date_of_birth, ni_no).

    `homes` (row, home_id): a row may have been at several homes; sharing any one of them counts.
    """
    about = _about(engine, rows)
    clusters = Clusters(len(about.systems), bars=bars)
    born = rows.filter(rows.date_of_birth.notnull())
    by_nino = born.filter(born.ni_no.notnull())
    by_nino = by_nino.select("row", key=by_nino.ni_no + "|" + by_nino.date_of_birth.cast("string"))
    join_groups(clusters, _groups(engine, by_nino, Method.NINO), veto=about.veto)
    named = born.select(
        "row",
        who=keys.full_name(born.given_name, born.family_name) + "|" + born.date_of_birth.cast("string"),
    )
    named = named.filter(named.who.notnull())
    at_home = named.join(homes, "row").select("row", "who", "home_id")
    by_name = at_home.select("row", key=at_home.who + "|" + at_home.home_id.cast("string"))
    join_groups(clusters, _groups(engine, by_name, Method.NAME_BIRTH_HOME))
    return clusters


def _about(engine: Engine, rows: Table) -> PersonRows:
    initial = keys.blank_to_null(rows.given_name.lower().strip().substr(0, 1))
    facts = engine.to_arrow(rows.select("row", "source_system", initial=initial).order_by("row"))
    return PersonRows(facts["source_system"].to_pylist(), facts["initial"].to_pylist())


def _groups(engine: Engine, keyed: Table, method: Method) -> Iterator[Group]:
    grouped = keyed.group_by("key").agg(rows=keyed.row.collect(), n=keyed.row.nunique())
    found = grouped.filter(grouped.n > ibis.literal(1)).order_by("key")
    for members in engine.to_arrow(found).column("rows").to_pylist():
        yield Group(method, tuple(sorted(set(members))))
