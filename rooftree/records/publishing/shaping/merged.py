"""Tables in which several systems speak of one entity: the record, every claim, and where they differ.

Of each system its latest row speaks. For each attribute the first system in the register's order that says
anything is shown; `origin` names it where it is not the system that the record itself names.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import ibis

from rooftree.engine.tables import Column, Engine, Table
from rooftree.engine.typed.json import json_object
from rooftree.engine.typed.keys import fact_hash, row_id
from rooftree.records.claims.rules import COMPARED, SAYS_LITTLE, Compare
from rooftree.records.matching.linkage import keys
from rooftree.records.publishing.shaping.links import Lookups, with_links
from rooftree.records.publishing.shaping.single import LINEAGE, link_columns, published
from rooftree.reference.register import queries as register
from rooftree.reference.standard.rules import Contract, parquet_types


@dataclass(frozen=True)
class Merged:
    """What the sources say of one kind of entity, in three tables."""

    records: Table
    claims: Table
    disagreements: Table


@dataclass(frozen=True)
class _Spoken:
    """One row an entity, with `<system>__<column>` for each column that the system ever fills."""

    table: Table
    contract: Contract
    filled: dict[str, frozenset[str]]

    @property
    def systems(self) -> list[str]:
        return sorted(self.filled)

    def order(self, fact: str) -> list[str]:
        """The systems that say anything of a fact, in the order in which they are believed."""
        believed = register.precedence(self.contract.table, fact.removesuffix("_source"), self.systems)
        return [system for system in believed if fact in self.filled[system]]

    def values(self, fact: str, table: Table | None = None) -> dict[str, Column]:
        """What each system says of a fact, in that order."""
        of = self.table if table is None else table
        return {system: of[f"{system}__{fact}"] for system in self.order(fact)}

    def lead(self) -> Column:
        """The system that the record itself names: the first of all that speaks of the entity."""
        order = register.precedence(self.contract.table, "", self.systems)
        return ibis.coalesce(*(_spoke(self.table, system) for system in order))


def shape(engine: Engine, rows: Table, contract: Contract, lookups: Lookups) -> Merged:
    """Merges the rows of all systems into one record an entity."""
    rows = with_links(rows, contract, lookups)
    entity = lookups.of(contract.table)
    rows = engine.hold(rows.join(entity, ["source_system", "source_key"]).rename(entity_id="target"))
    filled = _filled(engine, rows, [*LINEAGE[1:], *_facts(contract)])
    speakers = _by_system(_speakers(rows), filled)
    spoken = _Spoken(engine.hold(speakers), contract, filled)
    return Merged(
        records=_records(spoken), claims=_claims(rows, contract), disagreements=_disagreements(spoken)
    )


def _facts(contract: Contract) -> list[str]:
    return [*published(contract), *link_columns(contract)]


def _filled(engine: Engine, rows: Table, columns: list[str]) -> dict[str, frozenset[str]]:
    """Which columns each system fills at all."""
    counted = rows.group_by("source_system").agg(**{name: rows[name].count() for name in columns})
    found = {
        row.pop("source_system"): frozenset(name for name, count in row.items() if count)
        for row in engine.to_arrow(counted).to_pylist()
    }
    # Nobody may speak of any (a landlord without blocks): an empty table needs its columns all the same.
    return found or {register.systems()[0].name: frozenset(columns)}


def _speakers(rows: Table) -> Table:
    """The latest row of each system for each entity."""
    latest = [rows.source_row.desc(), rows.source_key]
    if "modified_on" in rows.columns:
        latest = [rows.modified_on.desc(nulls_first=False), *latest]
    place = ibis.row_number().over(group_by=[rows.entity_id, rows.source_system], order_by=latest)
    placed = rows.mutate(place=place)
    return placed.filter(placed.place == 0)


def _by_system(rows: Table, filled: dict[str, frozenset[str]]) -> Table:
    values = {
        f"{system}__{column}": rows[column].arbitrary(where=rows.source_system == system)
        for system, columns in filled.items()
        for column in sorted(columns)
    }
    return rows.group_by("entity_id").agg(**values)


def _records(spoken: _Spoken) -> Table:
    lead, contract = spoken.lead(), spoken.contract
    lineage = {"source_system": lead}
    for column in LINEAGE[1:]:
        cases = [
            (_spoke(spoken.table, system).notnull(), spoken.table[f"{system}__{column}"])
            for system in register.precedence(contract.table, "", spoken.systems)
        ]
        lineage[column] = ibis.cases(*cases)
    shown, origins = {}, []
    for fact in _facts(contract):
        values = spoken.values(fact)
        shown[fact] = ibis.coalesce(*values.values()) if values else _nothing(contract, fact)
        if values and (coded := spoken.values(fact.removesuffix("_source"))) and fact.endswith("_source"):
            shown[fact] = _beside(coded, values, shown[fact])
        origins += _origin(fact, values, lead)
    merged = spoken.table.select(id="entity_id", **lineage, **shown, origin="{" + _joined(origins) + "}")
    return merged.mutate(fact_hash=fact_hash(merged, ["source_system", *shown, "origin"]))


def _beside(coded: dict[str, Column], sources: dict[str, Column], alone: Column) -> Column:
    """The source's own code of the system whose code is shown; where no code is known, any that is there."""
    no_text = ibis.null("string")
    said = ((value.notnull(), sources.get(system, no_text)) for system, value in coded.items())
    return ibis.cases(*said, else_=alone)


