"""What a run made of links, counted and kept; and the rows of today that say too little, listed anew."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Q

from rooftree.records.matching.models import EntityAlias, MatchDecision
from rooftree.records.matching.quality.models import MatchFigure, Unlinkable
from rooftree.records.matching.quality.queries.figures import last_counting
from rooftree.records.matching.review.models import MatchWaiting
from rooftree.records.matching.review.rules import Outcome
from rooftree.records.matching.rules import EntityType
from rooftree.reference.accounts.rules import SYSTEM

KINDS = (EntityType.PERSON, EntityType.HOME)
HELD = """
WITH held AS (
    SELECT DISTINCT entity_id, source_system FROM reference WHERE entity_type = %s AND ended_on IS NULL
)
SELECT a.source_system, b.source_system, count(*) FROM held a JOIN held b USING (entity_id) GROUP BY 1, 2
"""
LINKED = """
SELECT coalesce(sum(rows) FILTER (WHERE rows > 1), 0), coalesce(sum(rows), 0) FROM (
    SELECT count(*) AS rows FROM reference WHERE entity_type = %s AND ended_on IS NULL GROUP BY entity_id
) each
"""
PEOPLE = """
INSERT INTO match_unlinkable (entity_type, source_system, source_key, entity_id, lacks, is_linked)
SELECT 'person', source_system, source_key, entity_id, array_remove(ARRAY[
    CASE WHEN birth IS NULL THEN 'date_of_birth' END, CASE WHEN nino IS NULL THEN 'ni_no' END,
    CASE WHEN NOT reached THEN 'contact' END, CASE WHEN given IS NULL THEN 'given_name' END,
    CASE WHEN length(given) = 1 THEN 'initial' END, CASE WHEN family IS NULL THEN 'family_name' END
], NULL), rows > 1
FROM (
    SELECT source_system, source_key, entity_id, said->>'date_of_birth' AS birth,
        said->>'ni_no_masked' AS nino, nullif(trim(said->>'family_name', ' .'), '') AS family,
        nullif(trim(said->>'given_name', ' .'), '') AS given,
        count(*) OVER (PARTITION BY entity_id) AS rows,
        EXISTS (SELECT 1 FROM communication WHERE person_id = claim.entity_id AND ended_on IS NULL
            AND communication.source_system = claim.source_system) AS reached
    FROM claim WHERE entity_type = 'person' AND ended_on IS NULL
) told
WHERE family IS NULL
    OR (nino IS NULL AND birth IS NULL AND (NOT reached OR given IS NULL OR length(given) = 1))
"""
HOMES = """
INSERT INTO match_unlinkable (entity_type, source_system, source_key, entity_id, lacks, is_linked)
SELECT 'unit', source_system, source_key, entity_id, array_remove(ARRAY[
    CASE WHEN uprn IS NULL THEN 'uprn' END, CASE WHEN address IS NULL THEN 'address_line' END,
    CASE WHEN postcode IS NULL THEN 'postcode' END], NULL), rows > 1
FROM (
    SELECT source_system, source_key, entity_id, said->>'uprn' AS uprn,
        nullif(trim(said->>'address_line'), '') AS address, nullif(trim(said->>'postcode'), '') AS postcode,
        count(*) OVER (PARTITION BY entity_id) AS rows
    FROM claim WHERE entity_type = 'unit' AND ended_on IS NULL
) told
WHERE uprn IS NULL AND (address IS NULL OR postcode IS NULL)
"""
"""A home without a UPRN is matched by its whole address; where a system's references are ours, by those."""


@transaction.atomic
def count_matching(*, run_id: int, now: datetime.datetime, changes: Mapping[str, Mapping[str, int]]) -> None:
    """Counts all and keeps it as this run's; safe to repeat. `changes` is what was published."""
    before = last_counting(viewer=SYSTEM, before=run_id)
    Unlinkable.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE)
        cursor.execute(HOMES)
    rows = [*_rates(), *_queue(), *_unlinkable(), *_ids(before, now, changes)]
    for row in rows:
        row.run_id = run_id
    MatchFigure.objects.filter(run_id=run_id).delete()
    MatchFigure.objects.bulk_create(rows)


def _rates() -> list[MatchFigure]:
    """How many that one system holds are held by each other one, and how many rows are linked at all."""
    found = []
    for kind in KINDS:
        told = {(one, other): many for one, other, many in _asked(HELD, kind.value)}
        found += [
            MatchFigure(
                name="known in", entity_type=kind, part=f"{one}/{other}", count=many, of=told[(one, one)]
            )
            for (one, other), many in told.items()
        ]
        systems = {one for one, _ in told}
        found += [
            MatchFigure(
                name="known in", entity_type=kind, part=f"{one}/{other}", count=0, of=told[(one, one)]
            )
            for one in systems
            for other in systems
            if (one, other) not in told
        ]
        [(linked, every)] = _asked(LINKED, kind.value)
        found.append(MatchFigure(name="linked", entity_type=kind, count=linked, of=every))
    return found


def _queue() -> list[MatchFigure]:
    found = []
    for kind in KINDS:
        told = MatchWaiting.objects.filter(entity_type=kind).aggregate(
            every=Count("pk"), careful=Count("pk", filter=Q(is_sensitive=True))
        )
        every, careful = told["every"], told["careful"]
        found.append(MatchFigure(name="waiting", entity_type=kind, count=every))
        found.append(MatchFigure(name="waiting with care", entity_type=kind, count=careful, of=every))
    return found


def _unlinkable() -> list[MatchFigure]:
    rows = Unlinkable.objects.values("entity_type", "source_system").annotate(many=Count("pk"))
    return [
        MatchFigure(
            name="unlinkable", entity_type=row["entity_type"], part=row["source_system"], count=row["many"]
        )
        for row in rows
    ]


def _ids(
    before: datetime.datetime | None, now: datetime.datetime, changes: Mapping[str, Mapping[str, int]]
) -> list[MatchFigure]:
    """What happened to ids since the last counting."""
    found = []
    for kind in KINDS:
        joins = EntityAlias.objects.filter(entity_type=kind)
        parted = MatchDecision.objects.filter(entity_type=kind, outcome=Outcome.APART, decided_at__lte=now)
        counts: dict[str, Any] = {
            "minted": changes.get(kind.value, {}).get("new", 0),
            "joined": _since(joins, "decided_at", before),
            "parted": _since(parted, "decided_at", before),
            "taken back": _since(joins.filter(ended_at__isnull=False), "ended_at", before),
        }
        found += [
            MatchFigure(name="ids", entity_type=kind, part=part, count=many) for part, many in counts.items()
        ]
    return found


def _since(rows: Any, column: str, before: datetime.datetime | None) -> int:
    return int((rows.filter(**{f"{column}__gt": before}) if before else rows).count())


def _asked(statement: str, *values: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
