"""What lies in the folder of extracts: known files, in which form, and everything that is not known."""

import json
import stat
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from rooftree.sources.extracts.rules.faults import Fault

FORMS = (".csv.gz", ".csv", ".xlsx", ".parquet")
SIDECAR = "extract.json"
UNREAD = {
    ".xlsm": "A spreadsheet with macros is not read. Save it as .xlsx, which has none, or send it as .csv.",
    ".xls": "The old .xls form is not read. Save it as .xlsx or .csv.",
    ".xlsb": "The binary .xlsb form is not read. Save it as .xlsx or .csv.",
    ".ods": "The .ods form is not read. Save it as .xlsx or .csv.",
    ".txt": "Only .csv, .csv.gz, .xlsx and .parquet are read. If it holds commas, name it .csv.",
    ".zip": "A zip is not opened. Send the .csv itself, or pack it as .csv.gz.",
}


@dataclass(slots=True)
class Found:
    """What one look into the folder shows."""

    files: dict[tuple[str, str], list[Path]] = field(default_factory=dict)
    """Known files that may be opened; more than one path means the same file in two forms."""
    unreadable: dict[tuple[str, str], list[tuple[Path, Fault]]] = field(default_factory=dict)
    """Known by name, but not in a form, or of a kind, that is read."""
    unknown: list[str] = field(default_factory=list)
    """Words on each thing that is not known."""
    systems: list[str] = field(default_factory=list)


def look(folder: Path, known: Mapping[str, Collection[str]]) -> Found:
    """Looks one level down, follows no link, opens nothing."""
    found = Found()
    names = {name.casefold(): name for name in known}
    for entry in sorted(folder.iterdir()):
        system = names.get(entry.name.casefold())
        if entry.name.startswith("."):
            continue
        if entry.is_symlink():
            found.unknown.append(
                f"{entry.name} is a link and was not followed. Put the files themselves there."
            )
        elif system and entry.is_dir():
            found.systems.append(system)
            _look_in(entry, system, known[system], found)
        else:
            what = "folder" if entry.is_dir() else "file"
            found.unknown.append(
                f"The {what} {entry.name} is not one that Rooftree knows; it was left alone."
            )
    return found


def _look_in(folder: Path, system: str, known: Collection[str], found: Found) -> None:
    names = {name.casefold(): name for name in known}
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith((".", "~$")) or entry.name.casefold() == SIDECAR:
            continue
        stem, form = parted(entry.name)
        file = names.get(stem.casefold())
        if file is None:
            found.unknown.append(
                f"{system}/{entry.name} is not a file that Rooftree knows; it was left alone."
            )
        elif fault := _why_not(entry, form):
            found.unreadable.setdefault((system, file), []).append((entry, fault))
        else:
            found.files.setdefault((system, file), []).append(entry)


def parted(name: str) -> tuple[str, str]:
    """A file's name and its form: `people.csv.gz` is `people` and `.csv.gz`."""
    for form in FORMS:
        if name.casefold().endswith(form):
            return name[: -len(form)], form
    stem, dot, ending = name.partition(".")
    return stem, dot + ending.casefold()


def _why_not(entry: Path, form: str) -> Fault | None:
    if entry.is_symlink():
        return Fault(
            "link",
            "It is a link to another place, and links are not followed.",
            "Put the file itself in the folder.",
        )
    if not stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
        return Fault("not_a_file", "It is not a regular file.", "Put the file itself in the folder.")
    if form not in FORMS:
        mend = UNREAD.get(form, "Send it as .csv, .csv.gz, .xlsx or .parquet.")
        kind = "macro" if form == ".xlsm" else "unknown_form"
        return Fault(kind, f"The form {form or '(no ending)'} is not one that is read.", mend)
    return None


def two_forms(paths: list[Path]) -> Fault:
    """The same file twice: nobody can know which one is meant."""
    names = " and ".join(path.name for path in paths)
    return Fault(
        "two_forms", f"The file came in two forms: {names}.", "Leave one of them and take the other away."
    )


def extracted_at(path: Path) -> tuple[datetime, str]:
    """When the file was extracted, and words when the sidecar that should say so cannot be used."""
    when = datetime.fromtimestamp(path.stat(follow_symlinks=False).st_mtime, UTC)
    sidecar = path.parent / SIDECAR
    if sidecar.is_symlink() or not sidecar.is_file():
        return when, ""
    try:
        said = datetime.fromisoformat(json.loads(sidecar.read_text(encoding="utf-8-sig"))["extracted_at"])
    except (ValueError, KeyError, TypeError):
        return when, (
            f'{path.parent.name}/{SIDECAR} does not hold {{"extracted_at": "2026-11-20T23:00:00+00:00"}}; '
            "the files' own times were used."
        )
    return (said if said.tzinfo else said.replace(tzinfo=UTC)), ""
