"""Lists of homes, people and repairs: filtered, paged, and taken away as they stand."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.engine.spreadsheet_safety import safe_cell
from rooftree.records.homes import queries as homes_held
from rooftree.records.people import queries as people_held
from rooftree.records.repairs import queries as repairs_held
from rooftree.records.repairs.rules import is_open, is_overdue
from rooftree.reference.audit.actions import record
from rooftree.reference.standard.queries import label as code_label
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Status
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.homes import SEES_PEOPLE, SEES_RECORDS
from rooftree.web.staff.names import humane
from rooftree.web.staff.showing.tables import Cell
from rooftree.web.visibility import visible_to

A_PAGE = 50
LISTS = {"status": "unit_status", "tenure": "tenure", "kind": "unit_kind"}
Listed = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter."""

    value: str
    words: str
    count: int
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


@visible_to(*SEES_RECORDS)
@require_safe
def homes(request: StaffRequest) -> HttpResponseBase:
    """Homes, by address."""
    chosen = {name: request.GET.get(name, "")[:100] for name in ("status", "tenure", "kind", "area")}
    ended, differ = request.GET.get("ended") == "1", request.GET.get("differ") == "1"
    rows = homes_held.listed(viewer=request.viewer, ended=ended, differ=differ, **_clean(chosen))
    if request.GET.get("format") == "csv":
        _note_export(request, "homes", rows)
        heads = (
            "UPRN",
            "Reference",
            "Address",
            "Postcode",
            "Kind",
            "State",
            "Tenure",
            "Bedrooms",
            "Patch",
            "Ended",
        )
        return as_csv("homes", heads, (home_cells(row) for row in rows.iterator(chunk_size=2000)))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page", 1))
    what = "homes have ended" if ended else "homes"
    context = {
        "nav": "homes",
        "heading": _heading(
            page.paginator.count,
            "home has ended" if ended else "home",
            what,
            filtered=any(chosen.values()),
            differ=differ,
        ),
        "page": page,
        "heads": ("Home", "Kind", "State", "Tenure", "Bedrooms", "Patch"),
        "lines": [home_line(row) for row in page],
        "filters": _filters(request, chosen),
        "ticks": (("ended", "Only ended", ended), ("differ", "Systems disagree", differ)),
        "what": "homes",
        "route": reverse("homes"),
    }
    return render(request, "staff/list.html", context)


def _clean(chosen: Mapping[str, str]) -> dict[str, str]:
    return {name: value.replace("\x00", "") for name, value in chosen.items()}


def _filters(request: StaffRequest, chosen: Mapping[str, str]) -> list[Filter]:
    found = homes_held.choices(viewer=request.viewer)
    areas = homes_held.area_names(viewer=request.viewer)
    named = (
        ("status", "State", "status"),
        ("tenure", "Tenure", "tenure"),
        ("kind", "Kind", "kind"),
        ("area", "Patch", "area_code"),
    )
    return [
        Filter(
            name,
            label,
            [
                Choice(value, _words(column, value, areas), count, value == chosen[name])
                for value, count in found.get(column, ())
            ],
        )
        for name, label, column in named
        if found.get(column)
    ]


def _words(column: str, value: str, areas: Mapping[str, str]) -> str:
    return areas.get(value, value) if column == "area_code" else code_label(LISTS[column], value)


def home_line(row: Listed) -> list[tuple[str, Cell, bool]]:
    """One row of the list of homes."""
    address = ", ".join(part for part in (row["address_line"], row["postcode"]) if part) or row["asset_ref"]
    refs = " · ".join(
        part for part in (f"UPRN {row['uprn']}" if row["uprn"] else "", row["asset_ref"] or "") if part
    )
    gone = Status(Kind.NONE, "Ended") if row["ended_on"] else None
    return [
        ("Home", Cell(address, refs, reverse("home", args=[row["id"]]), gone), False),
        ("Kind", Cell(_coded("unit_kind", row["kind"])), False),
        ("State", Cell(_coded("unit_status", row["status"])), False),
        ("Tenure", Cell(_coded("tenure", row["tenure"])), False),
        ("Bedrooms", Cell(row["bedrooms"]), True),
        ("Patch", Cell(row["area__name"] or row["area_code"]), False),
    ]


def _coded(code_list: str, code: str | None) -> str | None:
    return code_label(code_list, code) if code else None


def home_cells(row: Listed) -> list[object]:
    """One row of the file of homes."""
    return [
        row["uprn"],
        row["asset_ref"],
        row["address_line"],
        row["postcode"],
        _coded("unit_kind", row["kind"]),
        _coded("unit_status", row["status"]),
        _coded("tenure", row["tenure"]),
        row["bedrooms"],
        row["area__name"] or row["area_code"],
        row["ended_on"],
    ]


def _heading(count: int, one: str, many: str, *, filtered: bool = False, differ: bool = False) -> str:
    said = words.listed([words.counted(count, one, many)])
    if differ:
        return f"{said} on which systems disagree"
    if filtered:
        return f"{said} {'fits' if count == 1 else 'fit'} what you chose"
    return said


def _note_export(request: StaffRequest, what: str, rows: QuerySet[Any, Any]) -> None:
    """Taking a list away leaves a line in the audit trail."""
    record(
        by=request.viewer,
        now=clock.now(),
        action="exported",
        subject_type=what,
        detail={"rows": rows.count(), "filter": request.GET.urlencode()[:200]},
    )


