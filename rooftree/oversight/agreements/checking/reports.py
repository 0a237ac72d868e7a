"""The error report: a summary, and the sender's own file with what is wrong beside each cell."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from rooftree.engine.spreadsheet_safety import safe_cell
from rooftree.oversight.agreements.rules.intake import Finding, Grade
from rooftree.sources.extracts.rules.headings import ROW

LANDED, FINDINGS, SENT = "landed.parquet", "findings.parquet", "sent"
"""What an intake's folder holds: its rows as they came, what was found, and the file while it waits."""
SHEET_ROWS = 1_048_570
MOST_TEXT = 32_000
BATCH = 5_000
GRADES = {Grade.CRITICAL: "Must be mended", Grade.CONFIRM: "Please confirm"}
FIELDS = ("row", "column", "grade", "says", "mend", "rule", "value")
SHAPE = pa.schema([pa.field(name, pa.int64() if name == "row" else pa.string()) for name in FIELDS])


def keep(found: Sequence[Finding], path: Path) -> None:
    """The findings in a file, in their order."""
    rows = [{name: getattr(one, name) for name in FIELDS} | {"grade": one.grade.value} for one in found]
    pq.write_table(pa.Table.from_pylist(rows, schema=SHAPE), path)


def kept(path: Path) -> list[Finding]:
    """What `keep` wrote."""
    return [Finding(**each | {"grade": Grade(each["grade"])}) for each in pq.read_table(path).to_pylist()]


@dataclass(frozen=True, slots=True)
class Report:
    """What a report is made of."""

    landed: Path
    findings: Sequence[Finding]
    lines: Sequence[tuple[str, str]]
    """What the summary says first: the agreement, the file, the day."""
    causes: Sequence[Mapping[str, Any]]
    told: Sequence[str]


def write(report: Report, path: Path) -> None:
    """The spreadsheet, one row at a time; no cell of it can run."""
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        looks = {
            "bold": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
            "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
            Grade.CRITICAL: book.add_format({"bg_color": "#F7D9D6", "bold": True}),
            Grade.CONFIRM: book.add_format({"bg_color": "#FFF2CC"}),
        }
        _summary(book, report, looks)
        _full(book, report, looks)


def _summary(book: Any, report: Report, looks: Mapping[Any, Any]) -> None:
    sheet = book.add_worksheet("Summary")
    for at, width in enumerate((20, 24, 56, 60, 12, 14)):
        sheet.set_column(at, at, width)
    at = 0
    for what, says in [*report.lines, *(("Please note", words) for words in report.told)]:
        sheet.write_string(at, 0, what, looks["bold"])
        sheet.write_string(at, 1, safe_cell(says)[:MOST_TEXT])
        at += 1
    at += 1
    heads = ("What it asks of you", "Column", "What is wrong", "What mends it", "How many", "First at row")
    for place, head in enumerate(heads):
        sheet.write_string(at, place, head, looks["bold"])
    for one in report.causes:
        at += 1
        grade = Grade(one["grade"])
        sheet.write_string(at, 0, GRADES[grade], looks[grade])
        for place, name in enumerate(("column", "says", "mend"), start=1):
            sheet.write_string(at, place, safe_cell(str(one[name]) or "The whole row"), looks["wrap"])
        sheet.write_number(at, 4, one["count"])
        sheet.write_number(at, 5, one["row"])


def _full(book: Any, report: Report, looks: Mapping[Any, Any]) -> None:
    """The sender's columns in their order; beside each that has a finding, a column that says what it is."""
    by_row: dict[int, dict[str, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for one in report.findings:
        by_row[one.row][one.column].append(one)
    named = {one.column for one in report.findings}
    columns = [name for name in pq.read_schema(report.landed).names if name != ROW]
    sheet = book.add_worksheet("Full")
    sheet.freeze_panes(1, 1)
    heads = ["Row", *(["What is wrong with the row"] if named - set(columns) else [])]
    for name in columns:
        heads += [name, f"{name}: what is wrong"] if name in named else [name]
    for place, head in enumerate(heads):
        sheet.set_column(place, place, 44 if "what is wrong" in head.casefold() else 18)
        sheet.write_string(0, place, safe_cell(head)[:MOST_TEXT], looks["bold"])
    count = 0
    for count, row in enumerate(_rows(report.landed), start=1):
        if count >= SHEET_ROWS:
            break
        found = by_row.get(int(row[ROW]), {})
        sheet.write_number(count, 0, int(row[ROW]))
        _row(sheet, count, _cells(row, columns, named, found), looks)
    sheet.autofilter(0, 0, max(count, 1), len(heads) - 1)


Cell = tuple[str, Grade | None]


def _cells(
    row: Mapping[str, Any], columns: Sequence[str], named: set[str], found: Mapping[str, Sequence[Finding]]
) -> Iterator[Cell]:
    if named - set(columns):
        yield _said([one for name, those in found.items() if name not in columns for one in those])
    for name in columns:
        those = found.get(name, ())
        grade = _said(those)[1]
        yield str(row[name] or ""), grade
        if name in named:
            yield _said(those)


def _said(those: Sequence[Finding]) -> Cell:
    """What is wrong with one cell, the gravest first; nothing of a sound one."""
    if not those:
        return "", None
    ordered = sorted(those, key=lambda one: one.grade is not Grade.CRITICAL)
    words = " ".join(f"{GRADES[one.grade]}: {one.says} {one.mend}".strip() for one in ordered)
    return words, ordered[0].grade


def _row(sheet: Any, at: int, cells: Iterator[Cell], looks: Mapping[Any, Any]) -> None:
    for place, (text, grade) in enumerate(cells, start=1):
        if text or grade:
            sheet.write_string(at, place, safe_cell(text)[:MOST_TEXT], looks[grade] if grade else None)


def _rows(landed: Path) -> Iterator[dict[str, Any]]:
    with pq.ParquetFile(landed) as file:
        for batch in file.iter_batches(batch_size=BATCH):
            yield from batch.to_pylist()


def cells_of(landed: Path, rows: Sequence[int]) -> dict[int, dict[str, Any]]:
    """These rows of the file as they were sent."""
    found = pq.read_table(landed, filters=[(ROW, "in", list(rows))]).to_pylist() if rows else []
    return {int(row[ROW]): row for row in found}
