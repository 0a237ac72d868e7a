"""Writes rows as a file that people or programs open: whole or not at all, a data dictionary beside it."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from rooftree.desk.exports.shape import Cell, Column, Kind, Row
from rooftree.engine.spreadsheet_safety import safe_cell

BATCH = 20_000
SHEET_ROWS = 1_048_575  # what a spreadsheet holds below its heading
TOO_MANY = "A spreadsheet holds 1,048,575 rows; this export has more. Use csv or parquet."
Writer = Callable[[Path, Sequence[Column], Iterable[Row]], int]


class TooManyRowsError(Exception):
    """More rows than the form can hold."""


def write(*, form: str, out: Path, columns: Sequence[Column], rows: Iterable[Row]) -> int:
    """Writes the file and its dictionary; how many rows it holds."""
    with _whole(out) as part:
        count = FORMS[form](part, columns, rows)
    with _whole(dictionary_of(out)) as part:
        _csv(part, DICTIONARY, ((column.name, column.kind.value, column.says) for column in columns))
    return count


def dictionary_of(out: Path) -> Path:
    """Where the data dictionary of an export stands."""
    return out.with_name(out.stem + "-dictionary.csv")


DICTIONARY = (
    Column("column", Kind.TEXT, "The column's name."),
    Column("kind", Kind.TEXT, "What it holds."),
    Column("says", Kind.TEXT, "What it means."),
)


@contextmanager
def _whole(out: Path) -> Iterator[Path]:
    """A place beside `out` to write to; it becomes `out` only when all was written."""
    out.parent.mkdir(parents=True, exist_ok=True)
    part = out.with_name(out.name + ".part")
    try:
        part.touch(mode=0o600)
        yield part
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)


def _safe(cell: Cell) -> Cell:
    return safe_cell(cell) if isinstance(cell, str) else cell


def _csv(part: Path, columns: Sequence[Column], rows: Iterable[Row]) -> int:
    # Without a mark at the start, because programs would take it for part of the first heading.
    with part.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([column.name for column in columns])
        count = 0
        for row in rows:
            writer.writerow([_safe(cell) for cell in row])
            count += 1
    return count


def _xlsx(part: Path, columns: Sequence[Column], rows: Iterable[Row]) -> int:
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(part), options) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        for at, column in enumerate(columns):
            sheet.write_string(0, at, column.name, bold)
        sheet.freeze_panes(1, 0)
        count = 0
        for count, row in enumerate(rows, start=1):
            if count > SHEET_ROWS:
                raise TooManyRowsError(TOO_MANY)
            for at, cell in enumerate(row):
                if cell is not None:
                    sheet.write(count, at, _safe(cell))
    return count


def _parquet(part: Path, columns: Sequence[Column], rows: Iterable[Row]) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds: dict[Kind, Any] = {
        Kind.TEXT: pa.string(),
        Kind.NUMBER: pa.float64(),
        Kind.WHOLE: pa.int64(),
        Kind.YES_NO: pa.bool_(),
    }
    schema = pa.schema([(column.name, kinds[column.kind]) for column in columns])
    count = 0
    with pq.ParquetWriter(part, schema, compression="zstd") as writer:
        for batch in _batches(rows):
            held = [
                pa.array(values, kind)
                for values, kind in zip(zip(*batch, strict=True), schema.types, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(held, schema=schema))
            count += len(batch)
    return count


def _json(part: Path, columns: Sequence[Column], rows: Iterable[Row]) -> int:
    names = [column.name for column in columns]
    count = 0
    with part.open("w", encoding="utf-8") as file:
        file.write("[")
        for count, row in enumerate(rows, start=1):
            file.write(",\n" if count > 1 else "\n")
            json.dump(dict(zip(names, row, strict=True)), file, ensure_ascii=False)
        file.write("\n]\n")
    return count


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        yield batch


FORMS: dict[str, Writer] = {"csv": _csv, "xlsx": _xlsx, "parquet": _parquet, "json": _json}
