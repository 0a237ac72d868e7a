"""The files of one night as tables of the shut-in engine: one view for each table, nothing copied."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from rooftree.engine.checking.running.shut_in import quoted
from rooftree.engine.checking.running.told import told
from rooftree.engine.checking.shapes import LINKS, SET_ASIDE

MISSING = {
    LINKS: "Nothing has been matched yet, so nothing says which rows are of one home or person.",
    SET_ASIDE: "No problems files were received, so nothing says which rows were set aside.",
}


@dataclass(frozen=True)
class Received:
    """What is checked: the canonical files of each table, the match's links, the problems files."""

    tables: Mapping[str, Sequence[Path]]
    links: Path | None = None
    set_aside: Sequence[Path] = field(default=())

    def paths(self) -> list[Path]:
        """Every file that may be read."""
        found = [path for paths in self.tables.values() for path in paths]
        return [*found, *self.set_aside, *([self.links] if self.links else [])]

    def view(self, table: str) -> str:
        """The table's rows, as SQL; "" when no file of it was received."""
        if table == LINKS:
            return _LINKS.format(_files([self.links])) if self.links else ""
        if table == SET_ASIDE:
            return _SET_ASIDE.format(_files(self.set_aside)) if self.set_aside else ""
        paths = self.tables.get(table, ())
        return _ROWS.format(_files(paths)) if paths else ""

    def several(self, table: str) -> bool:
        """True when the same key may stand in the table twice: it is made of more than one file."""
        return table == SET_ASIDE or len(self.tables.get(table, ())) > 1


def open_views(con: Any, received: Received, tables: Sequence[str]) -> dict[str, str]:
    """Makes a view for each table; gives, for those that cannot be read, why."""
    wrong: dict[str, str] = {}
    for table in tables:
        query = received.view(table)
        if not query:
            wrong[table] = MISSING.get(table, f"No file of {table} was received.")
            continue
        try:
            con.execute(f'CREATE TEMP VIEW "{table}" AS {query}')
        except duckdb.Error as failure:
            wrong[table] = told(failure)
    return wrong


def _files(paths: Sequence[Path | None]) -> str:
    return f"[{', '.join(quoted(path) for path in paths if path)}]"


_ROWS = "SELECT *, file_index AS file_, file_row_number AS row_ FROM read_parquet({}, union_by_name = true)"
_LINKS = "SELECT entity_type, source_system, source_key, entity_id FROM read_parquet({})"
_SET_ASIDE = """
    SELECT left(name_, strpos(name_, '-' || file || '-' || extract_id || '-') - 1) AS source_system,
           CASE WHEN value = '' THEN file || ' row ' || row ELSE value END AS source_key,
           file AS source_file, row AS source_row, extract_id, "column", value, kind, file_, row_
    FROM (SELECT *, parse_filename(filename) AS name_, file_index AS file_, file_row_number AS row_
          FROM read_parquet({}, filename = true))
    WHERE kind IN ('missing_key', 'duplicate_key')
"""