def _nothing(contract: Contract, fact: str) -> Column:
    return ibis.null(parquet_types(contract).get(fact, "uuid"))


def _spoke(by_system: Table, system: str) -> Column:
    said = by_system[f"{system}__source_key"].notnull()
    return ibis.ifelse(said, ibis.literal(system), ibis.null("string"))


def _origin(fact: str, values: dict[str, Column], lead: Column) -> list[Column]:
    """`"fact":"system"` where that is not the system that the record names."""
    if not values:
        return []
    by = ibis.cases(*((value.notnull(), ibis.literal(system)) for system, value in values.items()))
    return [ibis.ifelse(by != lead, ibis.literal(f'"{fact}":"') + by + '"', ibis.null("string"))]


def _joined(parts: list[Column]) -> Column:
    return ibis.array(parts).filter(lambda part: part.notnull()).join(",").fill_null("")


def _claims(rows: Table, contract: Contract) -> Table:
    said_on = rows["modified_on"] if "modified_on" in rows.columns else ibis.null("date")
    unsaid = ("ni_no_hmac", *(f"{column.name}_source" for column in contract.columns if column.codes))
    said = {name: rows[name] for name in published(contract) if name not in unsaid}
    claims = rows.select(
        *LINEAGE,
        entity_type=ibis.literal(contract.table),
        entity_id=rows.entity_id,
        said=json_object(said),
        said_on=said_on,
        id=row_id("claim", contract.table, rows.source_system, rows.source_key),
    )
    return claims.mutate(fact_hash=fact_hash(claims, ["entity_id", "said", "said_on"]))


def _disagreements(spoken: _Spoken) -> Table | None:
    compared = COMPARED.get(spoken.contract.table, {})
    tables = [
        _disagreement(spoken, fact, how) for fact, how in compared.items() if len(spoken.order(fact)) > 1
    ]
    if not tables:
        return None
    found = ibis.union(*tables) if len(tables) > 1 else tables[0]
    return found.mutate(fact_hash=fact_hash(found, ["said", "shown"]))


def _disagreement(spoken: _Spoken, fact: str, how: Compare) -> Table:
    table = spoken.contract.table
    vague = SAYS_LITTLE.get(table, {}).get(fact, ())
    said = list(spoken.values(fact).values())
    # What is written alike everywhere needs no closer look, and that is most of it.
    apart = spoken.table.filter(_unlike(said))
    told = [_told(value, vague) for value in spoken.values(fact, apart).values()]
    differing = apart.filter(_differ(told, how))
    values = {system: value.cast("string") for system, value in spoken.values(fact, differing).items()}
    shown_by = ibis.cases(*((value.notnull(), ibis.literal(system)) for system, value in values.items()))
    return differing.select(
        source_system=shown_by,
        source_key=differing.entity_id.cast("string") + "/" + fact,
        source_row=ibis.null("int64"),
        extract_id=ibis.null("int64"),
        entity_type=ibis.literal(table),
        entity_id=differing.entity_id,
        attribute=ibis.literal(fact),
        said=json_object(values),
        shown=ibis.coalesce(*values.values()),
        id=row_id("disagreement", table, differing.entity_id, fact),
    )


def _told(value: Column, vague: Sequence[str]) -> Column:
    """The value, unless it is a word that agrees with every more exact one."""
    return ibis.ifelse(value.isin(vague), ibis.null("string"), value) if vague else value


def _unlike(values: list[Column]) -> Column:
    """That not all that is said is the same; what is not said does not count."""
    return ibis.least(*values) != ibis.greatest(*values)


def _differ(values: list[Column], how: Compare) -> Column:
    if how is Compare.DAY:
        last, first = ibis.greatest(*values), ibis.least(*values)
        return last.delta(first, unit="hour") > 24
    return _unlike([_comparable(value, how) for value in values])


def _comparable(value: Column, how: Compare) -> Column:
    if how is Compare.ADDRESS:
        return keys.address(value, ibis.literal("Z"))
    return keys.blank_to_null(value.cast("string").lower().re_replace(r"[^a-z0-9]", ""))
