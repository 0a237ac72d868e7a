"""The kinds that look at other rows, each as a query for the rows that fail."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import ibis

from rooftree.engine.checking.compiling.rows import in_scope
from rooftree.engine.checking.compiling.values import Asked, Column, Table
from rooftree.engine.checking.kinds import Check, Kind
from rooftree.engine.checking.plan import SYSTEMS
from rooftree.engine.checking.shapes import LINKS, WITHIN, Family

KEYS = ("source_system", "source_key")
ANY = "*"
"""As a `references` check's system: whichever system the other row is in."""


@dataclass(frozen=True, slots=True)
class Tables:
    """Every table a check may look at, as one check's dialect sees them."""

    each: Mapping[str, Asked]
    identity: tuple[str, ...]
    """The columns that say which row it is."""

    def of(self, check: Check) -> Asked:
        """The check's own table."""
        return self.each[check.table]

    def scoped(self, check: Check, *columns: str) -> Table:
        """The rows the check is asked of: what says which row it is, and these columns."""
        asked = self.of(check)
        scope = in_scope(check, asked)
        rows = asked.rows if scope is None else asked.rows.filter(scope)
        return rows.select(*dict.fromkeys((*self.identity, *KEYS, *columns)))

    def found(self, rows: Table, observed: Column, grouping: Column) -> Table:
        """What a set rule's query gives."""
        return rows.select(*self.identity, observed=observed, grouping=grouping)


NOTHING = ibis.null("string")


def query(check: Check, tables: Tables) -> Table:
    """The check's failing rows."""
    return KINDS[check.kind](check, tables)


def reads(check: Check) -> tuple[str, ...]:
    """The tables that the check looks at."""
    if check.kind is Kind.REFERENCES:
        return tuple(dict.fromkeys((check.table, check.given["table"])))
    return (check.table, LINKS) if check.kind is Kind.RECONCILES else (check.table,)


def _unique(check: Check, tables: Tables) -> Table:
    columns = columns_of(check)
    rows = tables.scoped(check, *columns)
    rows = rows.filter(*(rows[name].notnull() for name in columns))
    by = columns if check.given.get("across") else ["source_system", *columns]
    counted = rows.group_by(by).aggregate(times_=rows.count())
    again = counted.filter(counted["times_"] > 1).select(by)
    found = rows.semi_join(again, by)
    return tables.found(found, _joined(found, columns), _joined(found, by))


def columns_of(check: Check) -> list[str]:
    """The columns that together must not repeat."""
    return list(check.given.get("columns") or [check.column])


def _joined(rows: Table, names: list[str]) -> Column:
    whole = rows[names[0]].cast("string")
    for name in names[1:]:
        whole = whole + WITHIN + rows[name].cast("string")
    return whole


def _references(check: Check, tables: Tables) -> Table:
    """Systems of which the other table holds no row at all are not asked: nothing of theirs was received."""
    rows, other = tables.scoped(check, check.column), tables.each[check.given["table"]].rows
    pointed = check.given.get("column", "source_key")
    there = other.select(pointed_=other[pointed].cast("string"), of_=other["source_system"])
    known = _systems(check.given["table"], tables)
    system = check.given.get("system")
    rows = rows.mutate(value_=rows[check.column].cast("string")).filter(lambda r: r["value_"].notnull())
    same = [rows["value_"] == there["pointed_"]]
    if system is None:
        rows = rows.filter(rows["source_system"].isin(known))
        same = [rows["value_"] == there["pointed_"], rows["source_system"] == there["of_"]]
    elif system != ANY:
        rows = rows.filter(ibis.literal(system).isin(known))
        there = there.filter(there["of_"] == system)
        same = [rows["value_"] == there["pointed_"]]
    found = rows.anti_join(there, same)
    return tables.found(found, found["value_"], NOTHING)


def _systems(table: str, tables: Tables) -> Any:
    """Which systems the table holds rows of, to be looked up in."""
    asked = tables.each[table]
    if asked.dialect == "duckdb":
        return [SYSTEMS.format(table)]
    return asked.rows.select(known_="source_system").distinct()["known_"]


def _linked(rows: Table, check: Check, tables: Tables) -> Table:
    """The rows with the home or person each is of."""
    links = tables.each[LINKS].rows
    links = links.filter(links["entity_type"] == check.given.get("entity", check.table))
    links = links.select(system_="source_system", key_="source_key", entity_="entity_id")
    same = [rows["source_system"] == links["system_"], rows["source_key"] == links["key_"]]
    return rows.inner_join(links, same).drop("system_", "key_")


def _present_in(check: Check, tables: Tables) -> Table:
    """A system that holds nothing of the kind is not asked for: nothing of its was received."""
    mine = _linked(tables.scoped(check), check, tables)
    links = tables.each[LINKS].rows
    links = links.filter(links["entity_type"] == check.given.get("entity", check.table))
    known = links.select(known_="source_system").distinct()
    lost = []
    for system in check.given["systems"]:
        there = links.filter(links["source_system"] == system).select(there_="entity_id")
        rows = mine.filter(mine["source_system"] != system, ibis.literal(system).isin(known["known_"]))
        lost.append(rows.anti_join(there, rows["entity_"] == there["there_"]))
    found = ibis.union(*lost, distinct=True) if len(lost) > 1 else lost[0]
    return tables.found(found, NOTHING, found["entity_"])


def _same(check: Check, tables: Tables) -> Table:
    """Rows of one home or person whose values differ from system to system."""
    asked, name = tables.of(check), check.given.get("column") or check.column
    scope = in_scope(check, asked)
    of_it = ibis.literal(True) if scope is None else scope
    rows = asked.rows.select(*dict.fromkeys((*tables.identity, *KEYS, name)), asked_=of_it)
    rows = rows.filter(rows[name].notnull())
    if systems := check.given.get("systems"):
        rows = rows.filter(rows["source_system"].isin(list(systems)))
    value = rows[name].cast("string")
    plain = value.strip().lower() if asked.family(name) is Family.TEXT else value
    linked = _linked(rows.mutate(plain_=plain), check, tables)
    values = linked.group_by("entity_").aggregate(several_=linked["plain_"].nunique())
    differ = values.filter(values["several_"] > 1).select("entity_")
    found = linked.semi_join(differ, "entity_")
    found = found.filter(found["asked_"])
    return tables.found(found, found["plain_"], found["entity_"])


def _reconciles(check: Check, tables: Tables) -> Table:
    return (_same if check.given["form"] == "same" else _present_in)(check, tables)


KINDS: Mapping[Kind, Callable[[Check, Tables], Any]] = {
    Kind.UNIQUE: _unique,
    Kind.REFERENCES: _references,
    Kind.RECONCILES: _reconciles,
}
