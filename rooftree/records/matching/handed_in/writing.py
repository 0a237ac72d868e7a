"""Writes who is whom, and what a person should look at. The same people always give the same bytes."""

import csv
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import pyarrow as pa
import pyarrow.parquet as pq

from rooftree.engine.spreadsheet_safety import safe_cell
from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.linkage.weighing.clustering import People
from rooftree.records.matching.linkage.weighing.doubting import Doubt

AT_ONCE = 50_000
OUT = (".csv", ".parquet")
REVIEW = ("unique_id", "other_unique_id", "weight", "looked_at", "reason", "evidence")


def people_of(engine: Engine, rows: Table, people: People) -> pa.Table:
    """unique_id → cluster_id, in the order of the ids; a person's id is the lowest unique_id they have."""
    numbered = engine.to_arrow(rows.select("row", "unique_id").order_by("row"))
    ids = numbered.column("unique_id").combine_chunks()
    return pa.table({"unique_id": ids, "cluster_id": ids.take(pa.array(people.lowest))})


def write_people(table: pa.Table, path: Path) -> None:
    """As CSV or Parquet, by the name; whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    try:
        if path.suffix.casefold() == ".parquet":
            pq.write_table(table, part, compression="zstd")
        else:
            with part.open("w", encoding="utf-8", newline="") as file:
                out = csv.writer(file, lineterminator="\n")
                out.writerow(table.column_names)
                for batch in table.to_batches(max_chunksize=AT_ONCE):
                    out.writerows(zip(*(column.to_pylist() for column in batch.columns), strict=True))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_review(table: pa.Table, doubts: list[Doubt], path: Path) -> None:
    """The doubtful pairs for people, strongest first, safe to open in a spreadsheet."""
    sides = [side for doubt in doubts for side in (doubt.left, doubt.right)]
    ids = table.column("unique_id").take(pa.array(sides, pa.int64())).to_pylist()
    with _whole(path) as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(REVIEW)
        for place, doubt in enumerate(doubts):
            one, other = ids[2 * place], ids[2 * place + 1]
            cells = (one, other, f"{doubt.weight:.2f}", doubt.model.value, doubt.reason, doubt.evidence)
            out.writerow([safe_cell(cell) for cell in cells])


@contextmanager
def _whole(path: Path) -> Iterator[TextIO]:
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
