"""The account the server runs under: the person's own, or a dedicated one as PostgreSQL refuses root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from rooftree.engine.embedded.problems import PostgresError

ACCOUNT = "rooftree-db"


class RunAs(TypedDict, total=False):
    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Owner:
    uid: int
    gid: int

    @property
    def is_other(self) -> bool:
        """Whether it is another account than the one this process runs under."""
        return self.uid != os.geteuid()

    @property
    def run_as(self) -> RunAs:
        """What subprocess needs to run a program under this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.is_other else {}


def of(data: Path, folder: Path) -> Owner:
    """The data's owner; before there is data ourselves, or for root the folder's owner or a dedicated one."""
    if os.geteuid() != 0:
        if data.exists() and data.stat().st_uid != os.geteuid():
            raise PostgresError(
                f"The database in {data} belongs to another account.",
                "Run Rooftree as the account that first started it, or choose another folder.",
            )
        return Owner(os.geteuid(), os.getegid())
    for place in (data, folder):
        if place.exists() and place.stat().st_uid != 0:
            found = place.stat()
            return Owner(found.st_uid, found.st_gid)
    account = _find() or _create()
    return Owner(account.pw_uid, account.pw_gid)


def _find() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        return None


def _create() -> pwd.struct_passwd:
    said = ""
    for command in _ways_to_create():
        if shutil.which(command[0]):
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            said = done.stderr.strip()
    account = _find()
    if account is None:
        raise PostgresError(
            f"PostgreSQL refuses to run as root, and no account {ACCOUNT} could be made. {said}".strip(),
            f"Run Rooftree as an ordinary account, or make a system account named {ACCOUNT}.",
        )
    return account


def _ways_to_create() -> list[list[str]]:
    nowhere = ["/nonexistent", "/usr/sbin/nologin"]
    if shutil.which("useradd"):
        options = [
            "--system",
            "--user-group",
            "--no-create-home",
            "--home-dir",
            nowhere[0],
            "--shell",
            nowhere[1],
        ]
        return [["useradd", *options, ACCOUNT]]
    # The small systems built on BusyBox.
    adduser = ["adduser", "-S", "-D", "-H", "-h", nowhere[0], "-s", nowhere[1], "-G", ACCOUNT, ACCOUNT]
    return [["addgroup", "-S", ACCOUNT], adduser]
