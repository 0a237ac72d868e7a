"""The quick way to read CSV, for files whose quoting is plain: same rows as the careful way, or none."""

from collections.abc import Iterator
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pv

from rooftree.sources.extracts.reading.content import Batch, NotThisWayError
from rooftree.sources.extracts.reading.survey import Survey
from rooftree.sources.extracts.rules.headings import Headings
from rooftree.sources.extracts.rules.limits import LIMITS, Limits

BLOCK = 4 * 1024 * 1024


def batches(
    stream: BinaryIO, headings: Headings, found: Survey, *, skip: int, limits: Limits = LIMITS
) -> Iterator[Batch]:
    """The rows in blocks; raises NotThisWayError at anything that is not perfectly regular."""
    names = [f"c{place}" for place in range(len(headings.names))]
    number = 0
    try:
        for batch in _open(stream, names, found, skip):
            if not batch.num_rows:
                continue
            _check_cells(batch, limits)
            numbers = pa.array(range(number + 1, number + batch.num_rows + 1), pa.int64())
            number += batch.num_rows
            yield Batch(numbers, batch.columns)
    except pa.ArrowInvalid as fault:
        raise NotThisWayError(str(fault)) from None


def _open(stream: BinaryIO, names: list[str], found: Survey, skip: int) -> pv.CSVStreamingReader:
    return pv.open_csv(
        stream,
        read_options=pv.ReadOptions(
            column_names=names, skip_rows=skip, block_size=BLOCK, encoding=found.encoding, use_threads=True
        ),
        parse_options=pv.ParseOptions(
            quote_char='"' if found.has_quotes else False,
            double_quote=True,
            newlines_in_values=found.has_quotes,
            ignore_empty_lines=True,
        ),
        convert_options=pv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()),
            null_values=[],
            strings_can_be_null=False,
            quoted_strings_can_be_null=False,
        ),
    )


def _check_cells(batch: pa.RecordBatch, limits: Limits) -> None:
    for column in batch.columns:
        # Only where the whole column could hold such a cell need the cells be measured.
        if column.nbytes > limits.cell and pc.max(pc.utf8_length(column)).as_py() >= limits.cell:
            raise NotThisWayError("a cell that is too long")
