"""How records came to be what they are: their superseded versions, each with when we believed it."""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.apps import apps
from django.db.models import F, Q, QuerySet

from rooftree.records.claims import reading
from rooftree.records.claims.held import Held, may_read
from rooftree.records.claims.queries import held
from rooftree.records.claims.rows import Want, as_json, body_of
from rooftree.records.claims.shapes import Slot
from rooftree.records.claims.statements import Part, read
from rooftree.reference.accounts.rules import Viewer


def following(
    wants: Iterable[Want], records: Mapping[str, Sequence[Held]], *, tables: Iterable[str]
) -> list[Want]:
    """Of some tables: the records that were found, wherever they went, and all that fitted once."""
    asked: dict[str, Want] = {}
    for want in wants:
        table = want.model._meta.db_table
        ids = [one.id for one in records.get(table, ())]
        where = asked[table].where if table in asked else Q(id__in=ids)
        asked[table] = Want(want.model, where | want.where)
    return [asked[table] for table in tables if table in asked]


def superseded(
    *wants: Want, viewer: Viewer, moment: datetime.datetime | None = None
) -> dict[str, list[Held]]:
    """Every earlier version of the records wanted, oldest first, each with `known_to`; in one statement.

    As at a moment: only what had been superseded by then. A `Want` that names an id follows that record
    wherever it went; one that names a link finds the versions that had it.
    """
    found: dict[str, list[Held]] = {want.model._meta.db_table: [] for want in wants}
    parts = [
        Part(table, want.model, want.where, _told_with_its_end, rows=_past)
        for want in wants
        if hasattr(want.model, "pgh_event_model") and may_read(table := want.model._meta.db_table, viewer)
    ]
    for table, body in read(parts, viewer=viewer, moment=moment):
        found[table].append(reading.held(table, body))
    return {table: sorted(rows, key=lambda one: one.known_from) for table, rows in found.items()}


def _past(model: Any, moment: Slot | None) -> list[QuerySet[Any]]:
    rows = model.pgh_event_model.objects.all()
    return [rows if moment is None else rows.filter(pgh_created_at__lte=moment)]


def _told_with_its_end(rows: QuerySet[Any], name: str, people: bool) -> QuerySet[Any, Any]:
    body = body_of(rows.model, name, people=people) | {"known_to": F("pgh_created_at")}
    return as_json(rows, name, body)


def elsewhere(
    wants: Iterable[Want],
    past: Mapping[str, Sequence[Held]],
    records: Mapping[str, Sequence[Held]],
    *,
    viewer: Viewer,
    moment: datetime.datetime | None = None,
) -> Mapping[str, Sequence[Held]]:
    """The records whose earlier versions were found and which now belong to another home or person."""
    gone: dict[str, Collection[str]] = {
        table: {one.id for one in versions} - {one.id for one in records.get(table, ())}
        for table, versions in past.items()
    }
    found = [
        Want(want.model, Q(id__in=gone[table]))
        for want in wants
        if gone.get(table := want.model._meta.db_table)
    ]
    return held(*found, viewer=viewer, moment=moment) if found else {}


def versions(
    records: Mapping[str, Iterable[Held]], *, viewer: Viewer, moment: datetime.datetime | None = None
) -> dict[str, list[Held]]:
    """Every earlier version of these very records, oldest first, whatever their table; in one statement."""
    models = {one._meta.db_table: one for one in apps.get_app_config("records").get_models()}
    ids = {table: [one.id for one in rows] for table, rows in records.items()}
    wants = [
        Want(models[table], Q(id__in=found)) for table, found in ids.items() if found and table in models
    ]
    return superseded(*wants, viewer=viewer, moment=moment) if wants else {}


def first_known(table: str, own_id: str, *, viewer: Viewer) -> datetime.datetime | None:
    """When a record first reached us, as far as this viewer may read it."""
    models = {one._meta.db_table: one for one in apps.get_app_config("records").get_models()}
    if table not in models:
        return None
    want = Want(models[table], Q(id=own_id))
    known = [*superseded(want, viewer=viewer)[table], *held(want, viewer=viewer)[table]]
    return min((one.known_from for one in known), default=None)
