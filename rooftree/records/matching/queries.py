"""Which source row is which person or home, for others to read."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from rooftree.records.matching.models import Reference
from rooftree.records.matching.rules import EntityType
from rooftree.reference.accounts.rules import Viewer, may_see_homes, may_see_people


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
