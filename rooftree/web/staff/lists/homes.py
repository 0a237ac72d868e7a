"""Homes, by address."""

from collections.abc import Mapping

from django.core.paginator import Paginator
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.records.homes import queries as homes_held
from rooftree.reference.standard.queries import label as code_label
from rooftree.web.components.parts import Kind, Status
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.homes import SEES_RECORDS
from rooftree.web.staff.lists.listing import (
    A_PAGE,
    Choice,
    Filter,
    Listed,
    as_csv,
    coded,
    heading,
    note_export,
)
from rooftree.web.staff.showing.tables import Cell
from rooftree.web.visibility import visible_to

LISTS = {"status": "unit_status", "tenure": "tenure", "kind": "unit_kind"}


@visible_to(*SEES_RECORDS)
@require_safe
def homes(request: StaffRequest) -> HttpResponseBase:
    """Homes, by address."""
    chosen = {name: request.GET.get(name, "")[:100] for name in ("status", "tenure", "kind", "area")}
    ended, differ = request.GET.get("ended") == "1", request.GET.get("differ") == "1"
    rows = homes_held.listed(viewer=request.viewer, ended=ended, differ=differ, **_clean(chosen))
    if request.GET.get("format") == "csv":
        note_export(request, "homes", rows)
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
        "heading": heading(
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
        ("Kind", Cell(coded("unit_kind", row["kind"])), False),
        ("State", Cell(coded("unit_status", row["status"])), False),
        ("Tenure", Cell(coded("tenure", row["tenure"])), False),
        ("Bedrooms", Cell(row["bedrooms"]), True),
        ("Patch", Cell(row["area__name"] or row["area_code"]), False),
    ]


def home_cells(row: Listed) -> list[object]:
    """One row of the file of homes."""
    return [
        row["uprn"],
        row["asset_ref"],
        row["address_line"],
        row["postcode"],
        coded("unit_kind", row["kind"]),
        coded("unit_status", row["status"]),
        coded("tenure", row["tenure"]),
        row["bedrooms"],
        row["area__name"] or row["area_code"],
        row["ended_on"],
    ]
