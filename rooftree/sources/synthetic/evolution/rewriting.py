"""Copies extract files with changes, row by row, keeping whatever headers they came with."""

import csv
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from rooftree.sources.synthetic.writing import ENCODINGS

Cells = dict[str, str]
Change = Callable[[Cells], Cells]


def unchanged(row: Cells) -> Cells:
    return row


class Copy:
    """One folder of extracts becoming the next."""

    def __init__(self, *, source: Path, out: Path) -> None:
        self.source = source
        self.out = out
        self.written: set[Path] = set()

    def read(self, system: str, file: str) -> Iterator[Cells]:
        path = self.source / system / f"{file}.csv"
        with path.open(encoding=ENCODINGS[system], newline="") as handle:
            yield from csv.DictReader(handle)

    def rewrite(
        self, system: str, file: str, *, change: Change = unchanged, more: Iterable[Cells] = ()
    ) -> None:
        """The file with every row as `change` leaves it (empty ones dropped), and more rows at its end."""
        target = self._target(system, file)
        with (self.source / system / f"{file}.csv").open(encoding=ENCODINGS[system], newline="") as handle:
            reader = csv.DictReader(handle)
            with target.open("w", encoding=ENCODINGS[system], newline="") as written:
                writer = csv.DictWriter(
                    written, list(reader.fieldnames or ()), restval="", lineterminator="\n"
                )
                writer.writeheader()
                writer.writerows(changed for row in reader if (changed := change(row)))
                writer.writerows(more)

    def append(self, system: str, file: str, rows: Iterable[Cells]) -> None:
        """The file byte for byte, and more rows at its end; for the longest files."""
        target = self._target(system, file)
        path = self.source / system / f"{file}.csv"
        shutil.copyfile(path, target)
        with path.open(encoding=ENCODINGS[system], newline="") as handle:
            headings = next(csv.reader(handle))
        encoding = ENCODINGS[system].removesuffix("-sig")
        with target.open("a", encoding=encoding, newline="") as written:
            csv.DictWriter(written, headings, restval="", lineterminator="\n").writerows(rows)

    def rest(self) -> None:
        """Every file that nothing touched, as it was."""
        for path in sorted(self.source.rglob("*")):
            target = self.out / path.relative_to(self.source)
            if path.is_file() and target not in self.written:
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)

    def _target(self, system: str, file: str) -> Path:
        target = self.out / system / f"{file}.csv"
        target.parent.mkdir(parents=True, exist_ok=True)
        self.written.add(target)
        return target
