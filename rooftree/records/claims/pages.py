"""Whole records in pages by key, live or as known at a moment: for programs, which read all and page deep.

A page begins after the last id of the one before, so the thousandth costs what the first did, and no row is
met twice. The order is fixed and means nothing.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Q

from rooftree.records.claims.held import Differs, Held, may_read, readable
from rooftree.records.claims.models import Disagreement
from rooftree.records.claims.queries import ENTITY_TABLES, Want, as_at, held
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.standard.queries import contracts

OURS = {"id", "ended_on"}
"""What every record has and no contract names."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some records, and the id after which the next page begins; no text at the end."""

    records: Sequence[Held]
    after: str = ""


@dataclass(frozen=True, slots=True)
class DiffersOn:
    """One disagreement, and the home, person, block or repair that it is about."""

    id: str
    entity_type: str
    entity_id: str
    differs: Differs


@dataclass(frozen=True, slots=True)
class DisagreementPage:
    """Some disagreements, and the id after which the next page begins."""

    rows: Sequence[DiffersOn]
    after: str = ""


def page(
    table: str,
    where: Q,
    *,
    viewer: Viewer,
    moment: datetime.datetime | None = None,
    after: str = "",
    limit: int = 100,
) -> Page:
    """The next records of a table that fit; none where the viewer may not read what the condition asks of."""
    model = _models()[table]
    if not may_read(table, viewer) or not _may_ask(model, where, viewer):
        return Page(())
    ids = _ids(model, where, moment=moment, after=after, most=limit + 1)
    rows = held(Want(model, Q(id__in=ids[:limit])), viewer=viewer, moment=moment)[table]
    by_id = {row.id: row for row in rows}
    found = [by_id[one] for one in ids[:limit] if one in by_id]
    return Page(found, ids[limit - 1] if len(ids) > limit else "")


def disagreements(
    *,
    viewer: Viewer,
    entity_type: str = "",
    attribute: str = "",
    moment: datetime.datetime | None = None,
    after: str = "",
    limit: int = 100,
) -> DisagreementPage:
    """The next disagreements of today, or of a day, about what the viewer may read."""
    allowed = _attributes(viewer, entity_type)
    where = Q(pk__in=[])
    for name, attributes in allowed.items():
        where |= Q(entity_type=name, attribute__in=attributes)
    where &= Q(ended_on=None) & (Q(attribute=attribute) if attribute else Q())
    ids = _ids(Disagreement, where, moment=moment, after=after, most=limit + 1)
    columns = ("id", "entity_type", "entity_id", "attribute", "said", "shown", "known_from")
    rows = [
        row
        for part in as_at(Disagreement, moment)
        for row in part.filter(id__in=ids[:limit]).values_list(*columns)
    ]
    told = sorted((_differs_on(row) for row in rows), key=lambda one: one.id, reverse=True)
    return DisagreementPage(told, ids[limit - 1] if len(ids) > limit else "")


def _ids(model: Any, where: Q, *, moment: datetime.datetime | None, after: str, most: int) -> list[str]:
    begun = where & Q(id__lt=after) if after else where
    found = {
        str(one)
        for part in as_at(model, moment)
        for one in part.filter(begun).order_by("-id").values_list("id", flat=True)[:most]
    }
    return sorted(found, reverse=True)[:most]


def _differs_on(row: tuple[Any, ...]) -> DiffersOn:
    own_id, entity_type, entity_id, attribute, said, shown, known_from = row
    differs = Differs(attribute, said, "" if shown is None else str(shown), known_from)
    return DiffersOn(str(own_id), entity_type, str(entity_id), differs)


def _attributes(viewer: Viewer, entity_type: str) -> dict[str, list[str]]:
    return {
        table: [column.name for column in readable(contracts()[table], viewer=viewer)]
        for table in ENTITY_TABLES
        if may_read(table, viewer) and entity_type in ("", table)
    }


def _may_ask(model: Any, where: Q, viewer: Viewer) -> bool:
    """Asking of a column tells something of it, so only those are asked of that the viewer may read."""
    own = {column.name for column in readable(contracts()[model._meta.db_table], viewer=viewer)}
    links = {
        f"{field.name}_id"
        for field in model._meta.fields
        if field.is_relation and may_read(field.related_model._meta.db_table, viewer)
    }
    return all(name.partition("__")[0] in own | links | OURS for name in _names(where))


def _names(where: Q) -> Iterator[str]:
    children: list[Any] = where.children
    for child in children:
        if isinstance(child, Q):
            yield from _names(child)
        else:
            yield str(child[0])


def _models() -> dict[str, Any]:
    return {model._meta.db_table: model for model in apps.get_app_config("records").get_models()}
