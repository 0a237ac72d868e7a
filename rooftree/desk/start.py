"""The start page: how fresh each system is, the last run, and what there is, each number with its rows."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from rooftree.desk.freshness import SystemFreshness, by_system
from rooftree.oversight.quality.queries.pressing import Own, own
from rooftree.records.claims.held import Held as Known
from rooftree.records.claims.queries import entities_that_differ
from rooftree.records.homes import queries as homes
from rooftree.records.people import queries as people
from rooftree.records.publishing import queries as publishing
from rooftree.records.publishing.queries import Held
from rooftree.records.repairs import queries as repairs
from rooftree.records.stock.queries import figures as stock
from rooftree.records.tenancies import queries as tenancies
from rooftree.reference.accounts.rules import Viewer, may_start_runs
from rooftree.reference.audit.queries import recently_read_by
from rooftree.sources.extracts.queries.runs import RunShown, runs

RECENT_RUNS = 3


@dataclass(frozen=True, slots=True)
class StartPage:
    """Everything the start page takes; a count is missing where the viewer may not see its rows."""

    systems: Sequence[SystemFreshness]
    runs: Sequence[RunShown]
    counts: dict[str, int]
    questions: Sequence[Held]
    """Tables that wait for a person: too much of them would have ended at once."""
    last_at: Sequence[Known]
    """The people whose pages this viewer opened last: id and name."""
    exceptions: Own | None = None
    """Exceptions given to this viewer; nothing for those who do not work on them."""


def start(*, viewer: Viewer, today: datetime.date, now: datetime.datetime) -> StartPage:
    """What there is, for this viewer."""
    counts = {
        **homes.counts(viewer=viewer),
        **people.counts(viewer=viewer),
        **tenancies.counts(viewer=viewer, today=today),
        **repairs.counts(viewer=viewer),
    }
    for name, entity in (("homes_differ", "unit"), ("people_differ", "person")):
        if ("people" if entity == "person" else "homes") in counts:
            differ = entities_that_differ(entity_type=entity, viewer=viewer)
            counts[name] = differ.distinct().count()
    missing = stock.homes_missing(viewer=viewer)
    if missing is not None:
        counts["homes_missing"] = missing
    return StartPage(
        systems=by_system(viewer=viewer, now=now),
        runs=runs(viewer=viewer, limit=RECENT_RUNS),
        counts=counts,
        questions=publishing.held(viewer=viewer) if may_start_runs(viewer) else (),
        last_at=_last_at(viewer),
        exceptions=own(viewer=viewer, today=today),
    )


def _last_at(viewer: Viewer) -> list[Known]:
    ids = [one.subject_id for one in recently_read_by(viewer=viewer, subject_types=["person"])]
    if not ids:
        return []
    known = {one.id: one for one in people.by_ids(ids, viewer=viewer)["person"]}
    return [known[one] for one in ids if one in known]
