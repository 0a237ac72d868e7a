"""What was wrong in a file, row by row: narrowed to a kind or a column, paged, and taken away."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.desk.freshness import title_of
from rooftree.engine.tables import Engine
from rooftree.reference.audit.actions import record
from rooftree.sources.connectors import registry
from rooftree.sources.extracts.queries import extracts as held
from rooftree.sources.extracts.queries.extracts import ExtractShown
from rooftree.sources.standardising import queries
from rooftree.sources.standardising.queries import Only, Place, RowProblem
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.lists.listing import A_PAGE, Choice, Filter, as_csv
from rooftree.web.staff.runs import BIGGEST_ID, SEES_RUNS, file_words
from rooftree.web.staff.showing.tables import Cell
from rooftree.web.visibility import visible_to

KINDS = {
    "bad_date": "Not a real day",
    "bad_year": "Not a year",
    "bad_number": "Not a number",
    "bad_flag": "Neither yes nor no",
    "bad_uprn": "Not a UPRN",
    "bad_postcode": "Not a postcode",
    "bad_phone": "Not a telephone number",
    "bad_email": "Not an e-mail address",
    "bad_nino": "Not a National Insurance number",
    "unknown_code": "A code nobody has explained",
    "missing_value": "Empty, but required",
    "missing_key": "No key: set aside",
    "duplicate_key": "Key used twice: set aside",
}
HEADS = ("Row", "Column", "What it says", "What is wrong", "What mends it")


@visible_to(*SEES_RUNS)
@require_safe
def problems(request: StaffRequest, extract_id: int) -> HttpResponseBase:
    """Every row of one file with a problem."""
    found = held.extract(extract_id, viewer=request.viewer) if extract_id <= BIGGEST_ID else None
    if found is None:
        raise Http404
    asked = {name: request.GET.get(name, "")[:200].replace("\x00", "") for name in ("kind", "column")}
    only = Only(**asked)
    if request.GET.get("format") == "csv":
        return _file(request, found, only)
    with _place() as place:
        every = queries.sorts(found.id, viewer=request.viewer, place=place)
        page = Paginator(range(_total(every, only)), A_PAGE).get_page(request.GET.get("page", 1))
        offset = max(page.start_index() - 1, 0)
        shown = queries.problems(
            found.id, viewer=request.viewer, place=place, only=only, offset=offset, limit=A_PAGE
        ).problems
    return render(request, "staff/problems.html", _context(found, every, only, page, shown))


def _context(
    found: ExtractShown,
    every: Sequence[tuple[Only, int]],
    only: Only,
    page: Page[int],
    shown: Sequence[RowProblem],
) -> Mapping[str, object]:
    name = f"{title_of(found.system)}, {file_words(found.file)}"
    return {
        "nav": "extracts",
        "extract": found,
        "name": name,
        "heading": heading(name, page.paginator.count, only),
        "page": page,
        "heads": HEADS,
        "lines": [_line(one) for one in shown],
        "filters": [
            _filter("kind", "What is wrong", every, only.kind, KINDS),
            _filter("column", "Column", every, only.column, {}),
        ],
        "ticks": (),
        "what": "problems",
        "nothing": "Nothing fits what you chose, or the rows are not in the landing area any more.",
        "route": reverse("extract-problems", args=[found.id]),
    }


def heading(name: str, count: int, only: Only) -> str:
    """How many there are, and of what."""
    said = KINDS.get(only.kind, only.kind.replace("_", " "))
    of = f": {said[:1].lower() + said[1:]}" if said else ""
    where = f" in the column {only.column}" if only.column else ""
    return f"{name}: {words.counted(count, 'problem', 'problems')}{where}{of}"


def _total(every: Sequence[tuple[Only, int]], only: Only) -> int:
    return sum(
        count for one, count in every if only.kind in ("", one.kind) and only.column in ("", one.column)
    )


def _filter(
    name: str, label: str, every: Sequence[tuple[Only, int]], chosen: str, said: Mapping[str, str]
) -> Filter:
    counts: dict[str, int] = {}
    for one, count in every:
        value = getattr(one, name)
        counts[value] = counts.get(value, 0) + count
    choices = [
        Choice(value, said.get(value, value.replace("_", " ") if said else value), count, value == chosen)
        for value, count in counts.items()
    ]
    return Filter(name, label, choices)


def _line(one: RowProblem) -> list[tuple[str, Cell, bool]]:
    value = Cell(one.value) if one.value else Cell("Empty, or not repeated", blank=True)
    cells = (Cell(f"Row {one.row:,}"), Cell(one.column), value, Cell(one.says), Cell(one.mend))
    return [(head, cell, False) for head, cell in zip(HEADS, cells, strict=True)]


def _file(request: StaffRequest, found: ExtractShown, only: Only) -> HttpResponseBase:
    record(
        by=request.viewer,
        now=clock.now(),
        action="exported",
        subject_type="extract problems",
        subject_id=found.id,
        detail={"file": f"{found.system}/{found.file}", "filter": request.GET.urlencode()[:200]},
    )

    def rows() -> Iterator[tuple[object, ...]]:
        with _place() as place:
            for one in queries.every_problem(found.id, viewer=request.viewer, place=place, only=only):
                yield one.row, one.column, one.value, one.says, one.mend

    return as_csv(f"{found.system}-{found.file}-problems", HEADS, rows())


@contextmanager
def _place() -> Iterator[Place]:
    """The landing area, and an engine small enough for a page."""
    engine = Engine(spill=settings.LANDING / "spill", memory="256MB", threads=1)
    try:
        yield Place(engine, settings.LANDING, registry.load(settings.ROOFTREE_MAPPINGS))
    finally:
        engine.close()
