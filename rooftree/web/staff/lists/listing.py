"""What the lists share: filters, the heading, and the list as a file."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import StreamingHttpResponse

from rooftree.engine.spreadsheet_safety import safe_cell
from rooftree.reference.audit.actions import record
from rooftree.reference.standard.quality.in_force import label as code_label
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.requests import StaffRequest

A_PAGE = 50
Listed = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter."""

    value: str
    words: str
    count: int | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter of a list."""

    name: str
    label: str
    choices: Sequence[Choice]


class Echo:
    """What a CSV writer writes to: it hands each line on."""

    def write(self, line: str) -> str:
        """The line itself."""
        return line


def as_csv(name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    """A list as a file, row by row, with no cell that a spreadsheet would run."""

    def lines() -> Iterator[str]:
        writer = csv.writer(Echo())
        yield "\ufeff" + str(writer.writerow(heads))
        for row in rows:
            yield str(writer.writerow([safe_cell("" if cell is None else str(cell)) for cell in row]))

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def heading(count: int, one: str, many: str, *, filtered: bool = False, differ: bool = False) -> str:
    said = words.listed([words.counted(count, one, many)])
    if differ:
        return f"{said} on which systems disagree"
    if filtered:
        return f"{said} {'fits' if count == 1 else 'fit'} what you chose"
    return said


def note_export(request: StaffRequest, what: str, rows: QuerySet[Any, Any]) -> None:
    """Taking a list away leaves a line in the audit trail."""
    record(
        by=request.viewer,
        now=clock.now(),
        action="exported",
        subject_type=what,
        detail={"rows": rows.count(), "filter": request.GET.urlencode()[:200]},
    )


def coded(code_list: str, code: str | None) -> str | None:
    return code_label(code_list, code) if code else None
