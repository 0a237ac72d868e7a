"""Reads one file as landing would, without a database."""

from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from rooftree.sources.extracts.reading import forms, writing
from rooftree.sources.extracts.reading.content import Content
from rooftree.sources.extracts.rules.faults import Fault, UnusableFileError
from rooftree.sources.extracts.rules.limits import LIMITS, Limits
from tests.sources.extracts.conftest import HOMES


@dataclass
class Desk:
    """Files are put on it and read from it."""

    folder: Path

    def read(self, what: str | bytes | Path, name: str = "homes.csv", *, limits: Limits = LIMITS) -> Content:
        path = what if isinstance(what, Path) else self.folder / name
        if not isinstance(what, Path):
            path.write_bytes(what.encode() if isinstance(what, str) else what)
        return forms.read(path, HOMES, limits=limits)

    def rows(
        self,
        what: str | bytes | Path,
        name: str = "homes.csv",
        *,
        limits: Limits = LIMITS,
        careful: bool = False,
    ) -> dict[str, list[object]]:
        """The landed columns."""
        content = self.read(what, name, limits=limits)
        if content.headings.faults:
            raise UnusableFileError(*content.headings.faults)
        if careful:
            content = replace(content, ways=content.ways[-1:])
        target = self.folder / "landed" / "copy.parquet"
        writing.write(content, target)
        found: dict[str, list[object]] = pq.read_table(target).to_pydict()
        self.notes = content.notes
        self.facts = content.facts
        return found

    def fault(self, what: str | bytes | Path, name: str = "homes.csv", *, limits: Limits = LIMITS) -> Fault:
        """The one fault for which the file is refused."""
        with pytest.raises(UnusableFileError) as refused:
            self.rows(what, name, limits=limits)
        (fault,) = refused.value.faults
        assert fault.says
        assert fault.mend
        return fault


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)
