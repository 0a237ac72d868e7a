"""Which rows a read wants, and how a row becomes its table's name and its facts as JSON."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Model, Q, QuerySet, Value
from django.db.models.functions import JSONObject

from rooftree.records.claims.held import columns_told
from rooftree.records.claims.shapes import IN_HISTORY, Slot
from rooftree.reference.standard.queries import contracts

NOT_LINKS = ("extract", "first_extract", "pgh_obj", "pgh_context")
"""Relations of a table that tie it to no other record: where a row came from, and whose history it is."""


@dataclass(frozen=True, slots=True)
class Want:
    """Rows of one table: which, and how many of the newest by a column (all, when not said)."""

    model: Any
    where: Q
    newest_by: str = ""
    most: int = 0


def as_at(model: Any, moment: datetime.datetime | Slot | None) -> list[QuerySet[Any]]:
    """The parts whose union is a table as known at a moment; with no moment, the live table."""
    if moment is None:
        return [model.objects.all()]
    live = model.objects.filter(known_from__lte=moment)
    past = getattr(model, "pgh_event_model", None)
    if past is None:
        return [live]
    return [live, past.objects.filter(known_from__lte=moment, pgh_created_at__gt=moment)]


def by_history(where: Q) -> Q:
    """The same condition for a history table, where a record's id is indexed as the one it is history of."""
    own = Q(_connector=where.connector, _negated=where.negated)
    for one in where.children:
        if isinstance(one, Q):
            own.children.append(by_history(one))
        elif isinstance(one, tuple):
            path, *lookup = str(one[0]).split("__", 1)
            own.children.append(("__".join([IN_HISTORY.get(path, path), *lookup]), one[1]))
        else:
            own.children.append(one)
    return own


def whole(rows: QuerySet[Any], name: str, people: bool) -> QuerySet[Any, Any]:
    """Each row as everything that may be told of it."""
    return as_json(rows, name, body_of(rows.model, name, people=people))


def body_of(model: type[Model], table: str, *, people: bool) -> dict[str, Any]:
    """What is told of a row of a table, which may be its history's; facts about people only when asked."""
    names = {field.name for field in model._meta.fields}
    body: dict[str, Any] = {
        column.name: F(column.name)
        for column in columns_told(contracts()[table], people=people)
        if column.name in names
    }
    links = [field.name for field in model._meta.fields if field.is_relation and field.name not in NOT_LINKS]
    body |= {f"to_{name}": F(f"{name}_id") for name in links}
    return body | lineage_of(names)


def lineage_of(names: set[str]) -> dict[str, Any]:
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


def as_json(rows: QuerySet[Any], name: str, body: dict[str, Any]) -> QuerySet[Any, Any]:
    named: QuerySet[Any] = rows.annotate(of_table=Value(name), body=JSONObject(**body))
    return named.values_list("of_table", "body")
