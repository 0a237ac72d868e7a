"""Finds the record that a source key speaks of."""

from dataclasses import dataclass, field

import ibis

from rooftree.engine.tables import Engine, Table
from rooftree.engine.typed.keys import row_id
from rooftree.records.provenance.canonical import Canonical
from rooftree.reference.standard.rules import Contract, Link

ENTITIES = ("unit", "property", "site", "person")
"""Tables whose rows are found through matching's links; the others carry an id made from their own key."""


@dataclass
class Lookups:
    """For each table, where a source key leads: a table of source_system, source_key, target."""

    engine: Engine
    links: Table
    _known: dict[str, Table] = field(default_factory=dict)

    def add(self, table: str, found: Table) -> None:
        """Says where the keys of `table` lead, once that table is worked out."""
        self._known[table] = found

    def only(self, table: str, ids: Table | None) -> None:
        """Leads only to records that are there (`ids`): a table that was held back has not the new ones."""
        lookup = self.of(table)
        if ids is None:
            self._known[table] = lookup.filter(ibis.literal(False))
        else:
            self._known[table] = lookup.semi_join(ids, lookup.target == ids.id)

    def of(self, table: str) -> Table:
        """The lookup of one table."""
        if table not in self._known and table in ENTITIES:
            of_type = self.links.filter(self.links.entity_type == table)
            self._known[table] = of_type.select(
                "source_system", "source_key", target=of_type.entity_id.cast("uuid")
            )
        return self._known[table]


def with_links(rows: Table, contract: Contract, lookups: Lookups) -> Table:
    """The rows with `<link>_id` for each link of the contract; null where nothing is found."""
    for link in contract.links:
        rows = _with_link(rows, link, lookups.of(link.table))
    return rows


def _with_link(rows: Table, link: Link, lookup: Table) -> Table:
    name = f"{link.name}_id"
    sought = rows[link.source_column]
    if link.table == "organization":
        keyed = rows.mutate(find_key=_name_key(sought))
        found = lookup.select(find_key=_name_key(lookup.source_key), target="target").distinct(on="find_key")
        by = ["find_key"]
    else:
        system = ibis.literal(link.system) if link.system else rows.source_system
        keyed = rows.mutate(find_system=system, find_key=sought)
        found = lookup.select(find_system="source_system", find_key="source_key", target="target")
        by = ["find_system", "find_key"]
    joined = keyed.left_join(found, by)
    return joined.select(*rows.columns, joined.target.name(name))


def _name_key(name: Table) -> Table:
    return name.upper().strip()


def work_orders(canonical: Canonical) -> Table:
    """Which order a repairs row is: a job and the order it was raised by are one (source_system, source_key,
    target). The order's reference makes the id when the first job carries it, else the job's own."""
    rows = canonical.read("work_order").select("source_system", "source_key", "order_ref")
    keyed = rows.mutate(
        first=ibis.row_number().over(
            group_by=[rows.source_system, rows.order_ref], order_by=[rows.source_key]
        )
    )
    by_order = (keyed.first == 0) & keyed.order_ref.notnull()
    return keyed.select(
        "source_system",
        "source_key",
        target=ibis.ifelse(
            by_order,
            row_id("work_order", "order", keyed.order_ref),
            row_id("work_order", keyed.source_system, keyed.source_key),
        ),
    )


def organizations(canonical: Canonical) -> Table:
    """Which body a name stands for: the same name in any case is one."""
    rows = canonical.read("organization")
    return rows.select(
        "source_system", "source_key", target=row_id("organization", _name_key(rows.source_key))
    )
