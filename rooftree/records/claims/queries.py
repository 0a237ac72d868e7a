"""Reading records as they are or as they were known, and what each system says of one entity.

Many tables are read in one statement: each row comes as its table's name and its facts as JSON, so that a
page of forty tables costs a few round trips. As at a moment, a table is the union of its live rows known by
then and of its superseded rows that were then still in force.
"""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import F, Q, QuerySet

from rooftree.records.claims import reading
from rooftree.records.claims.held import Differs, Held, Said, may_read, readable
from rooftree.records.claims.models import Claim, Disagreement
from rooftree.records.claims.rows import Want, as_at, as_json, lineage_of, whole
from rooftree.records.claims.statements import Part, read
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.standard.queries import contracts

__all__ = ["Want", "as_at", "entities_that_differ", "held", "said_of"]
ENTITY_TABLES = ("unit", "person", "property", "site", "work_order", "organization")


def held(*wants: Want, viewer: Viewer, moment: datetime.datetime | None = None) -> dict[str, list[Held]]:
    """The records wanted, by table, in one statement; none of a table that this viewer may not read."""
    found: dict[str, dict[str, Held]] = {want.model._meta.db_table: {} for want in wants}
    parts = [part_of(want) for want in wants if may_read(want.model._meta.db_table, viewer)]
    for table, body in read(parts, viewer=viewer, moment=moment):
        record = reading.held(table, body)
        found[table][record.id] = record
    return {table: list(records.values()) for table, records in found.items()}


def part_of(want: Want) -> Part:
    """A want as a part of a statement: rows as their table's name and facts. Asks nobody who may read it."""
    model = want.model
    return Part(model._meta.db_table, model, want.where, whole, newest_by=want.newest_by, most=want.most)


def said_of(
    *, entity_type: str, entity_ids: Sequence[str], viewer: Viewer, moment: datetime.datetime | None = None
) -> tuple[list[Said], list[Differs]]:
    """What each source row says of entities of one kind, and where systems disagree; in one statement."""
    if entity_type not in ENTITY_TABLES or not may_read(entity_type, viewer):
        return [], []
    where = Q(entity_type=entity_type, entity_id__in=entity_ids)
    parts = [
        Part("claim", Claim, where, _claim_told),
        Part("differs", Disagreement, where & Q(ended_on=None), _differs_told),
    ]
    allowed = {column.name for column in readable(contracts()[entity_type], viewer=viewer)}
    said, apart = [], []
    for kind, body in read(parts, viewer=viewer, moment=moment):
        if kind == "claim":
            said.append(_said(body, allowed))
        elif body["attribute"] in allowed:
            apart.append(_differs(body))
    return sorted(said, key=lambda one: (one.lineage.system, one.lineage.key)), sorted(
        apart, key=lambda one: one.attribute
    )


def _claim_told(rows: QuerySet[Any], name: str, _people: bool) -> QuerySet[Any, Any]:
    names = {field.name for field in Claim._meta.fields}
    body = lineage_of(names) | {"said": F("said"), "said_on": F("said_on")}
    return as_json(rows, name, body)


def _differs_told(rows: QuerySet[Any], name: str, _people: bool) -> QuerySet[Any, Any]:
    body = {column: F(column) for column in ("attribute", "said", "shown", "known_from")}
    return as_json(rows, name, body)


def _said(body: dict[str, Any], allowed: Iterable[str]) -> Said:
    return Said(
        lineage=reading.lineage(body),
        facts={name: value for name, value in body["said"].items() if name in allowed},
        said_on=datetime.date.fromisoformat(body["said_on"]) if body["said_on"] else None,
        known_from=datetime.datetime.fromisoformat(body["known_from"]),
        ended_on=datetime.date.fromisoformat(body["ended_on"]) if body["ended_on"] else None,
    )


def _differs(body: dict[str, Any]) -> Differs:
    return Differs(
        attribute=body["attribute"],
        said=body["said"],
        shown="" if body["shown"] is None else str(body["shown"]),
        known_from=datetime.datetime.fromisoformat(body["known_from"]),
    )


def entities_that_differ(*, entity_type: str, viewer: Viewer) -> QuerySet[Any, Any]:
    """The ids of the homes or people on which systems disagree today."""
    if entity_type not in ENTITY_TABLES or not may_read(entity_type, viewer):
        return Disagreement.objects.none().values("entity_id")
    return Disagreement.objects.filter(entity_type=entity_type, ended_on=None).values("entity_id")
