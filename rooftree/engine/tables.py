"""Table work: one DuckDB in this process, spoken to through ibis so that Spark can take over.

A step is an ibis expression; this module opens the engine, reads and writes files, and counts. No other
package holds an engine's own SQL.
"""

import contextlib
import errno
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa

from rooftree.engine.typed.functions import Functions

Table = Any
"""An ibis table expression (ibis ships no types that a strict checker can use)."""
Column = Any

FULL = ("No space left on device", "Disk quota exceeded", "max_temp_directory_size")
"""How the engine says that a disk is full."""


class DiskFullError(OSError):
    """Table work found no room; what was there before is as it was."""

    def __init__(self, place: Path) -> None:
        super().__init__(errno.ENOSPC, "no room")
        self.place = place

    def __str__(self) -> str:
        return (
            f"The disk is full: table work could not write to {self.place}. Nothing half-written is used, "
            "and what was published before stays as it was. Make room on that disk, then start again."
        )


@contextlib.contextmanager
def _room(place: Path) -> Iterator[None]:
    """Tells a full disk from every other failure of the engine."""
    try:
        yield
    except Exception as failure:
        if any(words in str(failure) for words in FULL):
            raise DiskFullError(place) from None
        raise


@contextlib.contextmanager
def unfused() -> Iterator[None]:
    """While this lasts, a select over a select stays one: for expressions with hundreds of columns.

    Fusing them is what takes ibis longest, and the engine does it better: a value that is named once and used
    twice then also stays written once. An order within is not promised to last through a select over it.
    """
    before = ibis.options.sql.fuse_selects
    ibis.options.sql.fuse_selects = False
    try:
        yield
    finally:
        ibis.options.sql.fuse_selects = before


@contextlib.contextmanager
def stopping_at_once() -> Iterator[None]:
    """Ctrl-C in the middle of a query is Ctrl-C, though the engine calls it an error of its own."""
    try:
        yield
    except RuntimeError as failure:
        if "interrupted" in str(failure).lower():
            raise KeyboardInterrupt from None
        raise


class Engine:
    """One DuckDB database in memory, with its spill folder and its limits."""

    def __init__(self, *, spill: Path, memory: str = "1GB", threads: int = 2) -> None:
        spill.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.con: Any = ibis.duckdb.connect(
            temp_directory=str(spill), memory_limit=memory, threads=threads, preserve_insertion_order=False
        )
        self.con.raw_sql("SET enable_progress_bar = false")
        self.functions = Functions(self.con)
        self._names = 0
        self._spill = spill
        self._threads = threads

    def beside(self, *, memory: str = "512MB") -> "Engine":
        """Another engine for a thread of its own; it knows nothing of this one's tables."""
        return Engine(spill=self._spill, memory=memory, threads=self._threads)

    def interrupt(self) -> None:
        """Stops what another thread has this engine at; a query that runs fails."""
        self.con.con.interrupt()

    def close(self) -> None:
        """Lets go of the engine's memory and files."""
        self.con.disconnect()

    def parquet(self, paths: Path | Sequence[Path]) -> Table:
        """The rows of one or more Parquet files of one shape."""
        files = [paths] if isinstance(paths, Path) else list(paths)
        return self.con.read_parquet([str(file) for file in files], union_by_name=True)

    def read_csv(self, path: Path, schema: Any) -> Table:
        """A headerless CSV as `write_csv` and PostgreSQL's COPY write it, typed as an ibis schema says."""
        types = {name: self.con.compiler.type_mapper.to_string(kind) for name, kind in schema.items()}
        return self.con.read_csv(
            str(path), header=False, columns=types, auto_detect=False, delim=",", quote='"', escape='"'
        )

    def arrow(self, table: pa.Table) -> Table:
        """An Arrow table as a table of the engine (copied in, so that it is read once)."""
        self._names += 1
        return self.con.create_table(f"arrow_{self._names}", table, temp=True)

    def hold(self, table: Table) -> Table:
        """Works the expression out now and keeps the result, so that later steps read it cheaply."""
        return self._made("TABLE", "held", table)

    def named(self, table: Table) -> Table:
        """The expression under a name, so that what is built on it is short. Nothing is worked out yet."""
        return self._made("VIEW", "named", table)

    def _made(self, what: str, word: str, table: Table) -> Table:
        self._names += 1
        name = f"{word}_{self._names}"
        query = self._compiled(table)
        with _room(self._spill):
            self.con.raw_sql(f"CREATE TEMP {what} {name} AS {query}")
        return self.con.table(name)

    def release(self, *tables: Table) -> None:
        """Frees what `hold` and `arrow` kept."""
        for table in tables:
            with contextlib.suppress(Exception):
                self.con.drop_table(table.get_name(), force=True)

    def to_arrow(self, table: Table) -> pa.Table:
        """The whole result in memory; for small ones."""
        result: pa.Table = self.con.to_pyarrow(table)
        return result

    def rows(self, table: Table) -> Iterator[dict[str, Any]]:
        """The result row by row."""
        for batch in self.con.to_pyarrow_batches(table, chunk_size=20_000):
            yield from batch.to_pylist()

    def count(self, table: Table) -> int:
        """How many rows the expression gives."""
        return int(self.con.to_pyarrow(table.count()).as_py())

    def write_parquet(
        self, table: Table, path: Path, *, row_group_size: int = 100_000, compression: str = "zstd"
    ) -> int:
        """Writes the rows to `path`, whole or not at all; how many. `snappy` is for what is soon gone."""
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = path.with_name(path.name + ".part")
        options = f"FORMAT parquet, COMPRESSION {compression}, ROW_GROUP_SIZE {row_group_size}"
        rows = self._copy(table, part, options)
        part.replace(path)
        return rows

    def write_csv(self, table: Table, path: Path) -> int:
        """Writes the rows as PostgreSQL's COPY reads them: null bare, empty text quoted; how many."""
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return self._copy(table, path, "FORMAT csv, HEADER false, NULLSTR '', QUOTE '\"', ESCAPE '\"'")

    def _compiled(self, table: Table) -> str:
        """The engine's own words for the expression, with all that they need in place."""
        self.con._run_pre_execute_hooks(table)
        return str(self.con.compile(table))

    def _copy(self, table: Table, path: Path, options: str) -> int:
        query = self._compiled(table)
        target = str(path).replace("'", "''")
        with _room(path.parent):
            return int(self.con.raw_sql(f"COPY ({query}) TO '{target}' ({options})").fetchone()[0])


def parquet_rows(path: Path) -> int:
    """How many rows a Parquet file holds, from its footer."""
    import pyarrow.parquet as pq

    return int(pq.read_metadata(path).num_rows)
