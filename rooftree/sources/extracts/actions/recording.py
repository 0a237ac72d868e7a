"""Writes down what became of each received file."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from rooftree.sources.extracts.actions.problems import record_problems
from rooftree.sources.extracts.models import Extract, ExtractSeen
from rooftree.sources.extracts.reading.content import Content
from rooftree.sources.extracts.rules.faults import Fault
from rooftree.sources.extracts.rules.states import FileState

STAGE = "land"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One file as this run met it."""

    run_id: int
    system: str
    file: str
    name: str
    received_at: datetime
    extracted_at: datetime
    sha256: str = ""
    size: int = 0


def in_use(system: str, file: str) -> Extract | None:
    """The extract of this file that was accepted last."""
    extracts = Extract.objects.filter(system=system, file=file, state=FileState.ACCEPTED)
    return extracts.order_by("-id").first()


@transaction.atomic
def accept(
    delivery: Delivery, content: Content, *, rows: int, landed: Path, current: Extract | None
) -> Extract:
    """The file was landed: a new extract, or the same one again because its copy or its mapping changed."""
    same = current is not None and current.sha256 == delivery.sha256
    extract = current if current is not None and same else _new(delivery, FileState.ACCEPTED)
    extract.rows = rows
    extract.landed_path = landed.as_posix()
    extract.header = [name for name in content.headings.names if name not in content.headings.never_land]
    extract.header_drift = content.headings.drift() | {"read_as": content.facts}
    extract.save()
    record_problems(extract_id=extract.pk, stage=STAGE, problems=content.notes)
    saw(delivery.run_id, extract, FileState.UNCHANGED if same else FileState.ACCEPTED)
    return extract


@transaction.atomic
def refuse(delivery: Delivery, faults: tuple[Fault, ...]) -> Extract:
    """The file cannot be used. The same refused file again is not a second extract."""
    last = Extract.objects.filter(system=delivery.system, file=delivery.file).order_by("-id").first()
    again = (
        last is not None
        and last.state == FileState.REFUSED
        and (last.sha256, last.received_name) == (delivery.sha256, delivery.name)
    )
    extract = last if last is not None and again else _new(delivery, FileState.REFUSED)
    if not again:
        extract.save()
    record_problems(extract_id=extract.pk, stage=STAGE, problems=faults)
    saw(delivery.run_id, extract, FileState.REFUSED)
    return extract


def saw(run_id: int, extract: Extract, state: FileState) -> None:
    """One row for each run and file."""
    ExtractSeen.objects.create(
        run_id=run_id, system=extract.system, file=extract.file, extract=extract, state=state.value
    )


def _new(delivery: Delivery, state: FileState) -> Extract:
    return Extract(
        run_id=delivery.run_id,
        system=delivery.system,
        file=delivery.file,
        received_name=delivery.name,
        received_at=delivery.received_at,
        extracted_at=delivery.extracted_at,
        sha256=delivery.sha256,
        size_bytes=delivery.size,
        state=state.value,
    )
