"""Writes rows as a file that people or programs open: whole or not at all, what the columns mean beside it.

A CSV stays plain rows, because whatever reads it takes every line for a row; its dictionary and its "about"
are files beside it. A spreadsheet has them as a sheet, Parquet as metadata of the file and of each column.
"""

import csv
import datetime
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from rooftree.desk.exports import sheets
from rooftree.desk.exports.shape import Cell, Column, Kind, Row
from rooftree.engine.spreadsheet_safety import safe_cell

BATCH = 5_000  # rows held at once; a group of rows in Parquet
SHEET_ROWS = 1_048_575  # what a spreadsheet holds below its heading
TOO_MANY = "A spreadsheet holds 1,048,575 rows; this export has more. Use csv or parquet."
About = Sequence[tuple[str, str]]
Writer = Callable[[Path, Sequence[Column], Iterable[Row], About], int]


class TooManyRowsError(Exception):
    """More rows than the form can hold."""


def write(*, form: str, out: Path, columns: Sequence[Column], rows: Iterable[Row], about: About = ()) -> int:
    """Writes the file and its dictionary, and for a CSV its about; how many rows it holds."""
    with _whole(out) as part:
        count = FORMS[form](part, columns, rows, about)
    with _whole(dictionary_of(out)) as part:
        _csv(part, DICTIONARY, dictionary(columns), ())
    if about and form in ("csv", "json"):
        with _whole(about_of(out)) as part:
            _csv(part, ABOUT, [*about, rows_line(count)], ())
    return count


def dictionary_of(out: Path) -> Path:
    """Where the data dictionary of an export stands."""
    return out.with_name(out.stem + "-dictionary.csv")


def about_of(out: Path) -> Path:
    """Where it is said what a CSV or JSON was made from."""
    return out.with_name(out.stem + "-about.csv")


DICTIONARY = (
    Column("column", Kind.TEXT, "The column's name."),
    Column("kind", Kind.TEXT, "What it holds."),
    Column("says", Kind.TEXT, "What it means."),
)
ABOUT = (
    Column("about", Kind.TEXT, "What is told."),
    Column("says", Kind.TEXT, "What is told of it."),
)


def dictionary(columns: Sequence[Column]) -> list[tuple[str, str, str]]:
    """Each column with its kind and meaning."""
    return [(column.name, column.kind.value, column.says) for column in columns]


def rows_line(count: int) -> tuple[str, str]:
    """How many rows, known only when all are written."""
    return ("Rows", f"{count:,}")


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


def _text(cell: Cell) -> Cell:
    """As text for a CSV: days and moments as ISO 8601 writes them, no formula."""
    if isinstance(cell, str):
        return safe_cell(cell)
    return cell.isoformat() if isinstance(cell, datetime.date) else cell


def _csv(part: Path, columns: Sequence[Column], rows: Iterable[Row], about: About) -> int:
    # Without a mark at the start, because programs would take it for part of the first heading.
    del about
    with part.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([column.name for column in columns])
        count = 0
        for row in rows:
            writer.writerow([_text(cell) for cell in row])
            count += 1
    return count


def _xlsx(part: Path, columns: Sequence[Column], rows: Iterable[Row], about: About) -> int:
    def counted() -> Iterator[Row]:
        for count, row in enumerate(rows, start=1):
            if count > SHEET_ROWS:
                raise TooManyRowsError(TOO_MANY)
            yield row

    with sheets.book(part) as made:
        count = sheets.data(made, columns, counted())
        sheets.about(made, [*about, rows_line(count)], dictionary(columns))
    return count


KINDS: dict[Kind, str] = {
    Kind.TEXT: "string",
    Kind.NUMBER: "double",
    Kind.WHOLE: "int64",
    Kind.YES_NO: "bool",
    Kind.DAY: "date32",
}


def _parquet(part: Path, columns: Sequence[Column], rows: Iterable[Row], about: About) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    def kind_of(kind: Kind) -> Any:
        if kind is Kind.MOMENT:
            return pa.timestamp("us", "UTC")
        return pa.decimal128(14, 2) if kind is Kind.MONEY else pa.type_for_alias(KINDS[kind])

    fields = [pa.field(one.name, kind_of(one.kind), metadata={"says": one.says}) for one in columns]
    schema = pa.schema(fields, metadata=dict(about))
    # The system's allocator gives back what a group of rows took; Arrow's own would keep it.
    pa.set_memory_pool(pa.system_memory_pool())
    count = 0
    with pq.ParquetWriter(part, schema, compression="zstd") as writer:
        for batch in _batches(rows):
            held = [
                pa.array(values, kind)
                for values, kind in zip(zip(*batch, strict=True), schema.types, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(held, schema=schema))
            count += len(batch)
        if about:
            writer.add_key_value_metadata(dict([rows_line(count)]))
    return count


def _json(part: Path, columns: Sequence[Column], rows: Iterable[Row], about: About) -> int:
    del about
    names = [column.name for column in columns]
    count = 0
    with part.open("w", encoding="utf-8") as file:
        file.write("[")
        for count, row in enumerate(rows, start=1):
            file.write(",\n" if count > 1 else "\n")
            json.dump(dict(zip(names, row, strict=True)), file, ensure_ascii=False, default=_plain)
        file.write("\n]\n")
    return count


def _plain(cell: object) -> str | float:
    if isinstance(cell, Decimal):
        return float(cell)
    return cell.isoformat() if isinstance(cell, datetime.date) else str(cell)


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        yield batch


FORMS: dict[str, Writer] = {"csv": _csv, "xlsx": _xlsx, "parquet": _parquet, "json": _json}
