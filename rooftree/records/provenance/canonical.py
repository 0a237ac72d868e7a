"""Today's canonical tables, as the standardising step left them: read by every step that makes records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import ibis

from rooftree.engine.tables import Engine, Table, parquet_rows
from rooftree.reference.standard.queries import contracts
from rooftree.reference.standard.rules import parquet_types

LINEAGE = {
    "source_system": "string",
    "source_key": "string",
    "source_file": "string",
    "source_row": "int64",
    "extract_id": "int64",
}


@dataclass(frozen=True)
class Canonical:
    """The Parquet files of each canonical table."""

    engine: Engine
    files: Mapping[str, Sequence[Path]]

    def read(self, table: str) -> Table:
        """All systems' rows of one canonical table; no rows when no system sent any."""
        files = self.files.get(table)
        if files:
            return self.engine.parquet(files)
        empty = ibis.schema(LINEAGE | parquet_types(contracts()[table])).to_pyarrow().empty_table()
        return self.engine.arrow(empty)

    def rows(self) -> dict[str, int]:
        """How many rows each canonical table has today."""
        return {table: sum(map(parquet_rows, files)) for table, files in self.files.items()}
