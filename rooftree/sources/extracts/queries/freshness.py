"""How fresh each file is: the last good extract, its age, and why it is stale when it is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from rooftree.reference.accounts.rules import Viewer, may_see_extracts, may_see_runs
from rooftree.reference.asking import asked
from rooftree.sources.extracts.models import Extract, ExtractProblem, ExtractSeen
from rooftree.sources.extracts.rules.states import STALE_STATES, FileState

ANY_STALE = """
SELECT EXISTS (
    SELECT FROM extract_seen seen JOIN run ON run.id = seen.run_id
    WHERE seen.state IN ('refused', 'missing')
        AND ($1::timestamptz IS NULL OR run.started_at < $1)
        AND NOT EXISTS (
            SELECT FROM extract_seen later JOIN run ON run.id = later.run_id
            WHERE later.system = seen.system AND later.file = seen.file AND later.id > seen.id
                AND ($1::timestamptz IS NULL OR run.started_at < $1)
        )
)
"""
"""With `STALE_STATES` as the index has them; worded by hand, for Django would take longer than the answer."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """One file of one system. Without a good extract yet, `extract_id` is None."""

    system: str
    file: str
    state: str
    """What the last run made of it."""
    extract_id: int | None
    extracted_at: datetime | None
    received_at: datetime | None
    rows: int | None
    age: timedelta | None
    """Since it was extracted, not since it was received: that is how old the facts are."""
    stale: bool
    why: str
    refused_extract_id: int | None
    """The refused file, whose story its page tells."""
    refused_at: datetime | None = None
    """When the refused file was extracted, as its system says."""


def freshness(*, viewer: Viewer, now: datetime, moment: datetime | None = None) -> list[Freshness]:
    """Every file that was ever received, by system and name; as at a moment, as it stood then."""
    if not may_see_runs(viewer):
        return []
    good = Extract.objects.filter(state=FileState.ACCEPTED).order_by("system", "file", "-id")
    met = ExtractSeen.objects.select_related("extract").order_by("system", "file", "-id")
    if moment is not None:
        good, met = good.filter(received_at__lt=moment), met.filter(run__started_at__lt=moment)
    latest = met.distinct("system", "file")
    in_use = {(each.system, each.file): each for each in good.distinct("system", "file")}
    return [_fresh(seen, in_use.get((seen.system, seen.file)), viewer, now) for seen in latest]


def stale(*, viewer: Viewer, now: datetime, moment: datetime | None = None) -> list[Freshness]:
    """The stale files alone: most days there is none, and every record's page asks."""
    if not may_see_runs(viewer) or not _any_stale(moment):
        return []
    return [file for file in freshness(viewer=viewer, now=now, moment=moment) if file.stale]


def _any_stale(moment: datetime | None) -> bool:
    return bool(asked(ANY_STALE, [moment])[0][0])


def _fresh(seen: ExtractSeen, good: Extract | None, viewer: Viewer, now: datetime) -> Freshness:
    refused = seen.extract_id if seen.state == FileState.REFUSED else None
    return Freshness(
        system=seen.system,
        file=seen.file,
        state=seen.state,
        extract_id=good.pk if good else None,
        extracted_at=good.extracted_at if good else None,
        received_at=good.received_at if good else None,
        rows=good.rows if good else None,
        age=now - good.extracted_at if good else None,
        stale=seen.state in STALE_STATES,
        why=_why(seen, viewer),
        refused_extract_id=refused if may_see_extracts(viewer) else None,
        refused_at=seen.extract.extracted_at if refused and seen.extract else None,
    )


def _why(seen: ExtractSeen, viewer: Viewer) -> str:
    if seen.state == FileState.MISSING:
        return "The file was not received."
    if seen.state != FileState.REFUSED:
        return ""
    if not may_see_extracts(viewer):
        return "The file was refused."
    problem = ExtractProblem.objects.filter(extract=seen.extract, stage="land").order_by("id").first()
    return f"The file was refused. {problem.says}" if problem else "The file was refused."
