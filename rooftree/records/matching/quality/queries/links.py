"""How rows are linked: how many by each method, how many surely, and which."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from rooftree.records.matching.models import Reference
from rooftree.records.matching.review.rules import may_review
from rooftree.reference.accounts.rules import Viewer


@dataclass(frozen=True, slots=True)
class ByMethod:
    """How many rows of today are linked by one method, and how many of them may be somebody else's."""

    method: str
    rows: int
    unsure: int


@dataclass(frozen=True, slots=True)
class LinkedRow:
    """One row of today: whose it is, by what, and whether that is sure."""

    entity_type: str
    entity_id: str
    system: str
    key: str
    method: str
    weight: float | None
    is_sure: bool


def by_method(kind: str, *, viewer: Viewer) -> list[ByMethod]:
    """Every method by which rows of one kind are linked today, that of most rows first."""
    if not may_review(viewer, kind):
        return []
    rows = Reference.objects.filter(entity_type=kind, ended_on=None).values("method")
    counted = rows.annotate(rows=Count("pk"), unsure=Count("pk", filter=Q(is_sure=False)))
    return [ByMethod(**each) for each in counted.order_by("-rows", "method")]


def linked_rows(
    kind: str, *, viewer: Viewer, method: str = "", is_sure: bool | None = None
) -> QuerySet[Reference]:
    """Rows of one kind, narrowed to a method or to what is sure; see `linked_row`."""
    rows = Reference.objects.filter(entity_type=kind, ended_on=None)
    if not may_review(viewer, kind):
        return rows.none()
    if method:
        rows = rows.filter(method=method)
    if is_sure is not None:
        rows = rows.filter(is_sure=is_sure)
    return rows.order_by("source_system", "source_key")


def linked_row(row: Reference) -> LinkedRow:
    """One of `linked_rows`, to be shown."""
    return LinkedRow(
        entity_type=row.entity_type,
        entity_id=str(row.entity_id),
        system=row.source_system,
        key=row.source_key,
        method=row.method,
        weight=row.weight,
        is_sure=row.is_sure,
    )
