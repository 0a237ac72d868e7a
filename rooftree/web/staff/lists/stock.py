"""Homes as the systems' lists have them: missing here, only there, differing; narrowed, paged, taken away."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.desk.freshness import title_of
from rooftree.records.homes.queries import area_names
from rooftree.records.stock.queries import figures
from rooftree.records.stock.queries import homes as held
from rooftree.records.stock.queries.homes import Decision, Wanted
from rooftree.records.stock.rules import may_decide
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.register.queries import stock_scope
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Status
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.homes import SEES_RECORDS
from rooftree.web.staff.lists.listing import A_PAGE, Choice, Filter, Listed, as_csv, coded, note_export
from rooftree.web.staff.showing.tables import Cell
from rooftree.web.staff.stock.words import decision, fact, found, homes, systems
from rooftree.web.visibility import visible_to

NAMES = ("missing", "only", "differs", "state", "area", "listed", "also", "without", "between")
KEPT = ("listed", "also", "without", "between")
"""Filters that figures lead with and that the form keeps; no select shows them."""
STATES = {
    "open": "Still open",
    "decided": "Decided",
    "again": "Decided, facts changed since",
    "unsure": "Cannot be told: a list is too old",
}
HEADS = ("Home", "In", "What was found", "Decided")
FILE = (
    "Home id",
    "UPRN",
    "Reference",
    "Address",
    "Postcode",
    "Kind",
    "State",
    "Patch",
    "In",
    "Still open",
    "Decided",
)
AT_ONCE = 2000


@visible_to(*SEES_RECORDS)
@require_safe
def stock_homes(request: StaffRequest) -> HttpResponseBase:
    """The homes that a figure of the reconciliation counts."""
    asked = {name: request.GET.get(name, "")[:100].replace("\x00", "") for name in NAMES}
    listed = held.listed(wanted(asked), viewer=request.viewer)
    if request.GET.get("format") == "csv":
        note_export(request, "stock", listed)
        return as_csv("stock-homes", FILE, _file_rows(listed, request.viewer))
    page = Paginator(listed, A_PAGE).get_page(request.GET.get("page", 1))
    shown = list(page)
    decides = may_decide(request.viewer)
    context = {
        "nav": "stock",
        "heading": heading(page.paginator.count, asked),
        "page": page,
        "heads": HEADS,
        "lines": _lines(shown, request.viewer),
        "filters": _filters(request.viewer, asked),
        "kept": {name: asked[name] for name in KEPT if asked[name]},
        "chosen_only": _between(asked),
        "what": "homes",
        "route": reverse("stock-homes"),
        "decides": decides and any(row["open"] for row in shown),
        "about": _about(asked),
        "asked": request.GET.urlencode(),
    }
    return render(request, "staff/stock_homes.html", context)


def wanted(asked: Mapping[str, str]) -> Wanted:
    """The filters of the address as the query takes them."""
    return Wanted(
        listed_in=tuple(name for name in (asked["listed"], asked["also"]) if name),
        not_in=asked["without"],
        only=asked["only"],
        missing=asked["missing"],
        differs=asked["differs"],
        between=asked["between"],
        state=asked["state"] if asked["state"] in STATES else "",
        area=asked["area"],
    )


def heading(count: int, asked: Mapping[str, str]) -> str:
    """What the list holds, as a sentence."""
    one = count == 1
    said = [
        *(
            [f"{'is' if one else 'are'} missing from {_system(asked['missing'], 'a list')}"]
            if asked["missing"]
            else []
        ),
        *([f"{'is' if one else 'are'} only in {title_of(asked['only'])}"] if asked["only"] else []),
        *([f"{'differs' if one else 'differ'}{_on(asked['differs'])}"] if asked["differs"] else []),
        *([f"{'is' if one else 'are'} {_between(asked)}"] if _between(asked) else []),
    ]
    state = {
        "open": "still open",
        "decided": "decided",
        "again": "to be asked again",
        "unsure": "that nobody can tell",
    }
    about = " and ".join(said) or ("are in a list" if not one else "is in a list")
    which = f", {state[asked['state']]}" if asked["state"] in state else ""
    return f"{homes(count)} {about}{which}"


def _system(name: str, any_of: str) -> str:
    return any_of if name == "any" else title_of(name)


def _on(name: str) -> str:
    return "" if name == "any" else f" on {fact(name).lower() if name != 'uprn' else 'UPRN'}"


def _between(asked: Mapping[str, str]) -> str:
    """What the figures' own filters say, which no select shows."""
    parts = [f"in {title_of(asked[name])}" for name in ("listed", "also") if asked[name]]
    parts += [f"not in {title_of(asked['without'])}"] if asked["without"] else []
    parts += [f"told otherwise by {title_of(asked['between'])}"] if asked["between"] else []
    return " and ".join(parts)


