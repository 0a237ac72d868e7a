"""Publishes one night: all tables in one transaction, or yesterday's view stays whole."""

import hashlib
import json
import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from django.db import connection, transaction

from rooftree.engine.tables import Engine
from rooftree.records.finding.actions.keeping import keep_up
from rooftree.records.matching.actions.linking import Linked
from rooftree.records.provenance.canonical import Canonical
from rooftree.records.publishing import state as states
from rooftree.records.publishing.actions import deciding, rebuilding
from rooftree.records.publishing.actions.comparing import Night
from rooftree.records.publishing.actions.writing import Writer
from rooftree.records.publishing.difference import Difference
from rooftree.records.publishing.rules import Decisions, Ending, Together
from rooftree.records.publishing.state import State
from rooftree.reference.register.queries import FILE as REGISTER
from rooftree.sources.extracts.models import Run

RECORDS = Path(__file__).resolve().parent.parent.parent
Say = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Published:
    """What a night changed, what it held back, and the state it left."""

    differences: Sequence[Difference]
    held: Sequence[Ending]
    state: str
    doubtful: Collection[str] = ()


@dataclass(frozen=True)
class Author:
    """Who published, why, by which run; kept with every history row of the night."""

    by: str
    reason: str
    run: int
    now: datetime


@dataclass(frozen=True)
class Material:
    """What a night is made from: canonical files by table, the links, the state before, permissions."""

    engine: Engine
    files: Mapping[str, Sequence[Path]]
    linked: Linked
    before: State | None
    fingerprint: str
    decisions: Decisions
    unsure: Collection[str] = ()
    together: Together = field(default_factory=dict)


def publish(
    material: Material, *, root: Path, folder: str, today: date, author: Author, say: Say
) -> Published:
    """Compares every table and writes what differs, all in one transaction.

    `root` is the folder of states, `folder` this night's in it; `today` is the day that vanished rows end on.
    The run's row gets the name of the state in the same transaction.
    """
    name = f"{folder}/state.json"
    with transaction.atomic():
        _set_clock_and_context(author)
        night = Night(
            engine=material.engine,
            canonical=Canonical(material.engine, material.files),
            links_file=material.linked.path,
            root=root,
            folder=folder,
            today=today,
            before=material.before,
            rebuilt={} if material.before else rebuilding.tables(material.engine, root / folder),
            decisions=material.decisions,
            unsure=material.unsure,
            together=material.together,
        )
        with (
            connection.wrap_database_errors,
            Writer(connection.connection, ended_on=today.isoformat(), told=_dropped) as writer,
        ):
            for difference in night.compare_all(material.linked.doubts, say):
                writer.put(difference)
        keep_up()
        links = str(material.linked.path.relative_to(root))
        kept = {
            what: [str(each.relative_to(root)) for each in files]
            for what, files in material.linked.kept.items()
        }
        states.save(root, name, State(material.fingerprint, links, night.tables | kept))
        Run.objects.filter(pk=author.run).update(published_state=name)
        deciding.hold(night.held, kept=night.stayed, run_id=author.run, now=author.now)
    states.tidy(root, keep=name)
    return Published(night.differences, night.held, name, tuple(sorted(night.doubtful)))


def _dropped(difference: Difference) -> None:
    """The files of a table that is written are not needed any more."""
    for file in (difference.inserts, difference.updates, difference.ends):
        if file:
            file.unlink(missing_ok=True)


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
    """Changes when the register or the code that shapes records does: a new rule is applied at once."""
    parts = [REGISTER.read_bytes()]
    for folder in ("publishing", "matching", "claims"):
        parts += [file.read_bytes() for file in sorted((RECORDS / folder).rglob("*.py"))]
    return hashlib.sha256(b"".join(parts)).hexdigest()
