"""Writes the landing copy: word for word, every column text, with the row's number; whole or not at all."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from rooftree.sources.extracts.reading.content import Batch, Content, NotThisWayError
from rooftree.sources.extracts.rules.headings import ROW, Headings

ROW_GROUP = 100_000
PART = ".part"


def write(content: Content, path: Path) -> int:
    """Writes the rows to `path`; gives how many. Whatever goes wrong, nothing half-written stays."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_name(path.name + PART)
    try:
        rows = _by_first_way_that_works(content, part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    _settle(path.parent)
    return rows


def sweep(folder: Path) -> None:
    """Takes away what a killed process left half-written."""
    if folder.is_dir():
        for part in folder.rglob("*" + PART):
            part.unlink(missing_ok=True)


def _by_first_way_that_works(content: Content, part: Path) -> int:
    for way in content.ways[:-1]:
        with contextlib.suppress(NotThisWayError):
            return _write(way(), content.headings, part)
    return _write(content.ways[-1](), content.headings, part)


def _write(batches: Iterator[Batch], headings: Headings, part: Path) -> int:
    kept = [place for place, name in enumerate(headings.names) if name not in headings.never_land]
    fields = [pa.field(headings.names[place], pa.string()) for place in kept]
    schema = pa.schema([*fields, pa.field(ROW, pa.int64())])
    rows = 0
    with _private(part) as file:
        with pq.ParquetWriter(file, schema, compression="zstd") as writer:
            for table in _groups(batches, kept, schema):
                writer.write_table(table, row_group_size=ROW_GROUP)
                rows += table.num_rows
        file.flush()
        os.fsync(file.fileno())
    return rows


def _groups(batches: Iterator[Batch], kept: list[int], schema: pa.Schema) -> Iterator[pa.Table]:
    """Batches gathered into row groups of a good size, but never more than some 64 MiB at a time."""
    waiting: list[pa.RecordBatch] = []
    rows = size = 0
    for batch in batches:
        columns = [batch.columns[place] for place in kept]
        waiting.append(pa.record_batch([*columns, batch.numbers], schema=schema))
        rows += len(batch.numbers)
        size += waiting[-1].nbytes
        if rows >= ROW_GROUP or size > 64 * 1024 * 1024:
            yield pa.Table.from_batches(waiting, schema)
            waiting, rows, size = [], 0, 0
    if waiting:
        yield pa.Table.from_batches(waiting, schema)


def _private(part: Path) -> BinaryIO:
    return os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600), "wb")


def _settle(folder: Path) -> None:
    """Makes the new name outlast a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
