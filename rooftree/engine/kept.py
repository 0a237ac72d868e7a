"""Files that are made while somebody waits for them, each in a folder of its own that no other account reads.

A folder holds what was asked for, how far it is, and at last the file or why there is none. It knows no
database: whoever makes a file and whoever asks for it need only see the same folder. Gone after a day.
"""

import contextlib
import fcntl
import json
import re
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

KEPT_FOR = timedelta(days=1)
NAME = re.compile(r"[A-Za-z0-9_-]{22}", re.ASCII)
TELLS_EVERY = 5_000
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One file somebody asked for: of what, how far it is, and what became of it."""

    id: str
    folder: Path
    owner: int
    asked_at: datetime
    wish: Mapping[str, Any]
    """What was asked for, as whoever makes it understands it."""
    begun: bool
    done: int
    of: int
    file: Path | None
    rows: int
    fault: str
    """Why it could not be made, in words."""

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it."""
        return bool(self.file or self.fault)

    @property
    def until(self) -> datetime:
        """When it is removed."""
        return self.asked_at + KEPT_FOR


def ask(home: Path, *, owner: int, now: datetime, wish: Mapping[str, Any]) -> str:
    """A place for a file that is yet to be made; its name, which nobody can guess."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    home.chmod(0o700)
    name = secrets.token_urlsafe(16)
    folder = home / name
    folder.mkdir(mode=0o700)
    _write(folder / "asked.json", {"owner": owner, "asked_at": now.isoformat(), "wish": dict(wish)})
    return name


def find(home: Path, name: str) -> KeptFile | None:
    """The file of that name, however far it is; nothing when there is none, or none any more."""
    if not NAME.fullmatch(name):
        return None
    folder = home / name
    asked = _read(folder / "asked.json")
    if not asked:
        return None
    far, end = _read(folder / "progress.json"), _read(folder / "end.json")
    file = folder / end["file"] if end.get("file") else None
    return KeptFile(
        id=name,
        folder=folder,
        owner=int(asked["owner"]),
        asked_at=datetime.fromisoformat(asked["asked_at"]),
        wish=asked["wish"],
        begun=bool(far),
        done=int(far.get("done", 0)),
        of=int(far.get("of", 0)),
        file=file if file and file.is_file() else None,
        rows=int(end.get("rows", 0)),
        fault=str(end.get("fault", "")),
    )


def of_owner(home: Path, owner: int) -> list[KeptFile]:
    """Every file that one person asked for, the newest first."""
    names = [folder.name for folder in home.iterdir()] if home.is_dir() else []
    found = [one for name in names if (one := find(home, name)) and one.owner == owner]
    return sorted(found, key=lambda one: one.asked_at, reverse=True)


@contextlib.contextmanager
def alone(kept: KeptFile) -> Iterator[bool]:
    """Whether nobody else makes or removes it, nor can until this ends or its process dies."""
    try:
        lock = (kept.folder / "lock").open("w")
    except FileNotFoundError:
        yield False
        return
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def remove(kept: KeptFile) -> bool:
    """Removes it, file and all; not while it is being made."""
    with alone(kept) as mine:
        if mine:
            shutil.rmtree(kept.folder, ignore_errors=True)
    return mine


def tells(kept: KeptFile, rows: Iterable[Row], *, of: int) -> Iterator[Row]:
    """The same rows; how far it is can be read meanwhile."""
    _write(kept.folder / "progress.json", {"done": 0, "of": of})
    for done, row in enumerate(rows, start=1):
        if done % TELLS_EVERY == 0:
            _write(kept.folder / "progress.json", {"done": done, "of": of})
        yield row


def ready(kept: KeptFile, file: Path, *, rows: int) -> None:
    """The file, which lies in the folder, is whole."""
    _write(kept.folder / "end.json", {"file": file.name, "rows": rows})


def failed(kept: KeptFile, fault: str) -> None:
    """There will be no file, and why."""
    _write(kept.folder / "end.json", {"fault": fault})


def forget_old(home: Path, *, now: datetime) -> int:
    """Removes what was asked for more than a day ago; how many."""
    names = [folder.name for folder in home.iterdir()] if home.is_dir() else []
    old = [one for name in names if (one := find(home, name)) and one.until <= now]
    for one in old:
        shutil.rmtree(one.folder, ignore_errors=True)
    return len(old)


def _write(file: Path, said: Mapping[str, Any]) -> None:
    """Whole or not at all, for whoever reads it at that moment."""
    part = file.with_suffix(".part")
    part.touch(mode=0o600)
    part.write_text(json.dumps(said), encoding="utf-8")
    part.replace(file)


def _read(file: Path) -> dict[str, Any]:
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        return dict(json.loads(file.read_text(encoding="utf-8")))
    return {}
