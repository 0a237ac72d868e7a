"""After each run: every list of homes held beside the others, and only what changed is written."""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache, partial
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from psycopg import sql

from rooftree.records.matching.queries import aliases
from rooftree.records.publishing.queries import held
from rooftree.records.stock.models import StockCount, StockDecision, StockHome
from rooftree.records.stock.queries import figures
from rooftree.records.stock.rules import Facts, Home, Standing, found, reading_order, speakers, standing
from rooftree.reference.accounts.rules import SYSTEM
from rooftree.reference.register.queries import stock_scope
from rooftree.reference.register.rules import HomeList, StockScope
from rooftree.sources.extracts.queries.runs import run
from rooftree.sources.extracts.rules.states import STALE_STATES

AT_ONCE = 2000
HOMES = """
SELECT u.id, u.kind, u.status, u.area_code, u.address_line, c.said, d.apart
FROM unit u
JOIN (
    SELECT entity_id, jsonb_object_agg(source_system, jsonb_build_object(
        'status', said -> 'status', 'tenure', said -> 'tenure', 'ownership', said -> 'ownership'
    ) ORDER BY source_row) AS said
    FROM claim WHERE entity_type = 'unit' AND ended_on IS NULL GROUP BY entity_id
) c ON c.entity_id = u.id
LEFT JOIN (
    SELECT entity_id, jsonb_object_agg(attribute, jsonb_strip_nulls(said)) AS apart
    FROM disagreement
    WHERE entity_type = 'unit' AND ended_on IS NULL AND attribute = ANY(%s) GROUP BY entity_id
) d ON d.entity_id = u.id
"""
SYSTEMS = """
SELECT system FROM unnest(%s::text[]) AS system WHERE EXISTS (
    SELECT FROM claim WHERE entity_type = 'unit' AND ended_on IS NULL AND source_system = system
)
"""
HELD = ("unit", "reference", "claim")
"""While one of these waits for a person, homes that vanished from a list are still counted as in it."""
WRITTEN = (
    "systems",
    "open",
    "decided",
    "again",
    "unsure",
    "open_between",
    "decided_between",
    "facts",
    "area_code",
    "kind",
    "reads_as",
    "digest",
)
COUNTED = ("listed", "only_here", "missing", "missing_decided", "differing", "differing_decided")
Decisions = Mapping[UUID, Mapping[str, Facts]]


@dataclass(frozen=True)
class Lists:
    """The lists of tonight: which are there at all, and which are older than they should be."""

    compared: frozenset[str]
    old: Mapping[str, str]
    """What became of tonight's file, by system whose last good list is in use: refused or missing."""


def reconcile(*, run_id: int, business_on: date, now: datetime) -> int:
    """Compares all lists as the run left them, and keeps what it counted; how many homes changed."""
    scope = stock_scope()
    with transaction.atomic():
        lists = Lists(_compared(scope), _old(run_id, scope))
        before = dict(StockHome.objects.values_list("unit_id", "digest"))
        decisions = in_force()
        known = frozenset(before)
        changed, homes = 0, _homes(scope, lists, decisions, before)
        while some := list(islice(homes, AT_ONCE)):
            changed += len(some)
            _copy([home for home in some if home.unit_id not in known])
            _write([home for home in some if home.unit_id in known])
        gone = list(before)
        StockHome.objects.filter(unit_id__in=gone).delete()
        _count(run_id, business_on, now, lists, scope)
    return changed + len(gone)


def in_force(unit_ids: Collection[UUID] | None = None) -> dict[UUID, dict[str, Facts]]:
    """The facts of every decision in force, by home (as merges now have it) and concern."""
    rows = StockDecision.objects.filter(ended_at=None).order_by("decided_at", "id")
    known = {UUID(alias): UUID(entity) for alias, entity in aliases(viewer=SYSTEM).items()}
    if unit_ids is not None:
        merged = {alias for alias, entity in known.items() if entity in unit_ids}
        rows = rows.filter(unit_id__in={*unit_ids, *merged})
    decided: dict[UUID, dict[str, Facts]] = {}
    for unit_id, concern, facts in rows.values_list("unit_id", "concern", "facts"):
        decided.setdefault(known.get(unit_id, unit_id), {})[concern] = facts
    return decided


def row_of(home: StockHome, stands: Standing) -> StockHome:
    """The home with what is now open and decided of it."""
    home.open, home.decided = list(stands.open), list(stands.decided)
    home.again, home.unsure = list(stands.again), list(stands.unsure)
    home.open_between = list(speakers(stands.open, home.facts))
    home.decided_between = list(speakers(stands.decided, home.facts))
    home.digest = _digest(home)
    return home


