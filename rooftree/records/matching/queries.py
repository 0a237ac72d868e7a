"""Which source row is which person or home, for others to read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from rooftree.records.claims.held import may_read
from rooftree.records.claims.queries import Want
from rooftree.records.matching.models import EntityAlias, MatchCandidate, Reference
from rooftree.records.matching.rules import EntityType
from rooftree.reference.accounts.rules import Viewer, may_see_homes, may_see_people, may_see_runs

SAME = """
WITH RECURSIVE ours(id) AS (
    SELECT {own}::uuid
    UNION
    SELECT CASE WHEN a.alias_id = ours.id THEN a.entity_id ELSE a.alias_id END
    FROM entity_alias a JOIN ours ON ours.id IN (a.alias_id, a.entity_id)
    WHERE a.entity_type = {kind} AND a.ended_at IS NULL
)
SELECT id FROM ours
"""


@dataclass(frozen=True, slots=True)
class Link:
    """One source row and whose it is, after the merges that people decided."""

    source_system: str
    source_key: str
    entity_id: UUID
    method: str
    decided_by: str
    weight: float | None


def links(*, entity_type: EntityType, viewer: Viewer) -> Iterator[Link]:
    """Every link of today to a person, or to a home or place; nothing for those who may not see such."""
    may = may_see_people if entity_type is EntityType.PERSON else may_see_homes
    if not may(viewer):
        return
    rows = Reference.objects.filter(entity_type=entity_type, ended_on__isnull=True)
    columns = ("source_system", "source_key", "entity_id", "method", "decided_by", "weight")
    for row in rows.order_by("source_system", "source_key").values_list(*columns).iterator(chunk_size=5000):
        yield Link(*row)


def wants_of_references(entity_ids: Sequence[str]) -> list[Want]:
    """What each system calls some homes or people. For one `held` of many."""
    return [Want(Reference, Q(entity_id__in=list(entity_ids)))]


def aliases(*, viewer: Viewer) -> dict[str, str]:
    """Merges in force: each id that is now known as another."""
    if not may_see_runs(viewer):
        return {}
    rows = EntityAlias.objects.filter(ended_at__isnull=True).values_list("alias_id", "entity_id")
    return {str(alias): str(entity) for alias, entity in rows}


def now_known_as(entity_type: str, entity_id: str, *, viewer: Viewer) -> str:
    """The id under which a merged entity is now found; no text when it was not merged."""
    if not may_read(entity_type, viewer):
        return ""
    rows = EntityAlias.objects.filter(entity_type=entity_type, alias_id=entity_id, ended_at=None)
    found_id = rows.values_list("entity_id", flat=True).first()
    return str(found_id) if found_id else ""


def may_be(entity_type: str, entity_id: str, *, viewer: Viewer) -> list[str]:
    """The ids of others that may be the same home or person, which somebody has to decide."""
    if not may_read(entity_type, viewer):
        return []
    rows = MatchCandidate.objects.filter(
        Q(first_id=entity_id) | Q(second_id=entity_id), entity_type=entity_type, ended_on=None
    ).values_list("first_id", "second_id")
    return [str(second if str(first) == entity_id else first) for first, second in rows]


def same_as(*, own: str, kind: str) -> str:
    """The ids of a record and of all that people joined to it, as a part of a page's own statement.

    `own` and `kind` are the places of its id and its entity type in that statement: a page has few to spend.
    """
    return SAME.format(own=own, kind=kind)
