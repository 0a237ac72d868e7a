"""Reading what was found wrong in an extract, row by row, from the problems files in the landing area."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rooftree.engine.tables import Engine, Table
from rooftree.reference.accounts.rules import Viewer, may_see_extracts
from rooftree.sources.connectors.registry import System
from rooftree.sources.extracts.queries.extracts import extract
from rooftree.sources.extracts.rules.states import Landed
from rooftree.sources.standardising.rules import ProblemCount
from rooftree.sources.standardising.sensitive import is_special, special_columns

NOT_SHOWN = "not shown: special category"
FIELDS = ("row", "column", "value", "kind", "says", "mend")


@dataclass(frozen=True)
class Place:
    """Where problems are kept, what reads them, and the mappings that say which columns are sensitive."""

    engine: Engine
    home: Path
    systems: Mapping[str, System]


@dataclass(frozen=True)
class Only:
    """Which problems are asked for: of one kind, in one column; all when neither is said."""

    kind: str = ""
    column: str = ""


EVERY = Only()


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
    extract_id: int, *, viewer: Viewer, place: Place, offset: int = 0, limit: int = 50, only: Only = EVERY
) -> Page:
    """The extract's problems in the order of its rows, a page at a time; nothing for who may not see them."""
    rows = _rows(extract_id, viewer, place, only)
    if rows is None:
        return NONE
    found = place.engine.to_arrow(_ordered(rows).limit(limit, offset=offset)).to_pylist()
    return Page(tuple(_shown(found, extract_id, viewer, place)), place.engine.count(rows))


def every_problem(
    extract_id: int, *, viewer: Viewer, place: Place, only: Only = EVERY
) -> Iterator[RowProblem]:
    """All of them one by one, for a file to take away."""
    rows = _rows(extract_id, viewer, place, only)
    if rows is not None:
        yield from _shown(place.engine.rows(_ordered(rows)), extract_id, viewer, place)


def sorts(extract_id: int, *, viewer: Viewer, place: Place) -> list[tuple[Only, int]]:
    """Which problems there are in which columns, and how many of each, the most frequent first."""
    rows = _rows(extract_id, viewer, place, EVERY)
    if rows is None:
        return []
    grouped = rows.group_by("kind", "column").aggregate(times=rows.count())
    found = place.engine.to_arrow(grouped).to_pylist()
    told = [(Only(each["kind"], each["column"]), int(each["times"])) for each in found]
    return sorted(told, key=lambda one: (-one[1], one[0].kind, one[0].column))


def hides(system: str, file: str, *, systems: Mapping[str, System]) -> Callable[[str], bool]:
    """Says of a column of the file whether its values are kept off every page; so for a system not known."""
    if system not in systems:
        return lambda _: True
    special = special_columns(systems[system], file)
    return lambda column: is_special(column, special)


def _rows(extract_id: int, viewer: Viewer, place: Place, only: Only) -> Table | None:
    files = _files(place.home, extract_id) if may_see_extracts(viewer) else []
    if not files:
        return None
    rows = place.engine.parquet(files[-1])
    rows = rows.filter(rows.extract_id == extract_id)
    if only.kind:
        rows = rows.filter(rows.kind == only.kind)
    return rows.filter(rows.column == only.column) if only.column else rows


def _ordered(rows: Table) -> Table:
    return rows.order_by("row", "column", "kind", "value").select(*FIELDS)


def _shown(
    found: Iterator[dict[str, object]] | list[dict[str, object]],
    extract_id: int,
    viewer: Viewer,
    place: Place,
) -> Iterator[RowProblem]:
    of = extract(extract_id, viewer=viewer)
    hidden = hides(of.system if of else "", of.file if of else "", systems=place.systems)
    for each in found:
        value = NOT_SHOWN if hidden(str(each["column"])) else each["value"]
        yield RowProblem(**{**each, "value": value})  # type: ignore[arg-type]


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
