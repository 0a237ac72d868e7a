"""What PostgreSQL holds after a run, told in Parquet: ids, content hashes and endings, a few files a table.

The manifest's name is written to the run's row in the same transaction as the records, so the two always
agree: a killed run leaves the last manifest in force.
"""

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

WOULD_END = "-would-end"
"""After a table's name: the rows of it that would end, and wait for a person."""
KEPT = 3
"""How many nights' states are kept in the landing area."""


@dataclass(frozen=True)
class State:
    """The files of each table's state, where the links are, and what the night was made from."""

    fingerprint: str = ""
    links: str = ""
    tables: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def files(self, root: Path, table: str) -> list[Path]:
        """The state files of one table."""
        return [root / name for name in self.tables.get(table, ())]

    def whole(self, root: Path) -> bool:
        """That every file it names is still there."""
        names = [self.links, *(name for files in self.tables.values() for name in files)]
        return all((root / name).is_file() for name in names)


def load(root: Path, name: str | None) -> State | None:
    """The state of that name; None when there is none or a file of it is lost."""
    if not name or not (root / name).is_file():
        return None
    said = json.loads((root / name).read_text())
    state = State(said["fingerprint"], said["links"], said["tables"])
    return state if state.whole(root) else None


def save(root: Path, name: str, state: State) -> None:
    """Writes the manifest, whole or not at all."""
    part = root / f"{name}.part"
    part.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    tables = {table: list(files) for table, files in state.tables.items()}
    part.write_text(
        json.dumps({"fingerprint": state.fingerprint, "links": state.links, "tables": tables}, indent=1)
    )
    part.replace(root / name)


def tidy(root: Path, *, keep: str) -> None:
    """Removes the files of nights that no kept manifest names."""
    manifests = sorted(root.glob("*/state.json"), key=lambda file: file.stat().st_mtime, reverse=True)
    kept = {str(manifest.relative_to(root)) for manifest in manifests[:KEPT]} | {keep}
    named: set[str] = set()
    for name in kept:
        state = load(root, name)
        if state:
            named |= {state.links, *(file for files in state.tables.values() for file in files)}
    for file in root.glob("*/*"):
        name = str(file.relative_to(root))
        if file.is_dir():
            shutil.rmtree(file, ignore_errors=True)
        elif name not in named and name not in kept:
            file.unlink(missing_ok=True)
    for folder in root.iterdir():
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
