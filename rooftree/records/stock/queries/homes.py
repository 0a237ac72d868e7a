"""Homes as the lists have them: many by filter, some for a decision, one with its decisions."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from rooftree.records.claims.held import may_read
from rooftree.records.homes.models import Unit
from rooftree.records.matching.models import EntityAlias, Reference
from rooftree.records.stock.models import StockDecision, StockHome
from rooftree.records.stock.rules import Concern, Facts, Finding
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.register.queries import stock_scope


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which homes a list is to hold; every part may be left out."""

    listed_in: tuple[str, ...] = ()
    not_in: str = ""
    only: str = ""
    missing: str = ""
    """A system, or `any`."""
    differs: str = ""
    """A fact, or `any`."""
    between: str = ""
    """A system that says something on what differs."""
    state: str = ""
    """`open`, `decided`, `again` or `unsure`; without it, open and decided alike."""
    area: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision about one thing found; `holds` is False once the facts have changed."""

    id: int
    concern: str
    systems: Sequence[str]
    facts: Facts
    decision: str
    reason: str
    decided_by: str
    decided_at: datetime
    ended_at: datetime | None
    ended_by: str | None
    ended_because: str
    holds: bool


@dataclass(frozen=True, slots=True)
class OneHome:
    """One home: who lists it under which keys, what was found, and everything that was decided."""

    unit_id: str
    systems: Sequence[str]
    keys: Mapping[str, Sequence[str]]
    facts: Mapping[str, Facts]
    open: Sequence[str]
    decided: Sequence[str]
    again: Sequence[str]
    unsure: Sequence[str]
    decisions: Sequence[Decision]


def codes() -> tuple[str, ...]:
    """Every concern that there can be, missing ones first."""
    scope = stock_scope()
    missing = (Concern(Finding.MISSING, one.system).code for one in scope.lists.values() if one.whole)
    return (*missing, *(Concern(Finding.DIFFERS, fact).code for fact in scope.compared))


def listed(wanted: Wanted, *, viewer: Viewer) -> QuerySet[Any, Any]:
    """The homes wanted, by address; each row's columns are those of `stock_home` and `unit_id`."""
    rows = StockHome.objects.all() if may_read("unit", viewer) else StockHome.objects.none()
    if wanted.listed_in:
        rows = rows.filter(systems__contains=list(wanted.listed_in))
    if wanted.not_in:
        rows = rows.exclude(systems__contains=[wanted.not_in])
    if wanted.only:
        rows = rows.filter(systems=[wanted.only])
    if wanted.area:
        rows = rows.filter(area_code=wanted.area)
    if where := _found(wanted):
        rows = rows.filter(where)
    return rows.order_by("reads_as", "unit_id").values(
        "unit_id", "systems", "open", "decided", "again", "unsure", "facts", "area_code"
    )


def _found(wanted: Wanted) -> Q | None:
    """What must have been found, and what has become of it."""
    columns = {"open": ("open",), "decided": ("decided",), "again": ("again",), "unsure": ("unsure",)}.get(
        wanted.state, ("open", "decided")
    )
    where = Q()
    for kind, about in ((Finding.MISSING, wanted.missing), (Finding.DIFFERS, wanted.differs)):
        if about:
            sought = [code for code in codes() if about == "any" and code.startswith(f"{kind}:")]
            sought = sought or [Concern(kind, about).code]
            where &= _any(Q(**{f"{column}__overlap": sought}) for column in columns)
    if wanted.between:
        between = [f"{column}_between" for column in columns if column in ("open", "decided")]
        where &= _any(Q(**{f"{column}__contains": [wanted.between]}) for column in between)
    if not where and wanted.state:
        where = _any(~Q(**{column: []}) for column in columns)
    return where or None


def _any(parts: Iterable[Q]) -> Q:
    found = Q()
    for part in parts:
        found |= part
    return found


def places(unit_ids: Collection[UUID | str], *, viewer: Viewer) -> dict[str, dict[str, Any]]:
    """What a row of the list says of each home: its address and the like."""
    if not may_read("unit", viewer):
        return {}
    rows: QuerySet[Any, Any] = Unit.objects.filter(id__in=list(unit_ids)).values(
        "id", "address_line", "postcode", "uprn", "asset_ref", "kind", "status", area_name=F("area__name")
    )
    return {str(row["id"]): row for row in rows}


def found_of(unit_ids: Collection[UUID | str], *, viewer: Viewer) -> dict[str, dict[str, Any]]:
    """Of some homes, which lists have them and what was found of them."""
    if not may_read("unit", viewer):
        return {}
    rows: QuerySet[Any, Any] = StockHome.objects.filter(pk__in=list(unit_ids))
    return {
        str(row["unit_id"]): row for row in rows.values("unit_id", "systems", "open", "decided", "unsure")
    }


