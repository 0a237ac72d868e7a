"""Land: each received file becomes a word-for-word copy in the landing area, or is refused with why."""

import errno
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from rooftree.reference.refusals.rules import Reason, Refused
from rooftree.sources.connectors.registry import SourceFile, System
from rooftree.sources.extracts.actions import recording
from rooftree.sources.extracts.actions.recording import Delivery
from rooftree.sources.extracts.models import Extract
from rooftree.sources.extracts.reading import folder as folders
from rooftree.sources.extracts.reading import forms, received, writing
from rooftree.sources.extracts.rules import headings
from rooftree.sources.extracts.rules.faults import Fault, UnusableFileError
from rooftree.sources.extracts.rules.states import FileState, Landed, older_than_in_use

LANDED = "landed"
DISK_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True, slots=True)
class Landing:
    """What every step of one landing needs."""

    area: Path
    run_id: int
    now: datetime
    say: Callable[[str], None]
    accept_older: bool


def land(
    *,
    folder: Path,
    systems: Mapping[str, System],
    landing: Path,
    run: int,
    now: datetime,
    say: Callable[[str], None],
    accept_older: bool = False,
) -> list[Landed]:
    """Lands what the folder holds; gives every extract that is in use now, stale ones included."""
    found = _found(folder, systems)
    area = _private_area(landing)
    writing.sweep(area / LANDED)
    for words in found.unknown:
        say(words)
    task = Landing(area, run, now, say, accept_older)
    results = []
    for system in systems.values():
        for file in system.files.values():
            landed = _one(found, file, task)
            if landed is not None:
                results.append(landed)
    return results


def _found(folder: Path, systems: Mapping[str, System]) -> folders.Found:
    if not folder.is_dir():
        says = f"There is no folder {folder}." if not folder.exists() else f"{folder} is not a folder."
        raise Refused(Reason("no-folder", says, "Name the folder that holds the extracts."))
    names = ", ".join(systems)
    try:
        found = folders.look(folder, {name: system.files for name, system in systems.items()})
    except PermissionError as error:
        raise Refused(
            Reason("folder-closed", f"{error.filename} may not be read.", "Let Rooftree's user read it.")
        ) from None
    if not found.systems:
        raise Refused(
            Reason(
                "no-known-system",
                f"{folder} holds no folder of a system that Rooftree knows ({names}).",
                "Put each system's files in a folder of its name.",
            )
        )
    if not found.files and not found.unreadable:
        raise Refused(
            Reason(
                "no-known-file",
                f"None of the folders {', '.join(found.systems)} in {folder} holds a file that is known.",
                "Name each file as the mapping does, for example properties.csv.",
            )
        )
    return found


def _private_area(landing: Path) -> Path:
    try:
        landing.mkdir(parents=True, exist_ok=True, mode=0o700)
        (landing / LANDED).mkdir(exist_ok=True, mode=0o700)
    except OSError as error:
        if error.errno in DISK_FULL:
            raise _disk_full(landing, "the folders") from None
        raise
    return landing


def _one(found: folders.Found, file: SourceFile, task: Landing) -> Landed | None:
    """One file of one system: landed, unchanged, refused or not received."""
    place = (file.system, file.name)
    paths, others = found.files.get(place, []), found.unreadable.get(place, [])
    current = recording.in_use(file.system, file.name)
    if not paths and not others:
        return _missing(file, current, task)
    path = paths[0] if paths else others[0][0]
    when, words = folders.extracted_at(path)
    if words:
        task.say(words)
    delivery = Delivery(task.run_id, file.system, file.name, path.name, task.now, when)
    if len(paths) > 1:
        delivery = replace(delivery, name=" + ".join(each.name for each in paths))
        return _refused(delivery, (folders.two_forms(paths),), file, current, task)
    if not paths:
        return _refused(delivery, (others[0][1],), file, current, task)
    for other, fault in others:
        task.say(f"{file.system}/{other.name} was left alone. {fault.says} {fault.mend}")
    try:
        return _land(path, delivery, file, current, task)
    except _UnusableDelivery as refusal:
        return _refused(refusal.delivery, refusal.faults, file, current, task)


class _UnusableDelivery(Exception):  # noqa: N818 - it is a "no", not an error
    def __init__(self, delivery: Delivery, faults: tuple[Fault, ...]) -> None:
        self.delivery, self.faults = delivery, faults
        super().__init__()


