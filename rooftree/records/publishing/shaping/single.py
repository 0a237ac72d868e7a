"""Tables in which one source row is one record."""

import ibis

from rooftree.engine.tables import Table
from rooftree.engine.typed.keys import fact_hash, row_id
from rooftree.records.publishing.shaping.links import Lookups, with_links
from rooftree.reference.standard.rules import Contract

LINEAGE = ("source_system", "source_key", "source_row", "extract_id")


def published(contract: Contract) -> list[str]:
    """The contract's columns that reach PostgreSQL."""
    return [column.name for column in contract.columns if column.published]


def link_columns(contract: Contract) -> list[str]:
    """The columns that hold our ids of linked records."""
    return [f"{link.name}_id" for link in contract.links]


def shape(rows: Table, contract: Contract, lookups: Lookups) -> Table:
    """One record a row: id, lineage, facts, links, and `fact_hash`, which changes when a fact does."""
    facts = [*published(contract), *link_columns(contract)]
    linked = with_links(rows, contract, lookups)
    return linked.select(
        *LINEAGE,
        *facts,
        id=row_id(contract.table, linked.source_system, linked.source_key),
        fact_hash=fact_hash(linked, facts),
    )


def shape_append_only(rows: Table, contract: Contract, lookups: Lookups) -> Table:
    """Facts that never change: `id` is the row's key, which tells one night's rows from the last one's."""
    shaped = shape(rows, contract, lookups)
    return shaped.mutate(fact_hash=ibis.null("int64"))
