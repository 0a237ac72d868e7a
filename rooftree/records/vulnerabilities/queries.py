"""Reading what people need at the door. Code, diagnosis and the words of the source never leave here."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from rooftree.records.claims.held import Lineage
from rooftree.records.claims.rows import as_json
from rooftree.records.claims.statements import Part, read
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
    part = Part("need", PersonAlert, where, _told)
    found = [need for _, body in read([part], viewer=viewer, moment=moment) for need in _needs(body)]
    return sorted(found, key=lambda one: (one.ended_on is not None, one.says, one.person_id))


def _told(rows: QuerySet[Any], name: str, _people: bool) -> QuerySet[Any, Any]:
    body: dict[str, F | Exists] = {column: F(column) for column in COLUMNS}
    body |= {"file": F("extract__file"), "extracted_at": F("extract__extracted_at"), "unsure": _unsure()}
    return as_json(rows.filter(asking()), name, body)


def _unsure() -> Exists:
    """That the link of such a system's rows to the person is not sure enough for what may do harm (ADR 31).

    As links are today. `Reference` is asked for by its name: matching asks here what is at stake.
    """
    links = apps.get_model("records", "Reference").objects.filter(
        entity_type="person",
        entity_id=OuterRef("person_id"),
        source_system=OuterRef("source_system"),
        is_sure=False,
        ended_on=None,
    )
    return Exists(links)


def _needs(body: Mapping[str, Any]) -> Iterator[Need]:
    at = _moment(body["extracted_at"])
    lineage = Lineage(
        body["source_system"], "", body["source_row"], body["extract_id"], body["file"] or "", at
    )
    for says in adjustments_of(body["code"] or "", body["source_text"] or "", adjustments()):
        yield Need(
            says=says,
            person_id=body["person_id"] or "",
            unit_id=body["unit_id"] or "",
            lineage=lineage,
            known_from=datetime.datetime.fromisoformat(body["known_from"]),
            starts_on=_day(body["starts_on"]),
            ends_on=_day(body["ends_on"]),
            ended_on=_day(body["ended_on"]),
            is_confirmed=body["status"] == CONFIRMED,
            is_sure=not body["unsure"],
        )


def _day(said: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(said) if said else None


def _moment(said: str | None) -> datetime.datetime | None:
    return datetime.datetime.fromisoformat(said) if said else None


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
