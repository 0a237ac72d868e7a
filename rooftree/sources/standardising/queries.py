"""Reading what was found wrong in an extract, row by row, from the problems files in the landing area."""

from dataclasses import dataclass
from pathlib import Path

from rooftree.engine.tables import Engine
from rooftree.reference.accounts.rules import Viewer, may_see_extracts
from rooftree.sources.extracts.rules.states import Landed
from rooftree.sources.standardising.rules import ProblemCount


@dataclass(frozen=True)
class RowProblem:
    """One thing wrong in one row of an extract, with the mend."""

    row: int
    column: str
    value: str
    kind: str
    says: str
    mend: str


@dataclass(frozen=True)
class Page:
    """A page of problems, and how many there are in all."""

    problems: tuple[RowProblem, ...]
    total: int


NONE = Page((), 0)


def problems(
    extract_id: int,
    *,
    viewer: Viewer,
    engine: Engine,
    home: Path,
    offset: int = 0,
    limit: int = 50,
    kind: str | None = None,
) -> Page:
    """The extract's problems in the order of its rows, a page at a time; nothing for who may not see them."""
    files = _files(home, extract_id) if may_see_extracts(viewer) else []
    if not files:
        return NONE
    rows = engine.parquet(files[-1])
    rows = rows.filter(rows.extract_id == extract_id)
    if kind:
        rows = rows.filter(rows.kind == kind)
    page = rows.order_by("row", "column", "kind").limit(limit, offset=offset)
    fields = ("row", "column", "value", "kind", "says", "mend")
    found = engine.to_arrow(page.select(*fields)).to_pylist()
    return Page(tuple(RowProblem(**each) for each in found), engine.count(rows))


def _files(home: Path, extract_id: int) -> list[Path]:
    """The extract's problems files, oldest first: a changed mapping leaves more than one."""
    found = (home / "problems").glob(f"*-{extract_id}-*.parquet")
    return sorted(found, key=lambda file: file.stat().st_mtime_ns)


def counts(engine: Engine, file: Path, landed: Landed) -> list[ProblemCount]:
    """How often each problem is in a problems file, with its first row; the run's own, so for no viewer."""
    rows = engine.parquet(file)
    grouped = rows.group_by("kind", "column", "says", "mend").aggregate(
        count=rows.count(), first=rows.row.min(), value=rows.value.argmin(rows.row)
    )
    found = engine.to_arrow(grouped.order_by("kind", "column")).to_pylist()
    return [_count(each, landed) for each in found]


def _count(said: dict[str, object], landed: Landed) -> ProblemCount:
    texts = {name: str(said[name]) for name in ("kind", "column", "value", "says", "mend")}
    return ProblemCount(
        extract_id=landed.extract_id,
        system=landed.system,
        file=landed.file,
        count=int(str(said["count"])),
        row=int(str(said["first"])),
        **texts,
    )
