"""What can become of a file, and of a run."""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from rooftree.sources.extracts.rules.faults import Fault


class FileState(StrEnum):
    """What a run made of one file."""

    ACCEPTED = "accepted"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    MISSING = "missing"
    """Received before, not this time."""


STALE_STATES = (FileState.REFUSED, FileState.MISSING)
"""An earlier extract is in use instead."""


class RunOutcome(StrEnum):
    """How a run ended."""

    PUBLISHED = "published"
    REFUSED = "refused"
    """An expected no: nothing known in the folder, a full disk."""
    FAILED = "failed"
    STOPPED = "stopped"
    """Somebody stopped it (Ctrl-C)."""
    DIED = "died"
    """Its process ended without a word; the next run found it so."""


class StepState(StrEnum):
    """How far a step of a run is."""

    WAITS = "waits"
    RUNS = "runs"
    DONE = "done"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Landed:
    """One file's extract that is in use: what standardising reads."""

    system: str
    file: str
    extract_id: int
    path: Path
    sha256: str
    header: dict[str, str]
    """Canonical column → column in the landed Parquet (named as in the received file)."""
    rows: int
    stale: bool
    """True when this run received nothing usable and an earlier extract stays in use."""
    mode: str


def older_than_in_use(
    *, extracted_at: datetime.datetime, in_use_extracted_at: datetime.datetime | None
) -> tuple[Fault, ...]:
    """Why an extract that was made before the one in use is refused: it would undo what is known by now."""
    if in_use_extracted_at is None or extracted_at >= in_use_extracted_at:
        return ()
    return (
        Fault(
            "older",
            f"The file was extracted on {_words(extracted_at)}, before the one in use "
            f"({_words(in_use_extracted_at)}).",
            "Send the newest extract. To go back on purpose, start the run with --accept-older.",
        ),
    )


def _words(moment: datetime.datetime) -> str:
    return f"{moment.day} {moment:%B %Y at %H:%M:%S %Z}".strip()
