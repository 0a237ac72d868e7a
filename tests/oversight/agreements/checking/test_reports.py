"""The error report is the sender's own file with what is wrong beside each cell, and runs nothing."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from rooftree.oversight.agreements.checking import reports
from rooftree.oversight.agreements.checking.findings import causes
from rooftree.oversight.agreements.rules.intake import Finding, Grade

FOUND = [
    Finding(2, "day", Grade.CRITICAL, "day is no day.", "Correct it.", "standardising", "31/02"),
    Finding(2, "day", Grade.CONFIRM, "It is early.", "See.", "t.day.range"),
    Finding(1, "", Grade.CONFIRM, "The row is odd.", "Look.", "t.odd"),
]


def book(tmp_path: Path) -> openpyxl.Workbook:
    table = pa.table({"ref": ["=1+1", "B"], "day": ["01/02", "31/02"], "_row": [1, 2]})
    pq.write_table(table, tmp_path / reports.LANDED)
    reports.keep(FOUND, tmp_path / reports.FINDINGS)
    found = reports.kept(tmp_path / reports.FINDINGS)
    assert found == FOUND
    made = reports.Report(tmp_path / reports.LANDED, found, [("File", "=cmd")], causes(found), ["Note well."])
    reports.write(made, tmp_path / "report.xlsx")
    return openpyxl.load_workbook(tmp_path / "report.xlsx")


def test_the_full_tab_is_the_senders_file_with_a_column_beside_each_that_has_a_fault(tmp_path: Path) -> None:
    rows = list(book(tmp_path)["Full"].iter_rows(values_only=True))
    assert rows[0] == ("Row", "What is wrong with the row", "ref", "day", "day: what is wrong")
    assert rows[1] == (1, "Please confirm: The row is odd. Look.", "'=1+1", "01/02", None)
    assert rows[2][2:] == (
        "B",
        "31/02",
        "Must be mended: day is no day. Correct it. Please confirm: It is early. See.",
    )


def test_the_summary_counts_what_must_be_mended_before_what_is_to_be_confirmed(tmp_path: Path) -> None:
    sheet = book(tmp_path)["Summary"]
    rows = [row for row in sheet.iter_rows(values_only=True) if any(row)]
    assert rows[0][:2] == ("File", "'=cmd")
    assert rows[1][:2] == ("Please note", "Note well.")
    assert [row[0] for row in rows[3:]] == ["Must be mended", "Please confirm", "Please confirm"]
    assert [cell.data_type for row in sheet.iter_rows() for cell in row].count("f") == 0
