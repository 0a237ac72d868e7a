"""The careful way to read CSV: row by row, strictly, so that a fault is named with its row and column."""

import csv
import itertools
from collections.abc import Callable, Iterator
from typing import TextIO

import pyarrow as pa

from rooftree.sources.extracts.reading.content import BATCH, Batch
from rooftree.sources.extracts.reading.short_rows import Short, judge
from rooftree.sources.extracts.rules.faults import Fault, UnusableFileError
from rooftree.sources.extracts.rules.headings import Headings
from rooftree.sources.extracts.rules.limits import LIMITS, Limits

BATCH_CHARACTERS = 16 * 1024 * 1024
BLANKS = " \t\x1a"
QUOTE_MEND = (
    "Close the quote mark, or double it where it belongs to the text, or have the extract made again "
    "with every text in quotes."
)


class Lines:
    """The lines of a file, one at a time; remembers those of the record being read."""

    def __init__(self, text: TextIO, limits: Limits) -> None:
        self._text, self._limit = text, limits.line
        self.of_record: list[str] = []
        self.characters = 0

    def __iter__(self) -> Iterator[str]:
        readline, limit = self._text.readline, self._limit
        while line := readline(limit):
            self.of_record.append(line)
            self.characters += len(line)
            yield line
            if len(line) == limit and line[-1] not in "\r\n":
                return


def batches(
    text: TextIO, headings: Headings, *, notes: list[Fault], ends_with_break: bool, limits: Limits = LIMITS
) -> Iterator[Batch]:
    """Every row under the headings; notes what is odd, and refuses what is wrong with the place of it."""
    lines, width = Lines(text, limits), len(headings.names)
    short, number, rows = Short(width), 0, []
    records = _records(lines, limits, headings)
    next(records, None)
    for line, row in records:
        if len(row) != width:
            if not row or (len(row) == 1 and width > 1 and not (row[0] or "").strip(BLANKS)):
                continue
            if len(row) > width:
                raise UnusableFileError(_too_many_cells(row, number + 1, line, headings))
            short.see(number + 1, len(row), row[0])
            row += [None] * (width - len(row))
        elif short.count or not short.widest:
            short.see(number + 1, width, row[0])
        number += 1
        rows.append(row)
        if len(rows) == BATCH or lines.characters > BATCH_CHARACTERS:
            yield _batch(rows, number, width)
            rows, lines.characters = [], 0
    judge(short, number, headings, notes, ends_with_break=ends_with_break)
    if rows:
        yield _batch(rows, number, width)


def first_record(text: TextIO, *, limits: Limits = LIMITS, delimiter: str = ",") -> tuple[list[str], int]:
    """The heading row, and how many lines it (and blank lines before it) takes."""
    narrow = Limits(cell=limits.cell, line=limits.heading_line)
    lines = Lines(text, narrow)
    taken = 0
    reader = csv.reader(_counted(lines), strict=True, delimiter=delimiter)
    try:
        for row in reader:
            taken = reader.line_num
            if row and any(cell.strip() for cell in row):
                if lines.characters >= narrow.line:
                    break
                return row, taken
    except csv.Error:
        if lines.characters < narrow.line:
            raise UnusableFileError(
                Fault("broken_quoting", "The heading line has a quote mark that is not closed.", QUOTE_MEND)
            ) from None
    if lines.characters < narrow.line:
        return [], taken
    columns = (lines.of_record[-1] if lines.of_record else "").count(",")
    raise UnusableFileError(
        Fault(
            "heading_line_too_long",
            f"The heading line is longer than {narrow.line:,} characters (over {columns:,} columns).",
            "Check that this is the right file and that its lines end in line breaks.",
        )
    )


def locate(text: TextIO, headings: Headings, *, bad: Callable[[str], bool]) -> tuple[int, str, str, int]:
    """Row, column, cell and line of the first cell that is bad; row 0 is the heading line."""
    reader = csv.reader(text)
    number = -1
    for row in reader:
        number += 1 if row else 0
        for place, cell in enumerate(row):
            if bad(cell):
                return number, _column(headings, place), cell, reader.line_num
    return 0, "", "", 0


def _counted(lines: Lines) -> Iterator[str]:
    return iter(lines)


def _records(lines: Lines, limits: Limits, headings: Headings) -> Iterator[tuple[int, list[str | None]]]:
    """Each record with the line it begins on; the heading record first."""
    previous = csv.field_size_limit(limits.cell)
    reader = csv.reader(lines, strict=True)
    number, begins = -1, 1
    forget = lines.of_record.clear
    try:
        for row in reader:
            if row and (number >= 0 or any(cell.strip() for cell in row)):
                number += 1
                yield begins, row  # type: ignore[misc]
            begins = reader.line_num + 1
            forget()
    except csv.Error as error:
        raise UnusableFileError(_quoting(str(error), lines, number + 1, begins, headings)) from None
    finally:
        csv.field_size_limit(previous)


def _quoting(error: str, lines: Lines, row: int, begins: int, headings: Headings) -> Fault:
    place, start = _last_cell("".join(itertools.islice(lines.of_record, 2_000)))
    column = _column(headings, place)
    where = f"row {row} (line {begins} of the file), column {column}"
    if "larger than" in error:
        return Fault(
            "cell_too_long",
            f"The cell in {where} is longer than {csv.field_size_limit():,} characters. "
            "A quote mark that is never closed also makes one long cell.",
            "Look at that row: close its quote mark, or leave the long text out of the extract.",
            row=row,
            column=column,
            value=start,
        )
    return Fault(
        "broken_quoting",
        f"A quote mark opens in {where} and is not closed as it should be.",
        QUOTE_MEND,
        row=row,
        column=column,
        value=start,
    )


def _last_cell(record: str) -> tuple[int, str]:
    """Which cell of a broken record has the first quote mark that does not close, and how it begins."""
    place, at = 0, 0
    while at < len(record):
        if record[at] != '"':
            ends = min((e for e in (record.find(",", at), record.find("\n", at)) if e >= 0), default=-1)
            if ends < 0:
                break
        else:
            ends = at + 1
            while (close := record.find('"', ends)) >= 0 and record[close + 1 : close + 2] == '"':
                ends = close + 2
            if close < 0 or record[close + 1 : close + 2] not in (",", "\n", "\r", ""):
                break
            ends = close + 1
        if record[ends : ends + 1] != ",":
            break
        place, at = place + 1, ends + 1
    return place, record[at : at + 100]


def _column(headings: Headings, place: int) -> str:
    return headings.names[place] if place < len(headings.names) else f"number {place + 1}"


def _too_many_cells(row: list[str | None], number: int, line: int, headings: Headings) -> Fault:
    width = len(headings.names)
    return Fault(
        "too_many_cells",
        f"Row {number} (line {line} of the file) has {len(row)} cells; there are {width} headings. "
        "A text with a comma in it that is not in quotes is the usual reason.",
        "Have the extract made with texts in quotes, or mend that row.",
        row=number,
        column=headings.names[-1],
        value=row[width] or "",
    )


def _batch(rows: list[list[str | None]], number: int, width: int) -> Batch:
    columns = [pa.array(column, pa.string()) for column in zip(*rows, strict=True)]
    if not columns:
        columns = [pa.nulls(0, pa.string())] * width
    return Batch(pa.array(range(number - len(rows) + 1, number + 1), pa.int64()), columns)
