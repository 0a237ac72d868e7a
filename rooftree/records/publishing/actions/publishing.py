"""Publishes one night: all tables in one transaction, or yesterday's view stays whole."""

import hashlib
import json
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import connection, transaction

from rooftree.engine.tables import Engine
from rooftree.records.matching.actions.linking import Linked
from rooftree.records.provenance.canonical import Canonical
from rooftree.records.publishing import state as states
from rooftree.records.publishing.actions import copying, rebuilding
from rooftree.records.publishing.actions.comparing import Night
from rooftree.records.publishing.difference import Difference
from rooftree.records.publishing.rules import Ending
from rooftree.records.publishing.state import State
from rooftree.reference.register.queries import FILE as REGISTER
from rooftree.sources.extracts.models import Run

RECORDS = Path(__file__).resolve().parent.parent.parent
Say = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Prepared:
    """All differences of a night, worked out and waiting to be written."""

    differences: Sequence[Difference]
    held: Sequence[Ending]
    state: State
    name: str


@dataclass(frozen=True)
class Author:
    """Who published, why, by which run; kept with every history row of the night."""

    by: str
    reason: str
    run: int
    now: datetime


def compare(
    *,
    engine: Engine,
    files: Mapping[str, Sequence[Path]],
    linked: Linked,
    root: Path,
    folder: str,
    today: date,
    before: State | None,
    fingerprint: str,
    allowed: Mapping[str, int],
    say: Say,
) -> Prepared:
    """Works out what would change, writing only files. `allowed`: endings a person confirmed, by table."""
    rebuilt = {} if before else rebuilding.tables(engine, root / folder)
    night = Night(
        engine=engine,
        canonical=Canonical(engine, files),
        links_file=linked.path,
        root=root,
        folder=folder,
        today=today,
        before=before,
        rebuilt=rebuilt,
        allowed=allowed,
    )
    night.compare_all(linked.doubts, say)
    state = State(fingerprint, str(linked.path.relative_to(root)), night.tables)
    return Prepared(night.differences, night.held, state, f"{folder}/state.json")


def publish(prepared: Prepared, *, root: Path, today: date, run_id: int, author: Author, say: Say) -> None:
    """Writes the night in one transaction, with the name of the state it leaves on the run's row."""
    states.save(root, prepared.name, prepared.state)
    total = sum(each.inserted + each.updated + each.ended for each in prepared.differences)
    done = 0
    with transaction.atomic():
        _set_clock_and_context(author)
        for difference in prepared.differences:
            say(difference.table, done, total)
            copying.write(difference, ended_on=today.isoformat())
            done += difference.inserted + difference.updated + difference.ended
        Run.objects.filter(pk=run_id).update(published_state=prepared.name)
    say("published", total, total)
    states.tidy(root, keep=prepared.name)


def _set_clock_and_context(author: Author) -> None:
    """Set before the first COPY, which Django's own wrapper for history does not see."""
    context = {"by": author.by, "reason": author.reason, "run": author.run}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('rooftree.now', %s, true), set_config('pghistory.context_id', %s, true), "
            "set_config('pghistory.context_metadata', %s, true)",
            [author.now.isoformat(), str(uuid.uuid4()), json.dumps(context)],
        )
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def rules_digest() -> str:
    """Changes when the register or the code that shapes records does, so that a new rule is applied at once."""
    parts = [REGISTER.read_bytes()]
    for folder in ("publishing", "matching", "claims"):
        parts += [file.read_bytes() for file in sorted((RECORDS / folder).rglob("*.py"))]
    return hashlib.sha256(b"".join(parts)).hexdigest()