@visible_to(*SEES_PEOPLE)
@require_safe
def people(request: StaffRequest) -> HttpResponseBase:
    """People, by family name."""
    ended, differ = request.GET.get("ended") == "1", request.GET.get("differ") == "1"
    rows = people_held.listed(viewer=request.viewer, ended=ended, differ=differ)
    if request.GET.get("format") == "csv":
        _note_export(request, "people", rows)
        cells = (
            [row["id"], row["title"], row["full_name"], row["date_of_birth"], row["ended_on"]]
            for row in rows.iterator(chunk_size=2000)
        )
        return as_csv("people", ("Ours", "Title", "Name", "Born", "Ended"), cells)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page", 1))
    lives = people_held.homes_of([str(row["id"]) for row in page], viewer=request.viewer, today=clock.today())
    many = "people have ended" if ended else "people"
    context = {
        "nav": "people",
        "heading": _heading(
            page.paginator.count, "person has ended" if ended else "person", many, differ=differ
        ),
        "page": page,
        "heads": ("Person", "Born", "Lives at", "Since"),
        "lines": [person_line(row, lives.get(str(row["id"]))) for row in page],
        "filters": (),
        "ticks": (("ended", "Only ended", ended), ("differ", "Systems disagree", differ)),
        "what": "people",
        "route": reverse("people"),
    }
    return render(request, "staff/list.html", context)


def person_line(row: Listed, lives: Listed | None) -> list[tuple[str, Cell, bool]]:
    """One row of the list of people."""
    name = humane(" ".join(part for part in (row["title"], row["full_name"]) if part)) or "Name not known"
    status = Status(Kind.NONE, "Has died") if row["deceased_on"] else None
    if row["ended_on"]:
        status = Status(Kind.NONE, "Ended")
    where, since = Cell("", blank=True), Cell("", blank=True)
    if lives:
        address = ", ".join(
            part for part in (lives["tenancy__unit__address_line"], lives["tenancy__unit__postcode"]) if part
        )
        left = "" if lives["now"] else f"left {words.day(lives['left_on'])}"
        where = Cell(address, left, reverse("home", args=[lives["tenancy__unit_id"]]))
        since = Cell(lives["starts_on"])
    return [
        ("Person", Cell(name, "", reverse("person", args=[row["id"]]), status), False),
        ("Born", Cell(row["date_of_birth"]), False),
        ("Lives at", where, False),
        ("Since", since, False),
    ]


@visible_to(*SEES_RECORDS)
@require_safe
def repairs(request: StaffRequest) -> HttpResponseBase:
    """Repairs, the newest first."""
    still_open = request.GET.get("open") == "1"
    rows = repairs_held.listed(viewer=request.viewer, still_open=still_open)
    if request.GET.get("format") == "csv":
        _note_export(request, "repairs", rows)
        heads = ("Job", "Order", "Repair", "At", "Reported", "Target", "Done", "State")
        return as_csv("repairs", heads, (repair_cells(row) for row in rows.iterator(chunk_size=2000)))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page", 1))
    context = {
        "nav": "repairs",
        "heading": _heading(
            page.paginator.count,
            "repair is not done" if still_open else "repair",
            "repairs are not done" if still_open else "repairs",
        ),
        "page": page,
        "heads": ("Repair", "At", "Reported", "Target", "Done", "How it stands"),
        "lines": [repair_line(row) for row in page],
        "filters": (),
        "ticks": (("open", "Only those not done", still_open),),
        "what": "repairs",
        "route": reverse("repairs"),
    }
    return render(request, "staff/list.html", context)


def repair_cells(row: Listed) -> list[object]:
    """One row of the file of repairs."""
    return [
        row["job_ref"],
        row["order_ref"],
        row["description"],
        row["unit__address_line"] or row["block__name"],
        row["reported_at"],
        row["target_at"],
        row["completed_at"],
        _coded("work_order_status", row["status"]),
    ]


def repair_line(row: Listed) -> list[tuple[str, Cell, bool]]:
    """One row of the list of repairs."""
    said = _coded("work_order_status", row["status"]) or "Not known"
    state = row["status"] or ""
    late = is_overdue(
        status=state, completed_at=row["completed_at"], target_at=row["target_at"], now=clock.now()
    )
    waits = is_open(status=state, completed_at=row["completed_at"])
    status = (
        Status(Kind.OVER, f"{said}, past its target")
        if late
        else Status(Kind.NOW if waits else Kind.OK, said)
    )
    href = reverse("home", args=[row["unit_id"]]) if row["unit_id"] else ""
    refs = row["job_ref"] or row["order_ref"] or ""
    return [
        ("Repair", Cell(row["description"] or refs, refs, reverse("repair", args=[row["id"]])), False),
        ("At", Cell(row["unit__address_line"] or row["block__name"], "", href), False),
        ("Reported", Cell(_day(row["reported_at"])), False),
        ("Target", Cell(_day(row["target_at"])), False),
        (
            "Done",
            Cell(_day(row["completed_at"]), blank=True) if row["completed_at"] else Cell("", blank=True),
            False,
        ),
        ("How it stands", Cell("", status=status, blank=True), False),
    ]


def _day(moment: Any) -> str | None:
    return words.day(moment) if moment else None
