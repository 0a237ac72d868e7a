"""The records that notes and tasks are on: whether one is there, and under which ids it has been known."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Q

from rooftree.records.claims.held import RIGHTS, Held, record_id
from rooftree.records.claims.queries import Want, held
from rooftree.records.matching.models import EntityAlias
from rooftree.records.matching.rules import EntityType
from rooftree.reference.accounts.rules import Viewer
from rooftree.services.notes.vocabulary import record_types

JOINED = frozenset(EntityType)
"""Records that a person may have joined to another: homes, blocks, estates, people."""


def is_there(record_type: str, own_id: str) -> bool:
    """Whether there is such a record, ended and joined ones included."""
    model = _model(record_type)
    if model is None:
        return False
    try:
        if model.objects.filter(pk=own_id).exists():
            return True
    except (ValidationError, ValueError):
        return False
    return EntityAlias.objects.filter(entity_type=record_type, alias_id=own_id, ended_at=None).exists()


def known_under(record_type: str, ids: Iterable[str]) -> dict[str, str]:
    """Every id under which the records asked for were ever written on, with the id that was asked for.

    A record joined to another is found on the survivor, and the survivor's on the one that was joined.
    """
    asked = {one: one for one in ids}
    if record_type not in JOINED:
        return asked
    found, new = dict(asked), [one for one in asked if record_id(one)]
    while new:
        rows = EntityAlias.objects.filter(
            Q(entity_id__in=new) | Q(alias_id__in=new), entity_type=record_type, ended_at=None
        ).values_list("alias_id", "entity_id")
        before = dict(found)
        for alias, entity in ((str(one), str(other)) for one, other in rows):
            for here, there in ((entity, alias), (alias, entity)):
                if here in before and there not in found:
                    found[there] = found[here]
        new = [one for one in found if one not in before]
    return found


def survivor(record_type: str, own_id: str) -> str:
    """The id under which a record is found today: another's, when a person joined it to that."""
    seen = {own_id}
    while record_type in JOINED and record_id(own_id):
        rows = EntityAlias.objects.filter(entity_type=record_type, alias_id=own_id, ended_at=None)
        found = rows.values_list("entity_id", flat=True).first()
        if found is None or str(found) in seen:
            break
        own_id = str(found)
        seen.add(own_id)
    return own_id


def subjects(pairs: Iterable[tuple[str, str]], *, viewer: Viewer) -> dict[tuple[str, str], Held]:
    """The records themselves, as far as this viewer may read them, in one statement."""
    wanted: dict[str, set[str]] = {}
    for record_type, own_id in pairs:
        wanted.setdefault(record_type, set()).add(own_id)
    wants = [
        Want(model, Q(pk__in=sorted(ids)))
        for record_type, ids in wanted.items()
        if record_type in RIGHTS and (model := _model(record_type)) is not None
    ]
    rows: dict[str, list[Held]] = held(*wants, viewer=viewer) if wants else {}
    return {(table, one.id): one for table, found in rows.items() for one in found}


def _model(record_type: str) -> Any:
    """The table of a record that can be written on."""
    if record_type not in record_types():
        return None
    models = apps.get_app_config("records").get_models()
    return next((one for one in models if one._meta.db_table == record_type), None)
