"""Taking in a third party's file: checked row by row before anything of it is kept."""

import dataclasses
import datetime
import os
import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import Any

from django.conf import settings
from django.db import transaction

from rooftree.oversight.agreements.checking import reports
from rooftree.oversight.agreements.checking.check import Checked, Setting, check
from rooftree.oversight.agreements.checking.findings import causes
from rooftree.oversight.agreements.checking.reports import FINDINGS, LANDED, SENT
from rooftree.oversight.agreements.models import Intake
from rooftree.oversight.agreements.queries.held import versions
from rooftree.oversight.agreements.rules.intake import (
    MIB,
    Grade,
    IntakeState,
    state_of,
    why_upload_is_refused,
)
from rooftree.oversight.agreements.rules.rights import may_take_in_files
from rooftree.oversight.agreements.templates import grading
from rooftree.reference.accounts.rules import Viewer, not_allowed
from rooftree.reference.audit.actions import record
from rooftree.reference.refusals.rules import Reason, Refused
from rooftree.reference.standard.quality.queries import standard_in_force
from rooftree.sources.connectors import registry
from rooftree.sources.extracts.reading import received
from rooftree.sources.extracts.reading.folder import UNREAD
from rooftree.sources.extracts.rules.faults import Fault, UnusableFileError
from rooftree.sources.extracts.rules.limits import Limits

SIZES = Limits(expanded=512 * MIB, spreadsheet=256 * MIB, ratio=100, ratio_from=16 * MIB)
"""Narrower than for the folder of extracts: this is opened while somebody waits."""
LONGEST_NAME = 200


@dataclasses.dataclass(frozen=True, slots=True)
class Sent:
    """A file as somebody sends it: its name, its size as told, its bytes, and what it is said to be."""

    name: str
    size: int
    chunks: Iterable[bytes]
    system: str
    file: str


def most_bytes() -> int:
    """How large a file may be."""
    return int(settings.ROOFTREE_INTAKE_MIB) * MIB


def take_in(
    *, agreement_id: int, sent: Sent, by: Viewer, now: datetime.datetime, today: datetime.date
) -> int:
    """Checks a file and keeps what was found; gives the intake's id, refused or not."""
    if not may_take_in_files(by):
        raise Refused(not_allowed(by, to="take in files"))
    _check_sent(agreement_id, sent, by)
    folder = Path(settings.INTAKE) / f"{now:%Y%m%d}-{secrets.token_hex(8)}"
    folder.mkdir(parents=True, mode=0o700)
    try:
        return _taken(agreement_id, sent, folder, by=by, now=now, today=today)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _check_sent(agreement_id: int, sent: Sent, by: Viewer) -> None:
    held = versions(agreement_id, viewer=by)
    if not held:
        raise Refused(Reason("no-agreement", "There is no such agreement."))
    if (sent.system, sent.file) not in [tuple(file) for file in held[0].terms.files]:
        raise Refused(
            Reason(
                "what", "The agreement does not name that file.", "Choose one that it names, or change it."
            )
        )
    if reasons := why_upload_is_refused(sent.name, sent.size, most=most_bytes(), unread=UNREAD):
        raise Refused(*reasons)


def _taken(
    agreement_id: int, sent: Sent, folder: Path, *, by: Viewer, now: datetime.datetime, today: datetime.date
) -> int:
    path = folder / f"{SENT}{PurePath(sent.name).suffix.casefold()}"
    _write(sent.chunks, path)
    taken = received.take(path)
    row = Intake(
        agreement_id=agreement_id,
        system=sent.system,
        file=sent.file,
        sent_name=_plain(sent.name),
        sent_at=now,
        sent_by=by.name,
        sha256=taken.sha256,
        size_bytes=taken.size,
    )
    system = registry.load(settings.ROOFTREE_MAPPINGS)[sent.system]
    held_to = Setting(system, sent.file, standard_in_force(), grading(), today, SIZES)
    try:
        _found(row, check(path, folder / LANDED, held_to), folder)
    except UnusableFileError as refusal:
        row.state = IntakeState.REFUSED.value
        row.faults = [_fault(fault) for fault in refusal.faults]
        shutil.rmtree(folder)
    if row.state == IntakeState.REFUSED:
        path.unlink(missing_ok=True)
    _save(row, by=by, now=now)
    return row.pk


def _found(row: Intake, found: Checked, folder: Path) -> None:
    """What the check said, into the row and beside it."""
    reports.keep(found.findings, folder / FINDINGS)
    critical = [one for one in found.findings if one.grade is Grade.CRITICAL]
    row.rows = found.rows
    row.state = state_of(found.findings).value
    row.critical, row.confirm = len(critical), len(found.findings) - len(critical)
    row.rows_critical = len({one.row for one in critical})
    row.causes, row.told = causes(found.findings), list(found.told)
    row.folder = folder.name


@transaction.atomic
def _save(row: Intake, *, by: Viewer, now: datetime.datetime) -> None:
    row.save()
    record(
        by=by,
        now=now,
        action="checked a file",
        subject_type="intake",
        subject_id=row.pk,
        detail={
            "agreement": row.agreement_id,
            "file": f"{row.system}/{row.file}",
            "sha256": row.sha256,
            "state": row.state,
            "critical": row.critical,
            "confirm": row.confirm,
        },
    )


def _write(chunks: Iterable[bytes], path: Path) -> None:
    """The bytes as they come, and no more of them than may."""
    most, size = most_bytes(), 0
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > most:
                raise Refused(*why_upload_is_refused(path.name, size, most=most, unread=UNREAD))
            file.write(chunk)


def _fault(fault: Fault) -> dict[str, Any]:
    shown = fault.shown()
    return {"says": shown.says, "mend": shown.mend, "row": shown.row, "column": shown.column}


def _plain(name: str) -> str:
    """The name without the folders that some browsers send, and without what cannot be kept."""
    last = PurePath(name.replace("\\", "/")).name
    return "".join(mark for mark in last if mark.isprintable())[:LONGEST_NAME] or "file"
