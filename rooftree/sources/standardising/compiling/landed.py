"""What was landed, as entries and readers see it: headings made canonical, blanks made null, nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.operations as ops

from rooftree.engine.tables import Engine
from rooftree.engine.typed import functions
from rooftree.sources.connectors.registry import SourceFile, System
from rooftree.sources.extracts.rules.states import Landed
from rooftree.sources.standardising.compiling.cells import NO_TEXT, Column, Table


def _rtrim(text: str) -> Any: ...


trimmed = ibis.udf.scalar.builtin(_rtrim, name="rtrim", signature=((dt.string,), dt.string))
"""Right-trims blanks only: several times as fast as trimming a set of characters."""


@dataclass(frozen=True)
class Sources:
    """The tables of one system by name, files and views alike, and the received files behind each."""

    tables: Mapping[str, Table]
    files: Mapping[str, Landed]
    behind: Mapping[str, tuple[Landed, ...]]


def sources(engine: Engine, system: System, landed: Sequence[Landed]) -> Sources:
    """Every table that the system's entries may read, of the files that were received."""
    files = {each.file: each for each in landed if each.system == system.name}
    scans: dict[str, Landed] = {}
    tables: dict[str, Table] = {}
    for name, file in files.items():
        if name in system.files:
            cleaned = engine.named(_cleaned(engine.parquet(file.path), system.files[name], file))
            scans[cleaned.get_name()] = file
            tables[name] = cleaned
    if system.reader:
        with functions.using(engine.functions):
            views = system.reader(tables.get)
        tables |= {name: view for name, view in views.items() if view is not None}
    behind = {name: _behind(table, scans) for name, table in tables.items()}
    return Sources(tables, files, behind)


def _cleaned(scan: Table, file: SourceFile, landed: Landed) -> Table:
    there = set(scan.columns)
    columns: dict[str, Any] = {}
    for name in file.columns:
        heading = landed.header.get(name, name)
        columns[name] = _plain(scan[heading]) if heading in there else NO_TEXT
    return scan.select(_row=scan["_row"].cast("int64"), **columns)


def _plain(text: Column) -> Column:
    return trimmed(text).nullif("")


def _behind(table: Table, scans: Mapping[str, Landed]) -> tuple[Landed, ...]:
    """The received files that a table reads, found in its expression."""
    names = {node.name for node in table.op().find(ops.PhysicalTable) if hasattr(node, "name")}
    return tuple(scans[name] for name in sorted(names & scans.keys()))
