"""How common each name is, as counted when a model was trained and frozen with it."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.parquet as pq

from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.linkage.weighing.scoring import FREQUENT


@dataclass(frozen=True)
class Frequencies:
    """For each of the columns a table of its values (sorted) and the share of rows that have it."""

    tables: dict[str, pa.Table]

    @property
    def digest(self) -> str:
        """The same names with the same shares have the same digest."""
        told = hashlib.sha256()
        for column in sorted(self.tables):
            table = self.tables[column]
            for value, share in zip(table.column(0).to_pylist(), table.column(1).to_pylist(), strict=True):
                told.update(f"{column}\0{value}\0{share!r}\n".encode())
        return told.hexdigest()


def count(engine: Engine, rows: Table) -> Frequencies:
    """The shares as they are in these rows."""
    return Frequencies({column: _count(engine, rows, column) for column in FREQUENT})


def write(counted: Frequencies, folder: Path) -> None:
    """A Parquet file for each column, in a folder that nobody reads yet."""
    for column, table in counted.tables.items():
        pq.write_table(table, folder / f"{column}.parquet", compression="zstd")


def read(folder: Path) -> Frequencies:
    """As they were written."""
    return Frequencies({column: pq.read_table(folder / f"{column}.parquet") for column in FREQUENT})


def lookups(engine: Engine, rows: Table, frozen: Frequencies) -> dict[str, Table]:
    """A share for every name of `rows`: the frozen one, or for a name not seen then, the rarest of all."""
    return {column: _lookup(engine, rows, column, frozen.tables[column]) for column in FREQUENT}


def _count(engine: Engine, rows: Table, column: str) -> pa.Table:
    told = rows.filter(rows[column].notnull())
    counted = told.group_by(column).agg(n=told.count())
    shares = counted.select(column, share=counted.n / counted.n.sum().over(ibis.window()))
    return engine.to_arrow(shares.order_by(column))


def _lookup(engine: Engine, rows: Table, column: str, frozen: pa.Table) -> Table:
    held = engine.arrow(frozen)
    names = rows.filter(rows[column].notnull()).select(column).distinct()
    joined = names.left_join(held, column)
    rarest = min(frozen.column("share").to_pylist(), default=1.0)
    share = ibis.coalesce(joined.share, ibis.literal(rarest, "float64"))
    return engine.hold(joined.select(column, **{f"tf_{column}": share}))
