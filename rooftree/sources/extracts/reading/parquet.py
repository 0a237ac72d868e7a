"""Parquet as received: every column turned to text, with nothing lost on the way."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from rooftree.sources.extracts.reading.content import Batch, Content
from rooftree.sources.extracts.reading.texts import of_array
from rooftree.sources.extracts.rules import headings as rules
from rooftree.sources.extracts.rules.faults import Fault, UnusableFileError
from rooftree.sources.extracts.rules.headings import Headings, KnownColumns
from rooftree.sources.extracts.rules.limits import LIMITS, Limits

ROWS = 8_192


def read(path: Path, known: KnownColumns, *, limits: Limits = LIMITS) -> Content:
    """The file as far as its footer, which holds the headings."""
    file = _opened(path)
    with file:
        headings = rules.read(file.schema_arrow.names, known, limits=limits)

    def rows() -> Iterator[Batch]:
        with _opened(path) as file:
            try:
                yield from _batches(file, headings, limits)
            except (OSError, pa.ArrowInvalid) as fault:
                if isinstance(fault, OSError) and fault.errno:
                    raise
                raise UnusableFileError(_not_parquet(fault)) from None

    return Content(headings, (rows,))


def _opened(path: Path) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(path)
    except (OSError, pa.ArrowInvalid) as fault:
        if isinstance(fault, OSError) and fault.errno:
            raise
        raise UnusableFileError(_not_parquet(fault)) from None


def _batches(file: pq.ParquetFile, headings: Headings, limits: Limits) -> Iterator[Batch]:
    number = expanded = 0
    for batch in file.iter_batches(ROWS, use_threads=False):
        if not batch.num_rows:
            continue
        expanded += batch.nbytes
        if expanded > limits.expanded:
            raise UnusableFileError(_too_large(limits))
        columns = [
            _text(column, name, number, limits)
            for column, name in zip(batch.columns, headings.names, strict=True)
        ]
        yield Batch(pa.array(range(number + 1, number + batch.num_rows + 1), pa.int64()), columns)
        number += batch.num_rows


def _text(column: pa.Array, name: str, before: int, limits: Limits) -> pa.Array:
    try:
        text = of_array(column)
    except pa.ArrowInvalid:
        text = None
    if text is None:
        raise UnusableFileError(
            Fault(
                "not_text",
                f"The column {name} is of the type {column.type}, which has no text without loss.",
                "Export it as text, a number or a date.",
                column=name,
            )
        )
    with_nul = pc.match_substring(text, "\0")
    if pc.any(with_nul).as_py():
        raise UnusableFileError(_nul(name, before + pc.index(with_nul, True).as_py() + 1))
    lengths = pc.utf8_length(text)
    if (pc.max(lengths).as_py() or 0) > limits.cell:
        row = before + pc.index(pc.greater(lengths, limits.cell), True).as_py() + 1
        raise UnusableFileError(
            Fault(
                "cell_too_long",
                f"The cell in row {row}, column {name} is longer than {limits.cell:,} characters.",
                "Leave the long text out of the extract.",
                row=row,
                column=name,
            )
        )
    return text


def _nul(name: str, row: int) -> Fault:
    return Fault(
        "nul_byte",
        f"The cell in row {row}, column {name} holds a NUL byte, which no text has.",
        "Have the extract made again without it.",
        row=row,
        column=name,
    )


def _too_large(limits: Limits) -> Fault:
    return Fault(
        "grows_too_large",
        f"The file holds more than {limits.expanded:,} bytes once unpacked; reading stopped there.",
        "Check where the file came from. If it is right, send it in parts.",
    )


def _not_parquet(fault: Exception) -> Fault:
    return Fault(
        "damaged",
        f"The file cannot be read as Parquet: {str(fault).splitlines()[0][:200]}",
        "Copy the file again, whole, or send it as .csv.",
    )
