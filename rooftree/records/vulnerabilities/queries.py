"""Reading what people need at the door. Code, diagnosis and the words of the source never leave here."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from rooftree.records.claims.held import Lineage
from rooftree.records.claims.queries import as_at
from rooftree.records.vulnerabilities.models import PersonAlert
from rooftree.records.vulnerabilities.rules import (
    CONFIRMED,
    OVER,
    UNREVIEWED,
    Need,
    adjustments_of,
    codes_with_adjustment,
)
from rooftree.reference.accounts.rules import Viewer, may_see_needs_at_the_door
from rooftree.reference.standard.queries import adjustments

COLUMNS = (
    "code",
    "source_text",
    "person_id",
    "unit_id",
    "source_system",
    "source_row",
    "extract_id",
    "known_from",
    "starts_on",
    "ends_on",
    "ended_on",
    "status",
)


def at_the_door(
    *,
    viewer: Viewer,
    person_ids: Sequence[str] = (),
    unit_ids: Sequence[str] = (),
    moment: datetime.datetime | None = None,
) -> list[Need]:
    """What some people, or whoever lives in some homes, need at the door; nothing for other viewers.

    Whoever shows it leaves a line in the audit trail. Ended needs come last, with the day they ended.
    """
    if not may_see_needs_at_the_door(viewer) or not (person_ids or unit_ids):
        return []
    where = Q(person_id__in=list(person_ids)) | Q(unit_id__in=list(unit_ids))
    parts = [
        rows.filter(where & asking()).values_list(*COLUMNS, "extract__file", "extract__extracted_at")
        for rows in as_at(PersonAlert, moment)
    ]
    first, *others = parts
    found = [need for row in (first.union(*others) if others else first) for need in _needs(row)]
    return sorted(found, key=lambda one: (one.ended_on is not None, one.says, one.person_id))


def _needs(row: Sequence[Any]) -> Iterable[Need]:
    code, text, person, unit, system, number, extract, known, starts, ends, ended, status, file, at = row
    lineage = Lineage(system, "", number, extract, file or "", at)
    for says in adjustments_of(code or "", text or "", adjustments()):
        yield Need(
            says=says,
            person_id=str(person or ""),
            unit_id=str(unit or ""),
            lineage=lineage,
            known_from=known,
            starts_on=starts,
            ends_on=ends,
            ended_on=ended,
            is_confirmed=status == CONFIRMED,
        )


def asking() -> Q:
    """The alerts that ask for something at the door. Says nothing of who may read them."""
    held = adjustments()
    phrases, unsafe = Q(), Q()
    for one in held.each:
        for phrase in one.phrases:
            phrases |= Q(source_text__icontains=phrase)
    for words in held.unless:
        unsafe |= Q(source_text__icontains=words)
    by_code = Q(code__in=codes_with_adjustment(held))
    by_note = Q(code=UNREVIEWED) & phrases & ~unsafe
    return (by_code | by_note) & (Q(status__isnull=True) | ~Q(status__in=OVER))


def people_asking(*, viewer: Viewer) -> QuerySet[Any, Any]:
    """The ids of people who need something at the door today; none for a viewer who may not know."""
    return _asking_today(viewer).filter(person__isnull=False).values("person_id")


def homes_asking(*, viewer: Viewer) -> QuerySet[Any, Any]:
    """The ids of homes of which a note says so itself; none for a viewer who may not know."""
    return _asking_today(viewer).filter(unit__isnull=False).values("unit_id")


def _asking_today(viewer: Viewer) -> QuerySet[PersonAlert]:
    if not may_see_needs_at_the_door(viewer):
        return PersonAlert.objects.none()
    return PersonAlert.objects.filter(asking(), ended_on=None)
