"""The capability matrix as an export: one row for each key requirement and system (R11)."""

import datetime
from collections.abc import Iterator, Sequence

from django.utils import timezone

from rooftree.desk.exports.shape import Column, Export, Kind, Row
from rooftree.oversight.capability.queries.figures import counting
from rooftree.oversight.capability.queries.matrix import CellShown, RowShown, matrix
from rooftree.reference.accounts.rules import SYSTEM, Viewer

COLUMNS = (
    Column("requirement_id", Kind.TEXT, "The requirement's stable name."),
    Column("requirement", Kind.TEXT, "What a landlord must be able to record."),
    Column("subject", Kind.TEXT, "resident, tenancy, home, safety or repair."),
    Column("serves", Kind.TEXT, "Recommendations of the Ombudsman's report that it serves."),
    Column("held_in", Kind.TEXT, "Table and columns of the recording standard; empty when it has none yet."),
    Column("system", Kind.TEXT, "nec, locata, keystone or oneserve."),
    Column("system_of_record", Kind.YES_NO, "Whether this system is believed first on it."),
    Column(
        "can_hold",
        Kind.TEXT,
        "mapped: the mapping reads it. yes, not_extracted, partly, no: as declared. unknown: it should, "
        "and nobody has said. not_asked: it need not.",
    ),
    Column("rows_asked", Kind.WHOLE, "Rows that should hold it; empty when none was received."),
    Column("rows_held", Kind.WHOLE, "Rows that do."),
    Column("percent_filled", Kind.NUMBER, "The share of them, rounded down."),
    Column("aim", Kind.WHOLE, "The share aimed at; empty where not every row has one."),
    Column("percent_format_ok", Kind.NUMBER, "Of the filled values, the share that every rule passes."),
    Column("counted_on", Kind.DAY, "The business day of the run that counted it."),
    Column("last_reviewed", Kind.DAY, "When a person last looked at what the system can hold."),
    Column("review_due", Kind.DAY, "When that is due again."),
    Column("gaps", Kind.TEXT, "What is lacking, in words."),
    Column("open_need", Kind.WHOLE, "The number of the open need, when there is one."),
)


def capability_matrix() -> Export:
    """Every requirement in every system."""
    title = "Key requirements, and what each system can and does hold of them"
    return Export("capability-matrix", title, COLUMNS, _rows, _about)


def _rows(viewer: Viewer) -> Iterator[Row]:
    today: datetime.date = timezone.localdate()
    for row in matrix(viewer=viewer, today=today):
        for one in row.cells:
            yield row_of(row, one)


def row_of(row: RowShown, one: CellShown) -> Row:
    """One requirement in one system, in the order of the columns."""
    cell, figure, said = one.cell, one.cell.figure, one.cell.declared
    wanted = cell.requirement
    gaps = [*([row.nowhere] if row.nowhere and cell.is_expected else []), *one.gaps]
    held_in = ", ".join(f"{wanted.table}.{name}" for name in wanted.column_names)
    return (
        wanted.id,
        wanted.title,
        wanted.subject,
        " ".join(wanted.serves),
        held_in,
        cell.system,
        cell.is_first,
        cell.can.value,
        figure.asked if figure else None,
        figure.held if figure else None,
        figure.filled if figure else None,
        wanted.aim,
        figure.format_ok if figure else None,
        figure.counted_on if figure else None,
        said.reviewed_on if said else None,
        said.review_due_on if said else None,
        " ".join(gap.says for gap in gaps),
        one.need_id or (row.need_id if cell.is_expected else None),
    )


def _about() -> Sequence[tuple[str, str]]:
    """Which run counted."""
    last = counting(viewer=SYSTEM)
    return [("Counted in run", f"{last.run_id}, for {last.business_on}")] if last else []
