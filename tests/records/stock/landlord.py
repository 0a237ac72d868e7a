"""Homes as the lists of several systems have them, and the comparison of a night, without a run before it."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from rooftree.records import models as m
from rooftree.records.stock.actions.reconciling import reconcile
from rooftree.sources.extracts.models import ExtractSeen, Run
from tests.factories.records import make

FIRST = datetime.date(2026, 11, 2)
ALL = ("nec", "keystone", "oneserve")
Said = Mapping[str, Any]


def home(line: str, *systems: str, said: Mapping[str, Said] | None = None, **facts: Any) -> uuid.UUID:
    """A home that these systems list; `said` are a system's own facts, `facts` what the record shows."""
    unit = make(m.Unit, address_line=line, **({"status": "occupied", "kind": "flat"} | facts))
    for system in systems:
        known = {"status": None, "tenure": None, "ownership": None} | dict((said or {}).get(system, {}))
        lists(unit.pk, system, known)
    own: uuid.UUID = unit.pk
    return own


def lists(unit_id: uuid.UUID, system: str, said: Said) -> None:
    """A system begins to list a home."""
    row = {"source_system": system, "source_key": f"{system}-{uuid.uuid4().hex[:8]}"}
    make(m.Claim, entity_type="unit", entity_id=unit_id, said=said, **row)
    make(
        m.Reference,
        entity_type="unit",
        entity_id=unit_id,
        own_id=unit_id,
        method="test",
        decided_by="test",
        **row,
    )


def drops(unit_id: uuid.UUID, system: str) -> None:
    """A system lists a home no more."""
    for model in (m.Claim, m.Reference):
        model.objects.filter(entity_id=unit_id, source_system=system).update(ended_on=FIRST)


def says(unit_id: uuid.UUID, system: str, **said: Any) -> None:
    """A system says something else of a home."""
    for claim in m.Claim.objects.filter(entity_id=unit_id, source_system=system):
        claim.said |= said
        claim.save(update_fields=["said"])


def differ(unit_id: uuid.UUID, attribute: str, said: Mapping[str, str]) -> None:
    """Systems disagree on a fact of a home, as publish found."""
    old = m.Disagreement.objects.filter(entity_id=unit_id, attribute=attribute)
    old.update(ended_on=FIRST)
    make(m.Disagreement, entity_type="unit", entity_id=unit_id, attribute=attribute, said=dict(said))


def night(day: datetime.date = FIRST, **files: str) -> Run:
    """The comparison after a run; `files` has what became of a list: `oneserve="refused"`."""
    now = datetime.datetime.combine(day, datetime.time(2), datetime.UTC)
    run = Run.objects.create(
        started_at=now, started_by="Test", business_on=day, folder="x", ended_at=now, outcome="published"
    )
    names = {"nec": "properties", "keystone": "assets", "oneserve": "sites", "locata": "ta_placements"}
    for system, state in files.items():
        ExtractSeen.objects.create(run=run, system=system, file=names[system], state=state)
    reconcile(run_id=run.pk, business_on=day, now=now)
    return run


def stands(unit_id: uuid.UUID) -> m.StockHome:
    """A home as the latest comparison left it."""
    return m.StockHome.objects.get(pk=unit_id)
