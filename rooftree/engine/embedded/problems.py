"""What can go wrong with the embedded PostgreSQL, in plain words and with the mend."""

from __future__ import annotations

import errno
from pathlib import Path

FULL = "The disk is full."
FULL_MEND = (
    "Free some space on the disk that holds {folder}, then start again; nothing that was saved is lost."
)

# What PostgreSQL writes as it gives up, and what a person can do about it. The first that fits is used.
SAID_IN_LOG: tuple[tuple[str, str, str], ...] = (
    ("No space left on device", FULL, FULL_MEND),
    ("Disk quota exceeded", FULL, FULL_MEND),
    (
        "Permission denied",
        "PostgreSQL may not read or write one of its files.",
        "Give {folder} and everything in it to the account it ran under before, then start again.",
    ),
    (
        "could not look up effective user ID",
        "The account Rooftree runs under has no name on this system, and PostgreSQL needs one.",
        "Add a name for it to /etc/passwd, or set DATABASE_URL to a PostgreSQL elsewhere.",
    ),
    (
        "Cannot allocate memory",
        "There is not enough free memory to start PostgreSQL.",
        "Close other programs, or give this machine at least 1 GB of memory.",
    ),
    (
        "incompatible with",
        "The data was written by another version of PostgreSQL.",
        "Start it with the Rooftree that wrote it, or move {folder} away to begin afresh.",
    ),
    (
        "could not locate a valid checkpoint record",
        "The database files are damaged.",
        "Put {folder} back from the last backup.",
    ),
)


class PostgresError(Exception):
    """The embedded PostgreSQL cannot be used: what happened, and what mends it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(f"{what} {mend}")
        self.what = what
        self.mend = mend

    def __reduce__(self) -> tuple[type[PostgresError], tuple[str, str]]:
        return type(self), (self.what, self.mend)


def from_os(error: OSError, folder: Path) -> PostgresError:
    """Turn a refusal of the operating system into words."""
    where = error.filename or folder
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return PostgresError(FULL, FULL_MEND.format(folder=folder))
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return PostgresError(
            f"The database cannot be kept in {folder}: {where} may not be written or read by this account.",
            "Run Rooftree as the account that owns this folder, or choose one that you may write to.",
        )
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return PostgresError(
            f"The database cannot be kept in {folder}: {where} is a file where a folder is needed.",
            "Move that file away or choose another folder.",
        )
    if error.errno == errno.ENAMETOOLONG:
        return PostgresError(
            f"The database cannot be kept in {folder}: the path is longer than this system allows.",
            "Choose a folder with a shorter path.",
        )
    return PostgresError(
        f"The database cannot be kept in {folder}: {error.strerror or error} ({where}).",
        "Choose another folder, or mend this one, then start again.",
    )


def from_log(lines: str, folder: Path) -> PostgresError:
    """Turn the last lines of PostgreSQL's log into words, and keep the lines."""
    tail = "\n".join(f"    {line}" for line in lines.strip().splitlines()[-12:]) or "    (the log is empty)"
    for sign, what, mend in SAID_IN_LOG:
        if sign in lines:
            return PostgresError(
                f"PostgreSQL did not start. {what}", f"{mend.format(folder=folder)} It said:\n{tail}"
            )
    return PostgresError("PostgreSQL stopped as it was starting.", f"Its last words may tell why:\n{tail}")
