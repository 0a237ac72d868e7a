"""A spreadsheet, row by row in little memory: the data, then what it is and what its columns mean."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from rooftree.desk.exports.shape import Cell, Column, Kind, Row
from rooftree.engine.spreadsheet_safety import safe_cell

LONDON = ZoneInfo("Europe/London")
LOOKS = {
    Kind.DAY: "d mmm yyyy",
    Kind.MOMENT: "d mmm yyyy hh:mm",
    Kind.MONEY: "£#,##0.00;[Red]-£#,##0.00",
}
WIDE = {Kind.DAY: 13, Kind.MOMENT: 18, Kind.MONEY: 12, Kind.YES_NO: 8, Kind.WHOLE: 10, Kind.NUMBER: 10}
EARLIEST = datetime.date(1900, 3, 1)
"""Spreadsheets know no day before 1900, and count the first two months of it wrongly."""
MOST_TEXT = 32_000
"""A cell holds 32,767 characters."""


@contextmanager
def book(part: Path) -> Iterator[Any]:
    """A workbook that keeps one row at a time."""
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(part), options) as made:
        yield made


def data(made: Any, columns: Sequence[Column], rows: Iterable[Row]) -> int:
    """The first sheet: heads that stay in view, and a row for each row."""
    sheet = made.add_worksheet("Data")
    bold = made.add_format({"bold": True})
    looks = [
        made.add_format({"num_format": LOOKS[one.kind]}) if one.kind in LOOKS else None for one in columns
    ]
    for at, column in enumerate(columns):
        sheet.set_column(at, at, WIDE.get(column.kind, 24))
        sheet.write_string(0, at, column.name, bold)
    sheet.freeze_panes(1, 0)
    count = 0
    for count, row in enumerate(rows, start=1):
        for at, cell in enumerate(row):
            if cell is not None:
                _write(sheet, count, at, cell, looks[at])
    return count


def _write(sheet: Any, row: int, at: int, cell: Cell, look: Any) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, at, safe_cell(cell)[:MOST_TEXT])
    elif isinstance(cell, bool):
        sheet.write_boolean(row, at, cell)
    elif isinstance(cell, datetime.date):
        _write_day(sheet, row, at, cell, look)
    elif isinstance(cell, Decimal | int | float):
        sheet.write_number(row, at, cell, look)


def _write_day(sheet: Any, row: int, at: int, cell: datetime.date, look: Any) -> None:
    shown = cell.astimezone(LONDON).replace(tzinfo=None) if isinstance(cell, datetime.datetime) else cell
    on = shown.date() if isinstance(shown, datetime.datetime) else shown
    if on < EARLIEST:
        sheet.write_string(row, at, shown.isoformat())
    else:
        sheet.write_datetime(row, at, shown, look)


def about(made: Any, told: Sequence[tuple[str, str]], dictionary: Sequence[tuple[str, str, str]]) -> None:
    """The last sheet: what the data is, and what each column means."""
    sheet = made.add_worksheet("About")
    bold, wrap = made.add_format({"bold": True, "valign": "top"}), made.add_format({"text_wrap": True})
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 60)
    sheet.set_column(2, 2, 70)
    at = 0
    for what, says in told:
        sheet.write_string(at, 0, what, bold)
        sheet.write_string(at, 1, safe_cell(says), wrap)
        at += 1
    for name, kind, says in [("Column", "What it holds", "What it means"), *dictionary]:
        at += 1
        sheet.write_string(at, 0, safe_cell(name), bold)
        sheet.write_string(at, 1, kind, wrap)
        sheet.write_string(at, 2, safe_cell(says), wrap)