def _land(path: Path, delivery: Delivery, file: SourceFile, current: Extract | None, task: Landing) -> Landed:
    try:
        taken = received.take(path)
        delivery = replace(delivery, sha256=taken.sha256, size=taken.size)
        if current and current.sha256 == taken.sha256 and (same := _in_use(current, file, task, stale=False)):
            recording.saw(task.run_id, current, FileState.UNCHANGED)
            return same
        if current and current.sha256 != taken.sha256 and not task.accept_older:
            _check(
                older_than_in_use(
                    extracted_at=delivery.extracted_at, in_use_extracted_at=current.extracted_at
                )
            )
        content = forms.read(path, file)
        _check(content.headings.faults)
        target = task.area / _landed_path(file, taken.sha256)
        rows = writing.write(content, target)
        _check_after(taken, target, current)
    except UnusableFileError as refusal:
        raise _UnusableDelivery(delivery, refusal.faults) from None
    except PermissionError as error:
        raise _UnusableDelivery(delivery, (_closed(error),)) from None
    except OSError as error:
        if error.errno in DISK_FULL:
            raise _disk_full(task.area, f"{file.system}/{path.name}") from None
        raise
    if not rows:
        content.notes.append(_no_rows())
    extract = recording.accept(
        delivery, content, rows=rows, landed=_landed_path(file, taken.sha256), current=current
    )
    for note in content.notes:
        task.say(f"{file.system}/{path.name}: {note.says}")
    task.say(f"{file.system}/{path.name}: {rows:,} rows")
    return _landed(extract, content.headings.known, file, task, stale=False)


def _check(faults: tuple[Fault, ...]) -> None:
    if faults:
        raise UnusableFileError(*faults)


def _check_after(taken: received.Received, target: Path, current: Extract | None) -> None:
    try:
        taken.check_unchanged()
    except (UnusableFileError, FileNotFoundError):
        if current is None or current.sha256 != taken.sha256:
            target.unlink(missing_ok=True)
        raise


def _landed_path(file: SourceFile, sha256: str) -> Path:
    return Path(LANDED, file.system, file.name, f"{sha256[:16]}.parquet")


def _landed(
    extract: Extract, header: dict[str, str], file: SourceFile, task: Landing, *, stale: bool
) -> Landed:
    return Landed(
        system=file.system,
        file=file.name,
        extract_id=extract.pk,
        path=task.area / extract.landed_path,
        sha256=extract.sha256,
        header=header,
        rows=extract.rows or 0,
        stale=stale,
        mode=file.mode,
    )


def _in_use(extract: Extract, file: SourceFile, task: Landing, *, stale: bool) -> Landed | None:
    """An earlier extract as it is to be used; None when its copy is gone or it no longer fits the mapping."""
    read = headings.read(extract.header, file)
    if read.faults or read.never_land or not (task.area / extract.landed_path).is_file():
        return None
    return _landed(extract, read.known, file, task, stale=stale)


def _missing(file: SourceFile, current: Extract | None, task: Landing) -> Landed | None:
    if current is None:
        return None
    recording.saw(task.run_id, current, FileState.MISSING)
    task.say(f"{file.system}/{file.name} was not received. {_stays(current)}")
    return _stale(current, file, task)


def _refused(
    delivery: Delivery, faults: tuple[Fault, ...], file: SourceFile, current: Extract | None, task: Landing
) -> Landed | None:
    recording.refuse(delivery, faults)
    story = " ".join(f"{fault.says} {fault.mend}" for fault in faults[:5])
    task.say(f"{file.system}/{delivery.name} was refused. {story} {_stays(current)}")
    return _stale(current, file, task) if current else None


def _stays(current: Extract | None) -> str:
    if current is None:
        return "Nothing was received before it, so this file's data is not there."
    return f"The extract of {current.extracted_at:%Y-%m-%d %H:%M} stays in use, marked stale."


def _stale(current: Extract, file: SourceFile, task: Landing) -> Landed | None:
    landed = _in_use(current, file, task, stale=True)
    if landed is None:
        task.say(f"The landing copy of {file.system}/{file.name} is gone or no longer fits the mapping.")
    return landed


def _disk_full(area: Path, what: str) -> Refused:
    free = shutil.disk_usage(area if area.exists() else area.parent).free // (1024 * 1024)
    return Refused(
        Reason(
            "disk-full",
            f"The disk is full: {what} could not be written to the landing area {area} "
            f"({free:,} MiB are free). Nothing half-written was left behind, "
            "and what was in use before is still in use.",
            "Make room on that disk, then start the run again.",
        )
    )


def _closed(error: PermissionError) -> Fault:
    return Fault(
        "not_readable", f"The file may not be read ({error.strerror}).", "Let Rooftree's user read it."
    )


def _no_rows() -> Fault:
    return Fault(
        "no_rows",
        "The file has headings but no rows.",
        "If that is right, nothing need be done. "
        "Where it would end more than 5 % of a table, a person is asked first.",
    )
