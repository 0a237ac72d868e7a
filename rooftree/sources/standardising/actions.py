"""Source rows into canonical tables, and what was wrong with them on record."""

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rooftree.engine.side_by_side import side_by_side
from rooftree.engine.tables import Engine, parquet_rows, unfused
from rooftree.sources.connectors.registry import System
from rooftree.sources.extracts.actions import problems as recording
from rooftree.sources.extracts.rules.faults import Fault
from rooftree.sources.extracts.rules.states import Landed
from rooftree.sources.standardising import queries
from rooftree.sources.standardising.compiling.landed import sources
from rooftree.sources.standardising.making import Entry, Made, Work, made
from rooftree.sources.standardising.rules import CanonicalFile, ProblemCount, Standardised
from rooftree.sources.standardising.sensitive import is_special, special_columns

STAGE = "standardise"


def standardise(
    *,
    landed: Sequence[Landed],
    systems: Mapping[str, System],
    home: Path,
    engine: Engine,
    nino_key: str,
    say: Callable[[str], None],
) -> Standardised:
    """Writes the canonical Parquet of every received file under `home`, and records its problems.

    What depends on the same files, mapping, contract and code is there already and is not made again.
    """
    files: list[CanonicalFile] = []
    counts: list[ProblemCount] = []
    told: list[Path] = []
    rows = {name: sum(file.rows for file in landed if file.system == name) for name in systems}
    jobs = [
        partial(_made, systems[name], landed, home, nino_key)
        for name in sorted(systems, key=lambda name: -rows[name])
    ]
    with unfused(), contextlib.closing(side_by_side(engine, jobs)) as found:
        for done in found:
            files += done.made.files
            counts += done.problems
            told.append(done.made.problems)
            _record(done.file, done.problems, special_columns(done.system, done.file.file))
            say(_words(done.system, done.file, done.made.files, done.problems))
    result = Standardised(tuple(files), tuple(counts), tuple(told))
    for file in landed:
        recording.set_aside(extract_id=file.extract_id, rows=result.set_aside(file.extract_id))
    return result


@dataclass(frozen=True)
class _Done:
    """One received file, and what became of it."""

    system: System
    file: Landed
    made: Made
    problems: list[ProblemCount]


def _made(
    system: System, landed: Sequence[Landed], home: Path, nino_key: str, engine: Engine
) -> Iterator[_Done]:
    """Every file of one system, one after the other."""
    work = Work(engine, home, system, sources(engine, system, landed), nino_key)
    for file, entries in _by_file(work):
        done = made(work, file, entries)
        problems = queries.counts(engine, done.problems, file) if parquet_rows(done.problems) else []
        yield _Done(system, file, done, problems)


def _by_file(work: Work) -> list[tuple[Landed, list[Entry]]]:
    """The entries whose rows can be made of what was received, by the file that they are the rows of."""
    found: dict[str, list[Entry]] = {}
    for entry in work.system.mapping.get("tables", []):
        file = entry.get("file", entry["from"])
        if file in work.sources.files and entry["from"] in work.sources.tables:
            found.setdefault(file, []).append(entry)
    return [(work.sources.files[name], entries) for name, entries in found.items()]


def _record(landed: Landed, found: Sequence[ProblemCount], special: frozenset[str]) -> None:
    recording.record_problems(
        extract_id=landed.extract_id,
        stage=STAGE,
        problems=[
            Fault(
                each.kind,
                each.says,
                each.mend,
                each.row,
                each.column,
                "" if is_special(each.column, special) else each.value,
                each.count,
            )
            for each in found
        ],
    )


def _words(
    system: System, landed: Landed, files: Sequence[CanonicalFile], found: Sequence[ProblemCount]
) -> str:
    rows = sum(file.rows for file in files)
    problems = sum(each.count for each in found)
    unchanged = "" if any(file.fresh for file in files) else ", unchanged"
    return f"{system.title}, {landed.file}: {rows:,} rows, {problems:,} problems{unchanged}"
