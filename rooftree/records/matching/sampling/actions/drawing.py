"""Drawing the week's sample of links that runs made by themselves: of the same links, the same draw."""

import datetime
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection, transaction

from rooftree.records.matching.rules import EntityType, Method
from rooftree.records.matching.sampling.models import MatchSample
from rooftree.records.matching.sampling.rules import BOUNDS, Stratum, allocation, band_of, week_of

LINKS = """
WITH live AS (
    SELECT entity_id, source_system AS system, source_key AS key, method, weight, model_version,
           coalesce(array_position(%(methods)s::text[], method), 99) AS rank
    FROM reference
    WHERE entity_type = %(kind)s AND ended_on IS NULL AND own_id = entity_id
), links AS (
    SELECT a.entity_id, a.system AS first_system, a.key AS first_key,
           b.system AS second_system, b.key AS second_key,
           CASE WHEN a.rank >= b.rank THEN a.method ELSE b.method END AS method,
           least(a.weight, b.weight) AS weight,
           greatest(a.model_version, b.model_version) AS model_version
    FROM live a JOIN live b ON a.entity_id = b.entity_id AND (a.system, a.key) < (b.system, b.key)
), banded AS (
    SELECT links.*, width_bucket(weight, %(bounds)s::float8[]) AS band FROM links
), known AS (
    SELECT banded.*, sample.id AS drawn,
           count(*) OVER (PARTITION BY banded.method, banded.band) AS many
    FROM banded LEFT JOIN match_sample sample ON sample.entity_type = %(kind)s
        AND (sample.first_system, sample.first_key) = (banded.first_system, banded.first_key)
        AND (sample.second_system, sample.second_key) = (banded.second_system, banded.second_key)
), placed AS (
    SELECT known.*, row_number() OVER (PARTITION BY method, band ORDER BY drawn IS NOT NULL, md5(concat_ws(
        '|', %(seed)s::text, first_system, first_key, second_system, second_key))) AS place
    FROM known
)
SELECT entity_id, first_system, first_key, second_system, second_key, method, weight, model_version, many
FROM placed WHERE drawn IS NULL AND place <= %(size)s ORDER BY method, band, place
"""
"""Every pair of rows that one run's own decision holds to be one, by the weaker of the two reasons."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many links of each kind are drawn in a week, and of a hundred how many two people are asked of."""

    of: Mapping[EntityType, int]
    twice: int


def draw(sizes: Sizes, *, run_id: int, today: datetime.date, now: datetime.datetime) -> int:
    """Draws what this week has not drawn yet, never a link that was drawn before; how many."""
    week = week_of(today)
    with transaction.atomic():
        rows: list[MatchSample] = []
        for kind, size in sizes.of.items():
            if size > 0 and not MatchSample.objects.filter(week=week, entity_type=kind).exists():
                rows += _drawn(kind, week, size)
        for at, row in enumerate(_by_chance(rows, week)):
            row.is_twice = at < len(rows) * sizes.twice / 100
            row.drawn_run, row.drawn_at = run_id, now
        MatchSample.objects.bulk_create(rows)
    return len(rows)


def _drawn(kind: EntityType, week: datetime.date, size: int) -> list[MatchSample]:
    by_stratum: dict[Stratum, list[MatchSample]] = {}
    for row in _links(kind, week, size):
        by_stratum.setdefault((row.method, row.band), []).append(row)
    # A stratum that earlier weeks have drawn to its end has fewer left than it has links.
    left = {one: rows[0].links if len(rows) == size else len(rows) for one, rows in by_stratum.items()}
    shares = allocation(left, size)
    return [row for one, rows in by_stratum.items() for row in rows[: shares[one]]]


def _links(kind: EntityType, week: datetime.date, size: int) -> list[MatchSample]:
    """The first so many of each stratum, in the week's own order."""
    asked = {
        "kind": kind.value,
        "methods": [each.value for each in Method],
        "bounds": list(BOUNDS),
        "seed": f"{week.isoformat()} {kind.value}",
        "size": size,
    }
    with connection.cursor() as cursor:
        cursor.execute(LINKS, asked)
        return [
            MatchSample(
                week=week,
                entity_type=kind.value,
                entity_id=row[0],
                first_system=row[1],
                first_key=row[2],
                second_system=row[3],
                second_key=row[4],
                method=row[5],
                weight=row[6],
                model_version=row[7],
                band=band_of(row[6]),
                links=row[8],
            )
            for row in cursor.fetchall()
        ]


def _by_chance(rows: list[MatchSample], week: datetime.date) -> list[MatchSample]:
    def place(row: MatchSample) -> str:
        said = f"{week} twice {row.first_system} {row.first_key} {row.second_system} {row.second_key}"
        return hashlib.sha256(said.encode()).hexdigest()

    return sorted(rows, key=place)
