"""What becomes of a checked file: placed where the next run reads it, withdrawn, or forgotten in time."""

import contextlib
import datetime
import os
import shutil
from pathlib import Path

from django.conf import settings
from django.db import transaction

from rooftree.oversight.agreements.checking.reports import SENT
from rooftree.oversight.agreements.models import Intake
from rooftree.oversight.agreements.rules.intake import (
    WAITS,
    IntakeState,
    forget_on,
    why_placing_is_refused,
)
from rooftree.oversight.agreements.rules.rights import may_take_in_files
from rooftree.reference.accounts.rules import SYSTEM, Viewer, not_allowed
from rooftree.reference.audit.actions import record
from rooftree.reference.refusals.rules import Reason, Refused
from rooftree.sources.extracts.reading.folder import parted


@transaction.atomic
def place(*, intake_id: int, confirmed: bool, by: Viewer, now: datetime.datetime) -> str:
    """Puts the file where the next run reads it, never over another; gives its place below that folder."""
    row = _held(intake_id, by)
    if reasons := why_placing_is_refused(IntakeState(row.state), confirmed=confirmed):
        raise Refused(*reasons)
    sent = _sent(row)
    target = _target(row, sent)
    row.state, row.placed_as = IntakeState.PLACED.value, f"{row.system}/{target.name}"
    _decide(row, "placed a file for the next run", by=by, now=now)
    _put(sent, target)
    transaction.on_commit(lambda: sent.unlink(missing_ok=True))
    return row.placed_as


@transaction.atomic
def withdraw(*, intake_id: int, by: Viewer, now: datetime.datetime) -> None:
    """The file is not to be used: it goes, its report stays for as long as reports do."""
    row = _held(intake_id, by)
    if row.state not in WAITS:
        raise Refused(Reason("state", f"The file is {row.state.replace('_', ' ')} already."))
    sent = _sent(row)
    row.state = IntakeState.WITHDRAWN.value
    _decide(row, "withdrew a file", by=by, now=now)
    transaction.on_commit(lambda: sent.unlink(missing_ok=True))


def forget_old(*, now: datetime.datetime) -> int:
    """Removes reports, and files that nobody placed, whose days are over; gives how many."""
    count = 0
    for row in Intake.objects.exclude(folder=""):
        if now.date() < forget_on(row.sent_at, days=settings.ROOFTREE_INTAKE_DAYS):
            continue
        shutil.rmtree(Path(settings.INTAKE) / row.folder, ignore_errors=True)
        row.folder, row.forgotten_on = "", now.date()
        if row.state in WAITS:
            row.state, row.decided_at, row.decided_by = IntakeState.WITHDRAWN.value, now, SYSTEM.name
        row.save(update_fields=["folder", "forgotten_on", "state", "decided_at", "decided_by"])
        count += 1
    return count


def _held(intake_id: int, by: Viewer) -> Intake:
    if not may_take_in_files(by):
        raise Refused(not_allowed(by, to="place files"))
    row = Intake.objects.select_for_update().filter(pk=intake_id).first()
    if row is None:
        raise Refused(Reason("no-intake", "There is no such file."))
    return row


def _sent(row: Intake) -> Path:
    for path in (Path(settings.INTAKE) / row.folder).glob(f"{SENT}.*") if row.folder else ():
        return path
    raise Refused(Reason("gone", "The file itself is no longer here.", "Send it again."))


def _target(row: Intake, sent: Path) -> Path:
    """Where it is to lie; refused where something of that name lies already, in whatever form."""
    if not settings.ROOFTREE_INTAKE_FOLDER:
        raise Refused(
            Reason(
                "no-folder",
                "No folder is set from which the run reads.",
                "Ask an administrator to set ROOFTREE_EXTRACTS or ROOFTREE_INTAKE_FOLDER.",
            )
        )
    root = Path(settings.ROOFTREE_INTAKE_FOLDER)
    if not root.is_dir():
        raise Refused(
            Reason("no-folder", "The folder from which the run reads is not there.", "Ask an administrator.")
        )
    system = root / row.system
    system.mkdir(exist_ok=True, mode=0o700)
    if system.is_symlink():
        raise Refused(
            Reason("link", f"The folder {row.system} is a link.", "Put a real folder in its place.")
        )
    for there in system.iterdir():
        if parted(there.name)[0].casefold() == row.file.casefold():
            raise Refused(_occupied(row, there))
    return system / f"{row.file}{sent.suffix}"


def _occupied(row: Intake, there: Path) -> Reason:
    since = datetime.datetime.fromtimestamp(there.lstat().st_mtime, datetime.UTC)
    return Reason(
        "occupied",
        f"{row.system}/{there.name} of {since.day} {since:%B %Y} lies there already, and stays as it is.",
        "Take that file away if it has been read, then place this one.",
    )


def _put(sent: Path, target: Path) -> None:
    """Whole or not at all: copied beside its place under a name that no run reads, then linked."""
    part = target.with_name(f".{target.name}.part")
    try:
        with (
            sent.open("rb") as source,
            os.fdopen(
                os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600), "wb"
            ) as copy,
        ):
            shutil.copyfileobj(source, copy)
            copy.flush()
            os.fsync(copy.fileno())
        try:
            target.hardlink_to(part)
        except FileExistsError:
            raise Refused(
                Reason(
                    "occupied", f"{target.name} came there meanwhile.", "Look at the folder, then try again."
                )
            ) from None
    finally:
        with contextlib.suppress(FileNotFoundError):
            part.unlink()


def _decide(row: Intake, action: str, *, by: Viewer, now: datetime.datetime) -> None:
    row.decided_at, row.decided_by = now, by.name
    row.save(update_fields=["state", "placed_as", "decided_at", "decided_by"])
    record(
        by=by,
        now=now,
        action=action,
        subject_type="intake",
        subject_id=row.pk,
        detail={"agreement": row.agreement_id, "sha256": row.sha256, "placed_as": row.placed_as},
    )
