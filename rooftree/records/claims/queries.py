"""Reading records as they are or as they were known, and what each system says of one entity.

Many tables are read in one statement: each row comes as its table's name and its facts as JSON, so that a
page of forty tables costs a few round trips. As at a moment, a table is the union of its live rows known by
then and of its superseded rows that were then still in force.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Model, Q, QuerySet, Value
from django.db.models.functions import JSONObject

from rooftree.records.claims import reading
from rooftree.records.claims.held import Differs, Held, Said, may_read, readable
from rooftree.records.claims.models import Claim, Disagreement
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.standard.queries import contracts

ENTITY_TABLES = ("unit", "person", "property", "site", "work_order", "organization")


@dataclass(frozen=True, slots=True)
class Want:
    """Rows of one table: which, and how many of the newest by a column (all, when not said)."""

    model: Any
    where: Q
    newest_by: str = ""
    most: int = 0


def as_at(model: Any, moment: datetime.datetime | None) -> list[QuerySet[Any]]:
    """The parts whose union is a table as known at a moment; with no moment, the live table."""
    if moment is None:
        return [model.objects.all()]
    live = model.objects.filter(known_from__lte=moment)
    past = getattr(model, "pgh_event_model", None)
    if past is None:
        return [live]
    return [live, past.objects.filter(known_from__lte=moment, pgh_created_at__gt=moment)]


def held(*wants: Want, viewer: Viewer, moment: datetime.datetime | None = None) -> dict[str, list[Held]]:
    """The records wanted, by table, in one statement; none of a table that this viewer may not read."""
    found: dict[str, dict[str, Held]] = {want.model._meta.db_table: {} for want in wants}
    allowed = [want for want in wants if may_read(want.model._meta.db_table, viewer)]
    parts = [part for want in allowed for part in _parts(want, moment, viewer)]
    if parts:
        first, *others = parts
        for table, body in first.union(*others, all=True) if others else first:
            record = reading.held(table, body)
            found[table][record.id] = record
    return {table: list(records.values()) for table, records in found.items()}


def _parts(want: Want, moment: datetime.datetime | None, viewer: Viewer) -> list[QuerySet[Any, Any]]:
    parts = []
    for rows in as_at(want.model, moment):
        chosen = rows.filter(want.where)
        if want.most:
            chosen = chosen.order_by(F(want.newest_by).desc(nulls_last=True), "id")[: want.most]
        parts.append(_as_json(chosen, want.model._meta.db_table, _body(want.model, viewer)))
    return parts


def _body(model: type[Model], viewer: Viewer) -> dict[str, Any]:
    table = model._meta.db_table
    names = {field.name for field in model._meta.fields}
    body: dict[str, Any] = {
        column.name: F(column.name)
        for column in readable(contracts()[table], viewer=viewer)
        if column.name in names
    }
    links = [
        field.name
        for field in model._meta.fields
        if field.is_relation and field.name not in ("extract", "first_extract")
    ]
    body |= {f"to_{name}": F(f"{name}_id") for name in links}
    return body | _lineage(names)


def _lineage(names: set[str]) -> dict[str, Any]:
    extract = "extract" if "extract" in names else "first_extract"
    body: dict[str, Any] = {
        "id": F("id"),
        "known_from": F("known_from"),
        "lineage_system": F("source_system"),
        "lineage_row": F("source_row"),
        "lineage_extract": F(f"{extract}_id"),
        "lineage_file": F(f"{extract}__file"),
        "lineage_at": F(f"{extract}__extracted_at"),
    }
    for name, column in (("lineage_key", "source_key"), ("ended_on", "ended_on"), ("origin", "origin")):
        if column in names:
            body[name] = F(column)
    return body


def said_of(
    *, entity_type: str, entity_ids: Sequence[str], viewer: Viewer, moment: datetime.datetime | None = None
) -> tuple[list[Said], list[Differs]]:
    """What each source row says of entities of one kind, and where systems disagree; in one statement."""
    if entity_type not in ENTITY_TABLES or not may_read(entity_type, viewer):
        return [], []
    where = Q(entity_type=entity_type, entity_id__in=entity_ids)
    claims = [_claim_part(rows.filter(where)) for rows in as_at(Claim, moment)]
    differs = [_differs_part(rows.filter(where, ended_on=None)) for rows in as_at(Disagreement, moment)]
    first, *others = [*claims, *differs]
    allowed = {column.name for column in readable(contracts()[entity_type], viewer=viewer)}
    said, apart = [], []
    for kind, body in first.union(*others, all=True):
        if kind == "claim":
            said.append(_said(body, allowed))
        elif body["attribute"] in allowed:
            apart.append(_differs(body))
    return sorted(said, key=lambda one: (one.lineage.system, one.lineage.key)), sorted(
        apart, key=lambda one: one.attribute
    )


def _claim_part(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    names = {field.name for field in Claim._meta.fields}
    body = _lineage(names) | {"said": F("said"), "said_on": F("said_on")}
    return _as_json(rows, "claim", body)


def _differs_part(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    body = {name: F(name) for name in ("attribute", "said", "shown", "known_from")}
    return _as_json(rows, "differs", body)


def _as_json(rows: QuerySet[Any], name: str, body: dict[str, Any]) -> QuerySet[Any, Any]:
    named: QuerySet[Any] = rows.annotate(of_table=Value(name), body=JSONObject(**body))
    return named.values_list("of_table", "body")


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
