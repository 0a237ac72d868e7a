"""Exceptions of every kind for the walk of every page: open, waived, resolved; found by three nights."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from rooftree.oversight.quality.actions import working
from rooftree.reference.accounts.rules import Viewer
from rooftree.sources.extracts.models import Run
from tests.nights import moment
from tests.oversight.quality.ledger import Ledger, rule

BEDS, UPRN = "unit.bedrooms.agrees", "unit.uprn.agrees"


def one_of_each(folder: Path, steward: Viewer) -> None:
    """Two of the home P1, one of them waived; one of P2 that was mended."""
    folder.mkdir(exist_ok=True)
    ledger = Ledger(folder, rules=(rule(BEDS), rule(UPRN)))
    ledger.night([(BEDS, "P1"), (UPRN, "P1"), (BEDS, "P2")])
    ledger.night([(BEDS, "P1"), (UPRN, "P1")])
    until = timezone.localdate() + timedelta(days=30)
    ids = [ledger.one("P1", UPRN).pk]
    now, today = moment(ledger.day, 9), timezone.localdate()
    working.waive(ids=ids, until=until, reason="Being sold", by=steward, now=now, today=today)
    Run.objects.filter(ended_at=None).update(ended_at=now, outcome="published")