def _about(asked: Mapping[str, str]) -> list[str]:
    """What the list is narrowed to: a decision about chosen rows begins with that."""
    codes = held.codes()
    narrowed = [f"missing:{asked['missing']}", f"differs:{asked['differs']}"]
    return [code for code in narrowed if code in codes]


def _filters(viewer: Viewer, asked: Mapping[str, str]) -> list[Filter]:
    counted, names = figures.counted(viewer=viewer), area_names(viewer=viewer)
    scope = stock_scope()
    missing = [("any", "Any list", counted.missing)]
    missing += [
        (one, title_of(one), counted.systems[one].missing) for one, of in scope.lists.items() if of.whole
    ]
    only = [(one, title_of(one), counted.systems[one].only_here) for one in scope.lists]
    differs = [("any", "Anything", counted.differing)]
    differs += [(name, fact(name), one.open) for name, one in counted.facts.items()]
    states = {
        "open": counted.open,
        "decided": counted.decided,
        "again": counted.again,
        "unsure": counted.unsure,
    }
    areas = [
        (code, names.get(code, code), n) for code, n in figures.homes_by_area(viewer=viewer).most_common(60)
    ]
    said = (
        ("missing", "Missing from", missing),
        ("only", "Only in", only),
        ("differs", "Differs on", differs),
        ("state", "What became of it", [(name, STATES[name], n) for name, n in states.items()]),
        ("area", "Patch", sorted(areas, key=lambda one: one[1])),
    )
    return [
        Filter(name, label, [Choice(value, text, n, value == asked[name]) for value, text, n in choices])
        for name, label, choices in said
    ]


def _lines(rows: Sequence[Listed], viewer: Viewer) -> list[tuple[Listed, list[tuple[str, Cell, bool]], str]]:
    ids = [row["unit_id"] for row in rows]
    places = held.places(ids, viewer=viewer)
    decisions = held.decisions_of(ids, viewer=viewer)
    return [
        _line(row, places.get(str(row["unit_id"]), {}), decisions.get(str(row["unit_id"]), ()))
        for row in rows
    ]


def _line(
    row: Listed, place: Mapping[str, Any], decisions: Sequence[Decision]
) -> tuple[Listed, list[tuple[str, Cell, bool]], str]:
    name = address(place)
    refs = " · ".join(
        part
        for part in (f"UPRN {place['uprn']}" if place.get("uprn") else "", place.get("asset_ref") or "")
        if part
    )
    holding = next((one for one in decisions if one.ended_at is None), None)
    settled = Cell("", blank=True)
    if holding:
        by = f"{holding.decided_by}, {words.day(holding.decided_at)}"
        settled = Cell(decision(holding.decision), by, "", None if holding.holds else _changed())
    cells = [
        ("Home", Cell(name, refs, reverse("stock-home", args=[row["unit_id"]])), False),
        ("In", Cell(systems(row["systems"], stock_scope().lists)), False),
        ("What was found", _found(row), False),
        ("Decided", settled, False),
    ]
    return row, cells, name


def _found(row: Listed) -> Cell:
    if row["open"]:
        return Cell(
            "", _listed_codes(row["decided"]), "", Status(Kind.YOU, _listed_codes(row["open"])), blank=True
        )
    if row["unsure"]:
        return Cell(
            "", "its list is too old to say", "", Status(Kind.DUE, _listed_codes(row["unsure"])), blank=True
        )
    if row["decided"]:
        return Cell(_listed_codes(row["decided"]))
    return Cell("Nothing", blank=True)


def _listed_codes(codes: Sequence[str]) -> str:
    return ", ".join(found(code) for code in codes)


def _changed() -> Status:
    return Status(Kind.DUE, "Facts changed since")


def address(place: Mapping[str, Any]) -> str:
    """A home as a list names it."""
    said = ", ".join(part for part in (place.get("address_line"), place.get("postcode")) if part)
    return said or place.get("asset_ref") or "No address known"


def _file_rows(rows: Any, viewer: Viewer) -> Iterator[Sequence[object]]:
    some: list[Listed] = []
    for row in rows.iterator(chunk_size=AT_ONCE):
        some.append(row)
        if len(some) == AT_ONCE:
            yield from _cells(some, viewer)
            some = []
    yield from _cells(some, viewer)


def _cells(rows: Sequence[Listed], viewer: Viewer) -> Iterator[Sequence[object]]:
    ids: list[UUID] = [row["unit_id"] for row in rows]
    places = held.places(ids, viewer=viewer)
    for row in rows:
        place = places.get(str(row["unit_id"]), {})
        yield [
            row["unit_id"],
            place.get("uprn"),
            place.get("asset_ref"),
            place.get("address_line"),
            place.get("postcode"),
            coded("unit_kind", place.get("kind")),
            coded("unit_status", place.get("status")),
            place.get("area_name") or row["area_code"],
            systems(row["systems"], stock_scope().lists),
            _listed_codes(row["open"]),
            _listed_codes(row["decided"]),
        ]
