"""One row of any record table, with only what it needs; and values that no two columns share."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.db import models

from rooftree.records.claims.held import readable
from rooftree.reference.standard.queries import contracts
from rooftree.reference.standard.rules import ContractColumn
from rooftree.sources.extracts.models import Extract, Run

EXTRACTED_AT = datetime.datetime(2026, 11, 20, 1, 30, tzinfo=datetime.UTC)


def extract(system: str = "nec", file: str = "properties", **facts: Any) -> Extract:
    """One file as received."""
    run, _ = Run.objects.get_or_create(
        folder="extracts",
        defaults={"started_at": EXTRACTED_AT, "started_by": "Test", "business_on": EXTRACTED_AT.date()},
    )
    known = {
        "received_name": f"{file}.csv",
        "received_at": EXTRACTED_AT,
        "extracted_at": EXTRACTED_AT,
        "run": run,
        "sha256": uuid.uuid4().hex,
        "size_bytes": 2048,
        "rows": 2,
        "state": "accepted",
    }
    return Extract.objects.create(system=system, file=file, **(known | facts))


def make(model: type[models.Model], **facts: Any) -> Any:
    """One row; what is not given is left empty."""
    names = {field.name for field in model._meta.fields}
    known: dict[str, Any] = {"source_system": "nec", "source_row": 7}
    if "source_key" in names:
        known["source_key"] = uuid.uuid4().hex[:12]
    if "row_key" in names:
        known["row_key"] = uuid.uuid4()
    return model._default_manager.create(**(known | facts))


def distinct(model: type[models.Model], seed: int) -> dict[str, Any]:
    """A value for every readable column of a table, so that each can be told from all others on a page."""
    names = {field.name for field in model._meta.fields}
    columns = [one for one in readable(contracts()[model._meta.db_table]) if one.name in names]
    return {one.name: _value(one, seed * 100 + at) for at, one in enumerate(columns)}


def _value(column: ContractColumn, at: int) -> object:
    kind = column.physical_type
    if column.codes and not column.name.endswith("_source"):
        return f"code_{at}"
    if kind == "date":
        return datetime.date(2000, 1, 1) + datetime.timedelta(days=at)
    if kind == "timestamp":
        return datetime.datetime(1990, 1, 1, 9, 5, tzinfo=datetime.UTC) + datetime.timedelta(days=at)
    if kind == "integer":
        return 100_000 + at
    if kind.startswith("decimal"):
        return 200_000 + at
    return True if kind == "boolean" else f"{column.name} {at}"
