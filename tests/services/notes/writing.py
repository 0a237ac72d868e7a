"""Notes and tasks with only what a test is about."""

from __future__ import annotations

import datetime
from typing import Any

from rooftree.reference.accounts.rules import Viewer
from rooftree.services.notes import actions

NOW = datetime.datetime(2026, 11, 20, 9, 30, tzinfo=datetime.UTC)
TODAY = NOW.date()


def note(record_id: str, by: Viewer, text: str = "She rang about the damp.", **more: Any) -> int:
    """A note on a home, or on what `record_type` says."""
    said: dict[str, Any] = {"record_type": "unit", "category": "telephone_call", "now": NOW} | more
    return actions.add_note(record_id=record_id, by=by, text=text, **said)


def task(record_id: str, by: Viewer, title: str = "Ring her back", **more: Any) -> int:
    """A task on a home, or on what `record_type` says."""
    said: dict[str, Any] = {"record_type": "unit", "now": NOW} | more
    return actions.add_task(record_id=record_id, by=by, title=title, **said)
