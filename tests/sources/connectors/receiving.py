"""A small made-up extract as CSV text in, canonical rows out, through the real machinery."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from rooftree.engine.tables import Engine
from rooftree.sources.connectors.registry import System, load
from rooftree.sources.extracts.rules.states import Landed
from rooftree.sources.standardising.compiling.landed import sources
from rooftree.sources.standardising.making import Work, made

Row = dict[str, Any]


class Received:
    """What one system's files became: canonical rows by entry, and problems by file."""

    def __init__(self, *, rows: dict[str, list[Row]], tables: dict[str, str], problems: list[Row]) -> None:
        self.entries = rows
        self.tables = tables
        self.problems = problems

    def of(self, table: str) -> list[Row]:
        """Every row of a canonical table, in the order of their keys."""
        found = [row for entry, rows in self.entries.items() if self.tables[entry] == table for row in rows]
        return sorted(found, key=lambda row: row["source_key"])

    def one(self, table: str, key: str) -> Row:
        """The row of a canonical table with this key."""
        (row,) = [row for row in self.of(table) if row["source_key"] == key]
        return row

    def kinds(self) -> set[tuple[str, str, str]]:
        """Each problem's kind, column and value."""
        return {(each["kind"], each["column"], each["value"]) for each in self.problems}


def receive(name: str, home: Path, **files: str) -> Received:
    """Lands the files of a system, given as CSV text, and standardises them."""
    system = load()[name]
    landed = [_landed(system, home, file, text) for file, text in files.items()]
    engine = Engine(spill=home / "spill")
    work = Work(
        engine, home, system, sources(engine, system, landed), "a key only for tests, of enough length"
    )
    rows: dict[str, list[Row]] = {}
    tables: dict[str, str] = {}
    problems: list[Row] = []
    for file in landed:
        done = made(work, file, list(_entries_of(work, file.file)))
        for each in done.files:
            rows[each.entry] = pq.read_table(each.path).to_pylist()
            tables[each.entry] = each.table
        problems += pq.read_table(done.problems).to_pylist()
    engine.close()
    return Received(rows=rows, tables=tables, problems=problems)


def _entries_of(work: Work, file: str) -> Iterable[dict[str, Any]]:
    for entry in work.system.mapping["tables"]:
        if entry.get("file", entry["from"]) == file and entry["from"] in work.sources.tables:
            yield entry


def _landed(system: System, home: Path, file: str, text: str) -> Landed:
    lines = list(csv.reader(io.StringIO(text.strip())))
    heading, body = [name.strip() for name in lines[0]], lines[1:]
    columns: dict[str, list[Any]] = {name: [row[at] for row in body] for at, name in enumerate(heading)}
    path = home / "landed" / system.name / f"{file}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(columns | {"_row": list(range(1, len(body) + 1))}), path)
    declared = system.files[file]
    return Landed(
        system=system.name,
        file=file,
        extract_id=list(system.files).index(file) + 1,
        path=path,
        sha256=f"{file} of {home.name}",
        header={name: name for name in heading if name in declared.columns},
        rows=len(body),
        stale=False,
        mode=declared.mode,
    )
