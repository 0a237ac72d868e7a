"""Spreadsheets: what Excel did to the values is kept as it is; what cannot be trusted is refused."""

import datetime
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from rooftree.sources.extracts.rules.limits import Limits
from tests.sources.extracts.reading.conftest import Desk

Filled = Callable[..., Path]
HEAD = ["REF", "STATUS", "BUILT"]


@pytest.fixture
def filled(tmp_path: Path) -> Filled:
    """Makes a spreadsheet with these rows, after something is done to the sheet."""

    def make(rows: list[list[object]], spoil: Callable[[Worksheet], object] = lambda sheet: None) -> Path:
        book = openpyxl.Workbook()
        sheet = book.active
        assert isinstance(sheet, Worksheet)
        for row in rows:
            sheet.append(row)
        spoil(sheet)
        path = tmp_path / "homes.xlsx"
        book.save(path)
        return path

    return make


def test_numbers_and_dates_become_the_text_that_says_the_same(desk: Desk, filled: Filled) -> None:
    moment = datetime.datetime(2024, 3, 5, 14, 30)
    rows = desk.rows(
        filled(
            [
                ["REF", "STATUS", "NAME", "BUILT"],
                [100023, "OCC", 12.5, 45356],
                [100023456789, "OCC", True, datetime.date(2024, 3, 5)],
                ["0042 ", "1.00023E+11", None, moment],
            ]
        )
    )
    assert rows == {
        "REF": ["100023", "100023456789", "0042 "],
        "STATUS": ["OCC", "OCC", "1.00023E+11"],
        "NAME": ["12.5", "TRUE", None],
        "BUILT": ["45356", "2024-03-05", "2024-03-05 14:30:00"],
        "_row": [1, 2, 3],
    }


def test_rows_are_counted_as_the_sheet_counts_them(desk: Desk, filled: Filled) -> None:
    assert desk.rows(filled([[None], HEAD, ["1", "OCC"], [], ["2", "VOI"]]))["_row"] == [1, 3]


def test_headings_only(desk: Desk, filled: Filled) -> None:
    assert desk.rows(filled([HEAD]))["REF"] == []


def test_merged_cells_are_refused_with_the_place(desk: Desk, filled: Filled) -> None:
    rows = [HEAD, ["1", "OCC"], ["2", "VOI"]]
    fault = desk.fault(filled(rows, lambda sheet: sheet.merge_cells("B2:B3")))
    assert (fault.kind, fault.row, fault.value) == ("merged_cells", 1, "B2:B3")


def test_the_first_sheet_with_anything_in_it_is_read_and_the_others_told(desk: Desk, filled: Filled) -> None:
    def spoil(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        second = sheet.parent.create_sheet("Homes")
        second.append(["REF", "STATUS"])
        second.append(["7", "OCC"])
        sheet.parent.create_sheet("Notes").append(["made by Bob"])

    assert desk.rows(filled([], spoil))["REF"] == ["7"]
    assert desk.facts == {"sheet": "Homes"}
    assert "left out: Notes" in desk.notes[0].says


def test_a_value_beside_the_table_is_refused(desk: Desk, filled: Filled) -> None:
    fault = desk.fault(filled([HEAD, ["1", "OCC", "1961", "see note"]]))
    assert (fault.kind, fault.row, fault.column) == ("too_many_cells", 1, "D")


def test_an_empty_spreadsheet(desk: Desk, filled: Filled) -> None:
    assert desk.fault(filled([])).kind == "empty_file"
    assert desk.fault(b"", "homes.xlsx").kind == "empty_file"


def test_a_macro_is_refused_even_under_another_name(desk: Desk, filled: Filled) -> None:
    path = filled([HEAD, ["1", "OCC"]])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub AutoOpen()")
    assert desk.fault(path).kind == "macro"


def test_a_locked_an_old_and_a_broken_spreadsheet(desk: Desk, filled: Filled) -> None:
    assert "password" in desk.fault(b"\xd0\xcf\x11\xe0" + bytes(600), "homes.xlsx").says
    assert desk.fault(b"REF,STATUS\n1,OCC\n", "homes.xlsx").kind == "damaged"
    whole = filled([HEAD, ["1", "OCC"]]).read_bytes()
    assert desk.fault(whole[: len(whole) // 2], "homes.xlsx").kind == "damaged"


def test_a_zip_bomb_is_refused_before_it_is_opened(desk: Desk, filled: Filled) -> None:
    path = filled([HEAD, ["1", "OCC"]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet2.xml", bytes(80_000_000))
    assert desk.fault(path).kind == "grows_too_large"
    assert desk.fault(filled([HEAD]), limits=Limits(spreadsheet=100)).kind == "grows_too_large"


def test_a_zip_that_lies_about_its_size_is_refused(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "homes.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(5_000_000))
    content = bytearray(path.read_bytes())
    size = struct.pack("<I", 5_000_000)
    while (at := content.find(size)) >= 0:
        content[at : at + 4] = struct.pack("<I", 10)
    path.write_bytes(content)
    fault = desk.fault(path)
    assert "larger than it says" in fault.says
