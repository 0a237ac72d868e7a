"""Rows with fewer cells than headings: which are allowed, and which show that the file is broken."""

from dataclasses import dataclass, field

from rooftree.sources.extracts.rules import delimiters
from rooftree.sources.extracts.rules.faults import Fault, UnusableFileError
from rooftree.sources.extracts.rules.headings import Headings, never_reached


@dataclass(slots=True)
class Short:
    """Rows with fewer cells than headings: allowed (NEC leaves trailing nulls out), unless broken."""

    columns: int
    count: int = 0
    first: int = 0
    sample: str = ""
    """The first cell of the first short row."""
    widest: int = 0
    broken_at: int = 0
    all_broken: bool = True
    _run: list[int] = field(default_factory=list)
    _run_from: int = 0
    last_is_short: bool = False

    def see(self, number: int, cells: int, first_cell: str | None) -> None:
        """One row, how many cells it has, and the first of them."""
        self.widest = max(self.widest, cells)
        self.last_is_short = cells < self.columns
        if not self.last_is_short:
            self.end_run()
            return
        self.count += 1
        if not self.first:
            self.first, self.sample = number, first_cell or ""
        if not self._run:
            self._run_from = number
        self._run.append(cells)
        # Two pieces of one row have, together, one cell more than the headings: the broken cell counts twice.
        if len(self._run) > 1 and sum(self._run) == self.columns + len(self._run) - 1:
            self.broken_at = self.broken_at or self._run_from
            self._run = []

    def end_run(self) -> None:
        """A row of full length came: what is left of the run were not pieces of a row."""
        if self._run:
            self.all_broken = False
            self._run = []


def judge(short: Short, rows: int, headings: Headings, notes: list[Fault], *, ends_with_break: bool) -> None:
    """After the last row: refuses a file whose short rows are damage, and notes those that are not."""
    short.end_run()
    if not short.count:
        return
    if damage := _damage(short, rows, headings, ends_with_break=ends_with_break):
        raise UnusableFileError(damage)
    notes.append(
        Fault(
            "short_rows",
            f"{short.count:,} rows have fewer cells than there are headings; the cells missing at the end "
            "were taken as empty.",
            "Nothing need be done if the export leaves empty cells out at the end of a row.",
            row=short.first,
            count=short.count,
        )
    )


def _damage(short: Short, rows: int, headings: Headings, *, ends_with_break: bool) -> Fault | None:
    if short.widest == 1 and (delimited := delimiters.in_rows(short.sample, short.columns)):
        return delimited
    if run_on := never_reached(headings, short.widest):
        return run_on
    if short.broken_at and short.all_broken:
        return Fault(
            "broken_row",
            f"Row {short.broken_at} is broken in two: its cells go on in the next line. "
            "A line break inside a text that is not in quotes is the usual reason.",
            "Have the extract made with texts in quotes, or take the line break out.",
            row=short.broken_at,
        )
    if short.last_is_short and not ends_with_break and short.count == 1:
        return Fault(
            "cut_off",
            f"The file ends in the middle of row {rows}: it was cut off.",
            "Copy the file again, whole.",
            row=rows,
        )
    return None
