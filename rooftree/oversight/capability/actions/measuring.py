"""The figures of one run: each requirement in each system, counted in what was received."""

import datetime
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from rooftree.engine.tables import Engine
from rooftree.oversight.capability.catalogue import catalogue
from rooftree.oversight.capability.measuring import Counted, Failing, Tables, count
from rooftree.oversight.capability.models import CapabilityFigure
from rooftree.oversight.capability.queries.figures import judging_rules, last_figures
from rooftree.oversight.capability.rules.mappings import read_from
from rooftree.oversight.capability.rules.requirements import Requirement
from rooftree.oversight.quality.queries.failing import failing_values
from rooftree.reference.accounts.rules import SYSTEM
from rooftree.reference.register.queries import systems as registered
from rooftree.sources.connectors.registry import System
from rooftree.sources.standardising.rules import CanonicalFile

Lost = Collection[tuple[str, str]]


@dataclass(frozen=True)
class Received:
    """What a run has at hand: canonical files, tables of which a file is lost, the systems' mappings."""

    engine: Engine
    files: Sequence[CanonicalFile]
    lost: Lost
    systems: Mapping[str, System]
    checked: bool = True
    """Whether tonight's check came to its end: without it nothing says which values have the right form."""

    def is_doubtful(self, table: str, system: str) -> bool:
        """Whether something of these rows is not as of tonight."""
        late = any(file.stale for file in self.files if (file.table, file.system) == (table, system))
        return late or (system, table) in self.lost


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run's measuring did."""

    requirements: int
    mapped: int
    former: int

    @property
    def says(self) -> str:
        """The same in a sentence."""
        former = f", {self.former:,} figures as they stood before" if self.former else ""
        return f"{self.requirements:,} key requirements, {self.mapped:,} mapped in some system{former}."


@transaction.atomic
def measure(
    received: Received, *, run_id: int, today: datetime.date, say: Callable[[str], None] = lambda _: None
) -> Measured:
    """Counts every requirement in every system; safe to repeat in the same run."""
    wanted = catalogue().requirements
    say("what each system holds of each key requirement")
    fields = {(one.table, name) for one in wanted.values() for name in one.column_names}
    failing = failing_values(fields, viewer=SYSTEM)
    before = last_figures(viewer=SYSTEM, before=run_id)
    tables = Tables(received.engine, received.files)
    rows = [
        _figure(one, system.name, received, tables, failing, before.get((one.id, system.name)))
        for one in wanted.values()
        for system in registered()
    ]
    for row in rows:
        row.run_id = run_id
        if row.counted_run is None and row.asked is not None:
            row.counted_run, row.counted_on = run_id, today
    CapabilityFigure.objects.filter(run_id=run_id).delete()
    CapabilityFigure.objects.bulk_create(rows, batch_size=500)
    mapped = {row.requirement for row in rows if row.read_from}
    return Measured(len(wanted), len(mapped), sum(row.counted_run not in (None, run_id) for row in rows))


def _figure(
    one: Requirement,
    system: str,
    received: Received,
    tables: Tables,
    failing: Failing,
    before: CapabilityFigure | None,
) -> CapabilityFigure:
    known = received.systems.get(system)
    fields = read_from(one, known.mapping) if known else ()
    row = CapabilityFigure(requirement=one.id, system=system, read_from=list(fields))
    if not fields:
        return row
    tables_read = {one.table, *([one.each] if one.each else [])}
    if before is not None and any(received.is_doubtful(table, system) for table in tables_read):
        return _as_before(row, before)
    counted = count(one, system, tables, failing)
    if counted is not None:
        _keep(row, one, counted, before if not received.checked else None)
    return row


def _keep(row: CapabilityFigure, one: Requirement, counted: Counted, before: CapabilityFigure | None) -> None:
    row.asked, row.held = counted.asked, counted.held
    if before is not None:
        row.judged, row.bad = before.judged, before.bad
    elif judging_rules(one, row.system):
        row.judged, row.bad = counted.judged, counted.bad


def _as_before(row: CapabilityFigure, before: CapabilityFigure) -> CapabilityFigure:
    for name in ("asked", "held", "judged", "bad", "counted_run", "counted_on"):
        setattr(row, name, getattr(before, name))
    return row