def _compared(scope: StockScope) -> frozenset[str]:
    """The systems that list any home: one that has sent nothing misses nothing."""
    with connection.cursor() as cursor:
        cursor.execute(SYSTEMS, [list(scope.lists)])
        return frozenset(row[0] for row in cursor.fetchall())


def _old(run_id: int, scope: StockScope) -> dict[str, str]:
    """The systems whose list was refused or not received in this run, with which of the two."""
    received = run(run_id, viewer=SYSTEM)
    return {
        file.system: file.state
        for file in (received.files if received else ())
        if file.state in STALE_STATES
        and file.system in scope.lists
        and file.file in scope.lists[file.system].files
    }


def _homes(
    scope: StockScope, lists: Lists, decisions: Decisions, before: dict[UUID, str]
) -> Iterator[StockHome]:
    """The homes that are new or changed; takes every home that is still there out of `before`."""
    alike = lru_cache(maxsize=AT_ONCE)(partial(_judged, scope, lists))  # most homes are listed alike
    for unit_id, kind, status, area, address, said, apart in _rows(scope):
        systems, facts = alike(kind, status, said, apart)
        stands = standing(facts, decisions.get(unit_id, {}), unsure=lists.old) if facts else Standing()
        row = StockHome(
            unit_id=unit_id,
            systems=systems,
            facts=facts,
            area_code=area,
            kind=kind,
            reads_as=reading_order(address),
        )
        row_of(row, stands)
        if before.pop(unit_id, None) != row.digest:
            yield row


def _judged(
    scope: StockScope, lists: Lists, kind: str | None, status: str | None, said: str, apart: str | None
) -> tuple[list[str], dict[str, dict[str, str]]]:
    """Who lists a home, and what is found of it."""
    home = Home(kind, status, json.loads(said), json.loads(apart) if apart else {})
    return sorted(home.said), found(home, scope, compared=lists.compared)


def _rows(scope: StockScope) -> Iterator[tuple[Any, ...]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(HOMES, [list(scope.compared)])
        while rows := cursor.fetchmany(AT_ONCE):
            yield from rows


def _digest(home: StockHome) -> str:
    told = [getattr(home, name) for name in WRITTEN if name != "digest"]
    return hashlib.md5(json.dumps(told, sort_keys=True).encode(), usedforsecurity=False).hexdigest()


def _copy(homes: Sequence[StockHome]) -> None:
    """Homes that are new: the first night has all of them."""
    if not homes:
        return
    columns = ("unit_id", *WRITTEN)
    statement = sql.SQL("COPY stock_home ({}) FROM STDIN").format(
        sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with (
        connection.wrap_database_errors,
        connection.connection.cursor() as cursor,
        cursor.copy(statement) as copy,
    ):
        for home in homes:
            facts = json.dumps(home.facts)
            copy.write_row([facts if name == "facts" else getattr(home, name) for name in columns])


def _write(homes: Sequence[StockHome]) -> None:
    StockHome.objects.bulk_create(
        homes, update_conflicts=True, unique_fields=["unit_id"], update_fields=list(WRITTEN)
    )


def _count(run_id: int, business_on: date, now: datetime, lists: Lists, scope: StockScope) -> None:
    """What this run counted; a number that nobody can know tonight stays empty."""
    counted = figures.counted(viewer=SYSTEM)
    rows = [
        _total(counted),
        *(_of_list(one, counted.systems[one.system], lists) for one in scope.lists.values()),
    ]
    for row in rows:
        row.run_id, row.business_on, row.counted_at = run_id, business_on, now
    StockCount.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["run", "system"],
        update_fields=["business_on", "counted_at", "state", *COUNTED],
    )


def _of_list(one: HomeList, here: figures.OfSystem, lists: Lists) -> StockCount:
    if one.system not in lists.compared:
        return StockCount(system=one.system, state="none")
    row = StockCount(system=one.system, state=lists.old.get(one.system, "counted"))
    knows = one.whole and row.state == "counted"
    for name in COUNTED:
        setattr(row, name, getattr(here, name) if knows or not name.startswith("missing") else None)
    return row


def _total(counted: figures.Counted) -> StockCount:
    waits = any(one.table in HELD for one in held(viewer=SYSTEM))
    return StockCount(
        system="",
        state="held" if waits else "counted",
        listed=counted.homes,
        only_here=counted.only_one,
        missing=counted.missing,
        missing_decided=counted.missing_decided,
        differing=counted.differing,
        differing_decided=counted.differing_decided,
    )
