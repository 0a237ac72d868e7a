"""Tables in which several systems speak of one entity: the record, every claim, and where they differ.

Of each system its latest row speaks. For each attribute the first system in the register's order that says
anything is shown; `origin` names it where it is not the system that the record itself names.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import ibis

from rooftree.engine.tables import Column, Engine, Table
from rooftree.engine.typed.json import json_object
from rooftree.engine.typed.keys import content_hash, row_id
from rooftree.records.claims.rules import COMPARED, SAYS_LITTLE, Compare
from rooftree.records.matching.linkage import keys
from rooftree.records.publishing.shaping.links import Lookups, with_links
from rooftree.records.publishing.shaping.single import LINEAGE, link_columns, published
from rooftree.reference.register import queries as register
from rooftree.reference.register.queries import precedence
from rooftree.reference.standard.rules import Contract


@dataclass(frozen=True)
class Merged:
    """What the sources say of one kind of entity, in three tables."""

    records: Table
    claims: Table
    disagreements: Table


def shape(engine: Engine, rows: Table, contract: Contract, lookups: Lookups) -> Merged:
    """Merges the rows of all systems into one record an entity."""
    rows = with_links(rows, contract, lookups)
    entity = lookups.of(contract.table)
    rows = engine.hold(rows.join(entity, ["source_system", "source_key"]).rename(entity_id="target"))
    speaking = sorted(engine.to_arrow(rows.select("source_system").distinct()).column(0).to_pylist())
    # Nobody may speak of any (a landlord without blocks): an empty table needs its columns all the same.
    systems = speaking or [system.name for system in register.systems()]
    by_system = engine.hold(_by_system(_speakers(rows), contract, systems))
    return Merged(
        records=_records(by_system, contract, systems),
        claims=_claims(rows, contract),
        disagreements=_disagreements(by_system, contract, systems),
    )


def _facts(contract: Contract) -> list[str]:
    return [*published(contract), *link_columns(contract)]


def _speakers(rows: Table) -> Table:
    """The latest row of each system for each entity."""
    latest = [rows.source_row.desc(), rows.source_key]
    if "modified_on" in rows.columns:
        latest = [rows.modified_on.desc(nulls_first=False), *latest]
    place = ibis.row_number().over(group_by=[rows.entity_id, rows.source_system], order_by=latest)
    placed = rows.mutate(place=place)
    return placed.filter(placed.place == 0)


def _by_system(rows: Table, contract: Contract, systems: Sequence[str]) -> Table:
    """One row an entity with `<system>__<column>` for every system and column."""
    columns = [*LINEAGE[1:], *_facts(contract)]
    values = {
        f"{system}__{column}": rows[column].arbitrary(where=rows.source_system == system)
        for system in systems
        for column in columns
    }
    return rows.group_by("entity_id").agg(**values)


def _records(by_system: Table, contract: Contract, systems: Sequence[str]) -> Table:
    order_of_all = precedence(contract.table, "", systems)
    lead = ibis.coalesce(*(_spoke(by_system, system) for system in order_of_all))
    lineage = {"source_system": lead}
    for column in LINEAGE[1:]:
        lineage[column] = ibis.cases(
            *(
                (_spoke(by_system, system).notnull(), by_system[f"{system}__{column}"])
                for system in order_of_all
            )
        )
    shown, origins = {}, []
    for fact in _facts(contract):
        order = precedence(contract.table, fact.removesuffix("_source"), systems)
        shown[fact] = ibis.coalesce(*(by_system[f"{system}__{fact}"] for system in order))
        origins += _origin(by_system, fact, order, lead)
    merged = by_system.select(id="entity_id", **lineage, **shown, origin="{" + _joined(origins) + "}")
    return merged.mutate(fact_hash=content_hash(merged, ["source_system", *shown, "origin"]))


def _spoke(by_system: Table, system: str) -> Column:
    return ibis.ifelse(
        by_system[f"{system}__source_key"].notnull(), ibis.literal(system), ibis.null("string")
    )


def _origin(by_system: Table, fact: str, order: Sequence[str], lead: Column) -> list[Column]:
    if not order:
        return []
    by = ibis.cases(*((by_system[f"{system}__{fact}"].notnull(), ibis.literal(system)) for system in order))
    return [ibis.ifelse(by != lead, ibis.literal(f'"{fact}":"') + by + '"', ibis.null("string"))]


def _joined(parts: list[Column]) -> Column:
    return ibis.array(parts).filter(lambda part: part.notnull()).join(",").fill_null("")


def _claims(rows: Table, contract: Contract) -> Table:
    said_on = rows["modified_on"] if "modified_on" in rows.columns else ibis.null("date")
    said = {name: rows[name] for name in published(contract) if name != "ni_no_hmac"}
    claims = rows.select(
        *LINEAGE,
        entity_type=ibis.literal(contract.table),
        entity_id=rows.entity_id,
        said=json_object(said),
        said_on=said_on,
        id=row_id("claim", contract.table, rows.source_system, rows.source_key),
    )
    return claims.mutate(fact_hash=content_hash(claims, ["entity_id", "said", "said_on"]))


def _disagreements(by_system: Table, contract: Contract, systems: Sequence[str]) -> Table | None:
    compared = COMPARED.get(contract.table, {})
    tables = [
        _disagreement(by_system, contract, fact, how, precedence(contract.table, fact, systems))
        for fact, how in compared.items()
    ]
    if not tables or len(systems) < 2:
        return None
    found = ibis.union(*tables) if len(tables) > 1 else tables[0]
    return found.mutate(fact_hash=content_hash(found, ["said", "shown"]))


def _disagreement(
    by_system: Table, contract: Contract, fact: str, how: Compare, order: Sequence[str]
) -> Table:
    vague = SAYS_LITTLE.get(contract.table, {}).get(fact, ())
    told = [_told(by_system[f"{system}__{fact}"], vague) for system in order]
    differing = by_system.filter(_differ(told, how))
    values = {system: differing[f"{system}__{fact}"].cast("string") for system in order}
    shown_by = ibis.cases(*((value.notnull(), ibis.literal(system)) for system, value in values.items()))
    return differing.select(
        source_system=shown_by,
        source_key=differing.entity_id.cast("string") + "/" + fact,
        source_row=ibis.null("int64"),
        extract_id=ibis.null("int64"),
        entity_type=ibis.literal(contract.table),
        entity_id=differing.entity_id,
        attribute=ibis.literal(fact),
        said=json_object(values),
        shown=ibis.coalesce(*values.values()),
        id=row_id("disagreement", contract.table, differing.entity_id, fact),
    )


def _told(value: Column, vague: Sequence[str]) -> Column:
    """The value, unless it is a word that agrees with every more exact one."""
    return ibis.ifelse(value.isin(vague), ibis.null("string"), value) if vague else value


def _differ(values: list[Column], how: Compare) -> Column:
    if how is Compare.DAY:
        last, first = ibis.greatest(*values), ibis.least(*values)
        return last.delta(first, unit="hour") > 24
    said = ibis.array([_comparable(value, how) for value in values])
    return said.filter(lambda value: value.notnull()).unique().length() > 1


def _comparable(value: Column, how: Compare) -> Column:
    if how is Compare.ADDRESS:
        return keys.address(value, ibis.literal("Z"))
    return keys.blank_to_null(value.cast("string").lower().re_replace(r"[^a-z0-9]", ""))
