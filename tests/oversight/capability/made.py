"""What systems sent, written by hand as canonical tables; runs that counted it; a cell with everything."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.parquet as pq

from rooftree.engine.tables import Engine
from rooftree.oversight.capability.actions.declaring import declare
from rooftree.oversight.capability.actions.measuring import Measured, Received, measure
from rooftree.oversight.capability.actions.needs import Acting, raise_need
from rooftree.oversight.capability.rules.cells import CanHold, Priority
from rooftree.oversight.capability.rules.declaring import Said
from rooftree.oversight.capability.rules.needs import NeedTerms
from rooftree.records.provenance.canonical import LINEAGE
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.standard.queries import contracts
from rooftree.reference.standard.rules import parquet_types
from rooftree.sources.connectors.registry import load
from rooftree.sources.extracts.models import Run
from rooftree.sources.standardising.rules import CanonicalFile
from tests.nights import FIRST, moment

Rows = Sequence[dict[str, Any]]


def sent(folder: Path, table: str, rows: Rows, *, system: str = "nec", stale: bool = False) -> CanonicalFile:
    """A system's rows of one canonical table; each has a key of its own unless it says one."""
    schema = ibis.schema(LINEAGE | parquet_types(contracts()[table])).to_pyarrow()
    whole = [
        dict.fromkeys(schema.names)
        | {"source_system": system, "source_key": f"K{at}", "source_row": at}
        | row
        for at, row in enumerate(rows, 1)
    ]
    told = hashlib.sha256(json.dumps(whole, default=str, sort_keys=True).encode()).hexdigest()[:16]
    path = folder / f"{system}-{table}-{told}.parquet"
    folder.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(whole, schema=schema), path)
    return CanonicalFile(table, system, table, path, len(rows), 1, table, stale, "snapshot", told, True)


def homes(filled: int, empty: int = 0, uprn: str = "100000000001") -> Rows:
    """So many homes with a UPRN, so many without."""
    having: list[dict[str, Any]] = [{"uprn": uprn, "uprn_as_given": uprn}] * filled
    return having + [{}] * empty


def counted(
    folder: Path,
    *files: CanonicalFile,
    day: date = FIRST,
    lost: Collection[tuple[str, str]] = (),
    checked: bool = True,
) -> tuple[int, Measured]:
    """A run that counted these; its id and what it did."""
    now = moment(day)
    run = Run.objects.create(
        started_at=now, started_by="Test", business_on=day, folder="x", ended_at=now, outcome="published"
    )
    engine = Engine(spill=folder / "spill", memory="256MB")
    try:
        received = Received(engine, files, lost, load(), checked)
        return run.pk, measure(received, run_id=run.pk, today=day)
    finally:
        engine.close()


def said(can_hold: CanHold = CanHold.NOT_EXTRACTED, **facts: Any) -> Said:
    """A declaration."""
    known: dict[str, Any] = {
        "held_where": "Client record, field Language",
        "note": "Ask for it.",
        "reviewed_on": FIRST,
        "reviewed_by": "Carys Steward",
    }
    return Said(can_hold, **(known | facts))


def terms(due_on: date = FIRST + timedelta(days=60), **facts: Any) -> NeedTerms:
    """What is asked for."""
    known: dict[str, Any] = {
        "needed": "Add the field to the extract.",
        "owner": "Head of Housing Needs",
        "priority": Priority.HIGH,
    }
    return NeedTerms(due_on=due_on, **(known | facts))


def one_of_each(folder: Path, by: Viewer, now: datetime, today: date) -> int:
    """Homes of which some lack a UPRN, a field that is not extracted, and the need raised for each."""
    counted(folder, sent(folder, "unit", homes(8, 2)), day=today - timedelta(days=1))
    acting = Acting(by, now, today)
    declare(
        requirement="language", system="locata", said=said(reviewed_on=today), by=by, now=now, today=today
    )
    later = today + timedelta(days=60)
    raise_need(requirement="language", system="locata", terms=terms(later), acting=acting)
    return raise_need(requirement="uprn", system="nec", terms=terms(later), acting=acting)
