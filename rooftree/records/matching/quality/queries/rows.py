"""The rows behind figures: what systems hold both or one alone, and rows that say too little."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.expressions import RawSQL

from rooftree.records.matching.models import Reference
from rooftree.records.matching.quality.models import Unlinkable
from rooftree.records.matching.review.rules import may_review
from rooftree.reference.accounts.rules import Viewer


@dataclass(frozen=True, slots=True)
class PoorRow:
    """One row that says too little to be matched."""

    entity_type: str
    entity_id: str
    system: str
    key: str
    lacks: Sequence[str]
    is_linked: bool


def held_by(
    kind: str, system: str, other: str, *, with_other: bool, viewer: Viewer
) -> "QuerySet[Reference, object]":
    """The ids of what one system holds and another does too, or does not."""
    if not may_review(viewer, kind):
        return Reference.objects.none().values_list("entity_id", flat=True)
    rows = Reference.objects.filter(entity_type=kind, ended_on=None)
    also = rows.filter(source_system=other, entity_id=OuterRef("entity_id"))
    found = rows.filter(Exists(also) if with_other else ~Exists(also), source_system=system)
    return found.values_list("entity_id", flat=True).distinct().order_by("entity_id")


def unlinkable(*, viewer: Viewer, kind: str, system: str = "", lacks: str = "") -> QuerySet[Unlinkable]:
    """Rows of one kind that say too little, narrowed to a system or to what they lack; see `poor_row`."""
    rows = (
        Unlinkable.objects.filter(entity_type=kind) if may_review(viewer, kind) else Unlinkable.objects.none()
    )
    if system:
        rows = rows.filter(source_system=system)
    if lacks:
        rows = rows.filter(lacks__contains=[lacks])
    return rows.order_by("source_system", "source_key")


def poor_row(row: Unlinkable) -> PoorRow:
    """One of `unlinkable`, to be shown."""
    return PoorRow(
        row.entity_type, str(row.entity_id), row.source_system, row.source_key, row.lacks, row.is_linked
    )


def lacking(*, viewer: Viewer, kind: str) -> dict[str, int]:
    """How many of the rows that say too little lack each thing."""
    each = unlinkable(viewer=viewer, kind=kind).order_by().annotate(lack=RawSQL("unnest(lacks)", []))
    found: dict[str, int] = {}
    for lack in each.values_list("lack", flat=True):
        found[lack] = found.get(lack, 0) + 1
    return found
