"""What changes only when a run publishes, kept in this process until the next one has.

The values that a filter offers, and that a list is too long to be counted: to work them out costs as much as
the rest of the page. What a page is about, its rows, is never kept.
"""

import datetime
from collections.abc import Callable, Hashable, Mapping
from threading import Lock
from typing import TypeVar

from rooftree.records.listing.shape import Then
from rooftree.reference.accounts.rules import SYSTEM, Viewer
from rooftree.sources.extracts.queries.runs import latest_published_run

MOST = 2_000
Kept = TypeVar("Kept")
_kept: dict[Hashable, object] = {}
_one_writes = Lock()


def published(*, viewer: Viewer, moment: datetime.datetime | None = None) -> Mapping[str, str]:
    """Which run pages show, as `Then.names_by` reads it once for a page; nothing before the first one."""
    del viewer, moment  # whoever asks, and of whatever day: it names no record
    run = latest_published_run(viewer=SYSTEM)
    return {"run": str(run.id)} if run else {}


def remembered(
    then: Then, what: Hashable, make: Callable[[], Kept], *, worth: Callable[[Kept], bool]
) -> Kept:
    """What `make` says, made once a run and kept where it is worth it; not before a run has published."""
    run = then.names_by(published).get("run")
    if run is None:
        return make()
    found = _kept.get((run, what))
    if found is not None:
        return found  # type: ignore[return-value]
    made = make()
    if worth(made):
        with _one_writes:
            if len(_kept) >= MOST:
                _kept.clear()
            _kept[(run, what)] = made
    return made
