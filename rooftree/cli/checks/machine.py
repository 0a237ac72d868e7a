"""The machine: Python, room on the disk, who may read our folders, the secrets."""

import os
import shutil
import stat
import sys
from pathlib import Path

from rooftree.cli.checks.finding import Finding

OLDEST, NEWEST = (3, 11), (3, 13)
GIGABYTE = 1024**3
ROOM = 5 * GIGABYTE
SHORTEST_SECRET = 32
WRITING = 0o022
READING_OR_WRITING = 0o066


def python() -> Finding:
    """Whether this Python is one that Rooftree is tested on."""
    says = ".".join(str(part) for part in sys.version_info[:3])
    fits = OLDEST <= sys.version_info[:2] <= NEWEST
    return Finding("Python", says, "" if fits else "Make .venv with Python 3.11, 3.12 or 3.13.")


def room(folder: Path) -> Finding:
    """Whether the disk has room for some more nights: about 1 GB for 10,000 homes the first time."""
    free = shutil.disk_usage(_nearest(folder)).free
    mend = "" if free >= ROOM else f"Free some space: at least {ROOM // GIGABYTE} GB, or move ROOFTREE_HOME."
    return Finding("Disk", f"{free / GIGABYTE:,.1f} GB free where {folder} is", mend)


def privacy(name: str, folder: Path, *, barred: int) -> Finding:
    """Whether we may use a folder, and other accounts may not do with it what `barred` names."""
    if not folder.exists():
        nearest = _nearest(folder)
        may = os.access(nearest, os.W_OK | os.X_OK)
        mend = "" if may else f"Let this account write to {nearest}, or choose another folder."
        return Finding(name, f"{folder} is not there yet", mend)
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        return Finding(name, f"{folder} may not be used by this account", f"chown it, or chmod 700 {folder}")
    mode = stat.S_IMODE(folder.stat().st_mode)
    return Finding(name, f"{folder} (mode {mode:o})", f"chmod 700 {folder}" if mode & barred else "")


def secret(name: str, value: str, file: Path) -> Finding:
    """Whether a secret is long enough, and its file, when it has one, is its owner's alone."""
    if len(value) < SHORTEST_SECRET:
        return Finding(name, f"only {len(value)} characters", f"Set {name} to a long random text.")
    if os.environ.get(name) or not file.exists():
        return Finding(name, "set from outside")
    mode = stat.S_IMODE(file.stat().st_mode)
    return Finding(name, f"kept in {file}", f"chmod 600 {file}" if mode & 0o077 else "")


def _nearest(folder: Path) -> Path:
    """The folder itself, or the nearest one above it that is there."""
    return next(place for place in (folder, *folder.parents) if place.exists())
