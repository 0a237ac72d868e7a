"""Spreadsheets (xlsx): values only, from the first sheet that has any. Macros and merged cells are refused.

Numbers and dates become the text that says the same; `_row` counts the rows under the headings as the
sheet does.
"""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import python_calamine as calamine

from rooftree.sources.extracts.reading import zip_size
from rooftree.sources.extracts.reading.content import Batch, Content
from rooftree.sources.extracts.reading.texts import of_value
from rooftree.sources.extracts.rules import headings as rules
from rooftree.sources.extracts.rules.faults import Fault, UnusableFileError
from rooftree.sources.extracts.rules.headings import Headings, KnownColumns
from rooftree.sources.extracts.rules.limits import LIMITS, Limits

ROWS = 4_096
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
Row = list[str | None]


def read(path: Path, known: KnownColumns, *, limits: Limits = LIMITS) -> Content:
    """The spreadsheet, opened as far as its headings."""
    _check_form(path, limits)
    try:
        book = calamine.CalamineWorkbook.from_path(str(path))
        sheet, others = _sheet(book)
        _check_merged(sheet)
    except (calamine.CalamineError, OSError) as fault:
        raise UnusableFileError(zip_size.damaged(str(fault)[:200])) from None
    place, first = next(_numbered(sheet))
    headings = rules.read(_without_end([cell or "" for cell in first]), known, limits=limits)
    notes = [_left_out(sheet.name, others)] if others else []

    def rows() -> Iterator[Batch]:
        yield from _batches(sheet, place, headings, limits)

    return Content(headings, (rows,), notes, {"sheet": sheet.name})


def _check_form(path: Path, limits: Limits) -> None:
    with path.open("rb") as file:
        begins = file.read(4)
    if not begins:
        raise UnusableFileError(_empty())
    if begins == OLD_OFFICE:
        raise UnusableFileError(zip_size.damaged("it is locked with a password, or in the old .xls form"))
    parts = zip_size.check(path, limits=limits)
    if any(part.casefold().endswith("vbaproject.bin") for part in parts):
        raise UnusableFileError(macro())


def macro() -> Fault:
    """A spreadsheet that could run something when it is opened."""
    return Fault(
        "macro",
        "The spreadsheet has macros (a program inside); such files are not read.",
        "Save it as .xlsx, which has no macros, or send it as .csv.",
    )


def _sheet(book: calamine.CalamineWorkbook) -> tuple[calamine.CalamineSheet, list[str]]:
    """The first sheet that has anything in it, and the names of the others that do."""
    chosen, others = None, []
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        if not sheet.height or next(_numbered(sheet), None) is None:
            continue
        if chosen is None:
            chosen = sheet
        else:
            others.append(name)
    if chosen is None:
        raise UnusableFileError(_empty())
    return chosen, others


def _check_merged(sheet: calamine.CalamineSheet) -> None:
    merged = sheet.merged_cell_ranges
    if not merged:
        return
    (top, left), (bottom, right) = merged[0]
    spot = f"{_letters(left)}{top + 1}:{_letters(right)}{bottom + 1}"
    raise UnusableFileError(
        Fault(
            "merged_cells",
            f"Cells {spot} of the sheet {sheet.name} are merged: only the first of them has a value, "
            "so the rows cannot be told apart.",
            "Unmerge the cells (Home, Merge & Center) and fill each one, or send the data as .csv.",
            row=top or None,
            value=spot,
            count=len(merged),
        )
    )


def _letters(column: int) -> str:
    text, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def _numbered(sheet: calamine.CalamineSheet) -> Iterator[tuple[int, Row]]:
    """Each row with anything in it, with its place in the sheet."""
    for place, row in enumerate(sheet.iter_rows()):
        cells = [of_value(cell) for cell in row]
        if any(cell is not None and cell.strip() for cell in cells):
            yield place, cells


def _without_end(cells: list[str]) -> list[str]:
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def _batches(
    sheet: calamine.CalamineSheet, headings_at: int, headings: Headings, limits: Limits
) -> Iterator[Batch]:
    width = len(headings.names)
    numbers: list[int] = []
    rows: list[Row] = []
    for place, cells in _numbered(sheet):
        number = place - headings_at
        if number <= 0:
            continue
        _check_row(cells, number, headings, limits)
        numbers.append(number)
        rows.append((cells + [None] * width)[:width])
        if len(rows) == ROWS:
            yield _batch(numbers, rows)
            numbers, rows = [], []
    if rows:
        yield _batch(numbers, rows)


def _batch(numbers: list[int], rows: list[Row]) -> Batch:
    columns = [pa.array(column, pa.string()) for column in zip(*rows, strict=True)]
    return Batch(pa.array(numbers, pa.int64()), columns)


def _check_row(cells: Row, number: int, headings: Headings, limits: Limits) -> None:
    width = len(headings.names)
    for place, cell in enumerate(cells[width:], width):
        if cell:
            raise UnusableFileError(
                Fault(
                    "too_many_cells",
                    f"Row {number} has a value in column {_letters(place)}, which has no heading.",
                    "Name the column, or clear the cells beside the table.",
                    row=number,
                    column=_letters(place),
                    value=cell,
                )
            )
    for place, cell in enumerate(cells):
        if cell and len(cell) > limits.cell:
            raise UnusableFileError(
                Fault(
                    "cell_too_long",
                    f"The cell in row {number}, column {headings.names[place]} is too long.",
                    "Leave the long text out of the extract.",
                    row=number,
                    column=headings.names[place],
                )
            )


def _left_out(name: str, others: list[str]) -> Fault:
    return Fault(
        "several_sheets",
        f"Only the first sheet with anything in it was read ({name}); left out: {', '.join(others[:10])}.",
        "Put the data in the first sheet, or send one file for each sheet.",
        count=len(others),
    )


def _empty() -> Fault:
    return Fault(
        "empty_file", "The file is empty: it has no headings and no rows.", "Have the extract made again."
    )
