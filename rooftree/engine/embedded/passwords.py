"""The two secrets of a server: its administrator's, and that of the account Rooftree works under."""

from __future__ import annotations

import secrets
from pathlib import Path

from rooftree.engine.embedded import private
from rooftree.engine.embedded.problems import PostgresError

ADMINISTRATOR = "postgres"
USER = "rooftree"


def of(root: Path, account: str) -> str:
    """The secret of an account of the server."""
    path = _path(root, account)
    try:
        return path.read_text(encoding="utf-8").strip()
    except FileNotFoundError as error:
        raise PostgresError(
            f"The secret that opens the database is gone: {path} is missing.",
            f"Put it back from a backup, or move {root} away to begin afresh.",
        ) from error


def make(root: Path) -> None:
    """Make the secrets that are missing."""
    for account in (ADMINISTRATOR, USER):
        if not _path(root, account).exists():
            private.write(_path(root, account), secrets.token_urlsafe(32) + "\n")


def _path(root: Path, account: str) -> Path:
    return root / f"{account}.secret"