def chosen(unit_ids: Sequence[UUID], *, viewer: Viewer) -> list[dict[str, Any]]:
    """Homes that somebody chose, in the list's order."""
    return list(listed(Wanted(), viewer=viewer).filter(unit_id__in=list(unit_ids)))


def seen(rows: Iterable[Mapping[str, Any]]) -> str:
    """A short digest of what somebody saw when they decided: it tells whether it has changed since."""
    told = sorted([str(row["unit_id"]), [[code, row["facts"][code]] for code in row["open"]]] for row in rows)
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:24]


def one(unit_id: UUID, *, viewer: Viewer) -> OneHome | None:
    """One home side by side; nothing when no list has it any more and nothing was decided of it."""
    if not may_read("unit", viewer):
        return None
    row = StockHome.objects.filter(pk=unit_id).first()
    decisions = decisions_of([unit_id], viewer=viewer).get(str(unit_id), [])
    if row is None and not decisions:
        return None
    keys: dict[str, list[str]] = {}
    for system, key in Reference.objects.filter(
        entity_id=unit_id, entity_type="unit", ended_on=None
    ).values_list("source_system", "source_key"):
        keys.setdefault(system, []).append(key)
    row = row or StockHome(unit_id=unit_id, systems=[])
    return OneHome(
        str(unit_id),
        row.systems,
        {system: sorted(of) for system, of in keys.items()},
        row.facts,
        row.open,
        row.decided,
        row.again,
        row.unsure,
        decisions,
    )


def decisions_of(unit_ids: Collection[UUID], *, viewer: Viewer) -> dict[str, list[Decision]]:
    """Everything decided of some homes, the newest first; those of homes merged into them included."""
    if not may_read("unit", viewer):
        return {}
    known = with_merged(unit_ids)
    facts = dict(StockHome.objects.filter(pk__in=list(unit_ids)).values_list("unit_id", "facts"))
    rows = StockDecision.objects.filter(unit_id__in=list(known)).order_by("-decided_at", "-id")
    made: dict[str, list[Decision]] = {}
    for row in rows:
        unit_id = known[row.unit_id]
        made.setdefault(str(unit_id), []).append(_decision(row, facts.get(unit_id, {})))
    return made


def decision(decision_id: int, *, viewer: Viewer) -> tuple[str, Decision] | None:
    """One decision in force, and the home it is about."""
    row = StockDecision.objects.filter(pk=decision_id, ended_at=None).first()
    if row is None or not may_read("unit", viewer):
        return None
    unit_id = known_as(row.unit_id)
    facts = StockHome.objects.filter(pk=unit_id).values_list("facts", flat=True).first()
    return str(unit_id), _decision(row, facts or {})


def with_merged(unit_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """The homes themselves and those that people merged into them, each with the id it goes by now."""
    aliases = EntityAlias.objects.filter(entity_type="unit", entity_id__in=list(unit_ids), ended_at=None)
    return {unit_id: unit_id for unit_id in unit_ids} | dict(aliases.values_list("alias_id", "entity_id"))


def known_as(unit_id: UUID) -> UUID:
    """The id that a home goes by now."""
    alias = EntityAlias.objects.filter(entity_type="unit", alias_id=unit_id, ended_at=None)
    return alias.values_list("entity_id", flat=True).first() or unit_id


def _decision(row: StockDecision, facts: Mapping[str, Facts]) -> Decision:
    return Decision(
        id=row.pk,
        concern=row.concern,
        systems=row.systems,
        facts=row.facts,
        decision=row.decision,
        reason=row.reason,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        ended_at=row.ended_at,
        ended_by=row.ended_by,
        ended_because=row.ended_because,
        holds=row.ended_at is None and dict(facts.get(row.concern, {})) == dict(row.facts),
    )


def keys_of(unit_ids: Collection[UUID], *, viewer: Viewer) -> dict[str, dict[str, list[str]]]:
    """By home, the keys under which each system lists it."""
    if not may_read("unit", viewer):
        return {}
    found: dict[str, dict[str, list[str]]] = {}
    rows = Reference.objects.filter(entity_id__in=list(unit_ids), entity_type="unit", ended_on=None)
    for unit_id, system, key in rows.order_by("source_key").values_list(
        "entity_id", "source_system", "source_key"
    ):
        found.setdefault(str(unit_id), {}).setdefault(system, []).append(key)
    return found
