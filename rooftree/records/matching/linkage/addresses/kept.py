"""What was prepared and answered before: only an address not seen yet is asked, and a quiet night is free.

An answer depends on the address, the list of homes and the method alone: what is kept is what would be asked.
"""

import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq

from rooftree.records.matching.linkage.addresses.asking import ANSWERS, VERSION


@dataclass(frozen=True)
class Kept:
    """A folder for one list of homes: the list as the matcher reads it, and its answers so far."""

    folder: Path

    @property
    def prepared(self) -> Path:
        """The list as the matcher reads it."""
        return self.folder / "prepared"

    @property
    def _file(self) -> Path:
        return self.folder / "answers.parquet"

    def answers(self) -> pa.Table:
        """Those given so far; none, where none were or where they cannot be read."""
        try:
            return pq.read_table(self._file, schema=ANSWERS)
        except (OSError, pa.ArrowException):
            return ANSWERS.empty_table()

    def keep(self, answers: pa.Table) -> None:
        """All that were given, whole or not at all."""
        part = self._file.with_suffix(".part")
        pq.write_table(answers, part)
        part.replace(self._file)

    def is_prepared(self) -> bool:
        """That the list is there, whole: it is moved into place when it is done."""
        return self.prepared.is_dir()

    def prepare(self, make: Callable[[Path], None]) -> None:
        """Lets `make` write the list into a folder, and puts that into place of what was there."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with TemporaryDirectory(dir=self.folder) as work:
            made = Path(work) / "made"
            make(made)
            shutil.rmtree(self.prepared, ignore_errors=True)
            made.replace(self.prepared)


@contextmanager
def kept_in(root: Path | None, homes: Iterable[str]) -> Iterator[Kept]:
    """The folder for this list of homes (by key) below `root`, old ones gone; without a root, one for now."""
    if root is None:
        with TemporaryDirectory() as work:
            yield Kept(Path(work))
        return
    own = root / digest([VERSION, *sorted(homes)])
    own.mkdir(parents=True, exist_ok=True, mode=0o700)
    own.touch()
    yield Kept(own)
    others = sorted((each for each in root.iterdir() if each != own), key=lambda each: each.stat().st_mtime)
    for old in others[:-KEEP_OTHERS]:
        shutil.rmtree(old, ignore_errors=True)


KEEP_OTHERS = 1
"""A run asks of two lists: the housing system's homes, and those of all systems of record."""


def digest(words: Iterable[str]) -> str:
    """What tells these words, in this order, from others."""
    made = hashlib.sha256()
    for word in words:
        made.update(word.encode())
        made.update(b"\0")
    return made.hexdigest()[:24]
