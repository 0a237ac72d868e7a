"""Writes beside the reads: notes that stay, and changes to homes that are taken back before they count."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from bench.web.samples import SOMEBODY

AT_ONCE = 20
PAUSE = 0.05


@dataclass(slots=True)
class Written:
    """What was written while the pages were asked."""

    notes: int = 0
    homes: int = 0
    faults: list[str] = field(default_factory=list)


@contextmanager
def writer(homes: Sequence[str], chance: random.Random) -> Iterator[Written]:
    """One writer, until the block ends."""
    stop, done = threading.Event(), Written()
    thread = threading.Thread(target=_write, args=(homes, chance, stop, done), daemon=True)
    thread.start()
    try:
        yield done
    finally:
        stop.set()
        thread.join()


def _write(homes: Sequence[str], chance: random.Random, stop: threading.Event, done: Written) -> None:
    try:
        while not stop.wait(PAUSE):
            _note(chance.choice(homes))
            done.notes += 1
            done.homes += _homes(chance.sample(sorted(set(homes)), k=min(AT_ONCE, len(set(homes)))))
    except Exception as fault:  # told in the report: the reads go on
        done.faults.append(f"{type(fault).__name__}: {fault}")
    finally:
        connection.close()


def _note(home: str) -> None:
    from rooftree.reference.accounts.queries import viewer_by_email
    from rooftree.services.notes.actions import add_note
    from rooftree.services.notes.vocabulary import categories

    add_note(
        record_type="unit",
        record_id=home,
        text="Written by the bench, to see what writing costs those who read.",
        category=next(iter(categories())),
        by=viewer_by_email(SOMEBODY),
        now=timezone.now(),
    )


def _homes(ids: Sequence[str]) -> int:
    """Rows changed with their history, as publish changes them; taken back, for the home is not ours."""
    unit: Any = apps.get_model("records", "Unit")
    with transaction.atomic():
        changed: int = unit.objects.filter(id__in=ids).update(built_year=F("built_year") + 1)
        transaction.set_rollback(True)
    return changed
