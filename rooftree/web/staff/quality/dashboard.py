"""The data-integrity dashboard: how much holds of what the standard asks, side by side and over time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.desk import integrity as desk
from rooftree.desk.freshness import title_of
from rooftree.desk.integrity import Integrity
from rooftree.oversight.quality.listing import choices as said
from rooftree.oversight.quality.queries.scores import Score, Within, definition
from rooftree.records.homes.queries import area_names
from rooftree.reference.accounts.rules import Viewer
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.parts import Figure, Link
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.homes import SEES_RECORDS
from rooftree.web.staff.quality.pictures import by_dimension, over_time, share
from rooftree.web.staff.quality.recurring import backs, unsettled
from rooftree.web.staff.quality.words import WHAT_IT_IS, queue, queue_of
from rooftree.web.staff.runs import SEES_RUNS
from rooftree.web.staff.showing.labels import label
from rooftree.web.visibility import visible_to


@dataclass(frozen=True, slots=True)
class Side:
    """One side by which the figures are parted."""

    words: str
    column: str
    """What scores call it."""
    counts: str
    """What is counted: rows asked, homes."""
    named: Callable[[str, Mapping[str, str]], str]


SIDES = {
    "table": Side("Table", "table_name", "Rows asked", lambda one, _: said.table_called(one)),
    "field": Side("Field", "column_name", "Rows asked", lambda one, _: one),
    "system": Side("System", "source_system", "Rows asked", lambda one, _: title_of(one)),
    "owner": Side("Owner", "owner", "Rows asked", lambda one, _: one or "Nobody"),
    "patch": Side("Patch", "area_code", "Homes", lambda one, names: names.get(one, one)),
    "contractor": Side(
        "Contractor", "contractor_id", "Records", lambda one, names: names.get(one, "Not named")
    ),
}
DRILLS = {"dimension": "dimension", "table": "table_name", "system": "source_system", "owner": "owner"}
"""What an address narrows the figures by, and what scores call it."""


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the table: what it is of, the way further in, its figures, the way to the rows."""

    words: str
    href: str
    percent: str
    counted: int
    failed: int
    rows_href: str


@visible_to(*SEES_RECORDS)
@require_safe
def quality(request: StaffRequest) -> HttpResponse:
    """How much of what the recording standard asks holds."""
    by, within = _asked(request)
    page = desk.integrity(SIDES[by].column, within=within, viewer=request.viewer, today=clock.today())
    return render(request, "staff/quality/dashboard.html", _context(request, page, by, within))


def _asked(request: StaffRequest) -> tuple[str, Within]:
    """The side, and what the figures are within; what is none is as if it had not been said."""
    viewer = request.viewer
    known = {
        "dimension": said.dimension_words(viewer=viewer),
        "table": said.table_words(viewer=viewer),
        "system": said.system_words(viewer=viewer),
    }
    given = {name: request.GET.get(name, "") for name in DRILLS}
    narrowed = {
        DRILLS[name]: value
        for name, value in given.items()
        if value and (name == "owner" or value in known[name]) and "\x00" not in value
    }
    by = request.GET.get("by", "")
    by = by if by in SIDES else "field" if narrowed.get("table_name") else "table"
    if by == "field" and not narrowed.get("table_name"):
        by = "table"
    return by, replace(Within(), **narrowed)


def _context(request: StaffRequest, page: Integrity, by: str, within: Within) -> dict[str, Any]:
    viewer = request.viewer
    latest = page.latest
    parts = _parts(page, by, within, viewer)
    sound = [one for one in parts if not one.failed]
    return {
        "nav": "quality",
        "heading": _heading(page, within),
        "latest": latest,
        "sees_runs": viewer.has_role(*SEES_RUNS),
        "what_it_is": WHAT_IT_IS,
        "figures": [] if within != Within() else _figures(page),
        "chips": _chips(within, by),
        "dimensions": [_dimension(one, by, within) for one in page.dimensions],
        "dimension_chart": by_dimension(page.dimensions) if page.dimensions else None,
        "trend": over_time(page.nights) if page.nights else None,
        "side": SIDES[by],
        "sides": _sides(by, within),
        "parts": parts,
        "parts_short": [one for one in parts if one.failed],
        "parts_sound": sound,
        "sound_title": f"Nothing falls short in {words.counted(len(sound), 'more', 'more')}",
        "part_of": definition(SIDES[by].column),
        "field_of": definition("dimension"),
        "back": backs(page.back),
        "unsettled": unsettled(page.not_settled),
    }


def _heading(page: Integrity, within: Within) -> str:
    if page.latest is None:
        return "Nothing has been checked against the recording standard yet"
    if not page.nights:
        return "Nothing was asked of what you chose"
    _, asked, short = page.nights[-1]
    of = _within_words(within)
    return f"{share(asked, short)} of what the recording standard asks{of} holds"


def _within_words(within: Within) -> str:
    parts = [within.dimension and f" of {within.dimension}"]
    parts.append(within.table_name and f" of “{said.table_called(within.table_name).lower()}”")
    parts.append(within.source_system and f" in {title_of(within.source_system)}")
    parts.append(within.owner and f" that the {within.owner} answers for")
    return "".join(part for part in parts if part)


def _figures(page: Integrity) -> list[Figure]:
    latest, work = page.latest, page.work
    if latest is None:
        return []
    resolved = f"{reverse('exceptions-resolved')}?resolved_from={latest.business_on.isoformat()}"
    return [
        Figure("To be mended", work.standing, href=queue(), why="Not waived, not resolved"),
        Figure("Critical", work.critical, href=queue(severity="critical"), why="Harm, or the law broken"),
        Figure("Overdue", work.overdue, href=queue(due="overdue"), why="Past the day to mend by"),
        Figure("New", latest.new, href=queue(stands="new"), why="First seen by the last check"),
        Figure(
            "Came back", latest.reopened, href=queue(stands="reopened"), why="Found again by the last check"
        ),
        Figure("Resolved", latest.resolved, href=resolved, why="By the last check"),
    ]


def _address(by: str, within: Within, **change: str) -> str:
    kept = {name: getattr(within, field) for name, field in DRILLS.items()} | {"by": by} | change
    told = {name: value for name, value in kept.items() if value}
    return f"{reverse('quality')}?{urlencode(told)}"


def _chips(within: Within, by: str) -> list[tuple[str, str]]:
    """What the figures are narrowed to, each with the address without it."""
    names = {
        "dimension": within.dimension.capitalize(),
        "table": said.table_called(within.table_name) if within.table_name else "",
        "system": title_of(within.source_system) if within.source_system else "",
        "owner": within.owner,
    }
    return [(value, _address(by, within, **{name: ""})) for name, value in names.items() if value]


def _dimension(one: Score, by: str, within: Within) -> Part:
    return Part(
        one.by.capitalize(),
        _address(by, within, dimension=one.by),
        share(one.counted, one.failed),
        one.counted,
        one.failed,
        queue_of(one.rows, stands="all") if one.failed else "",
    )


def _sides(by: str, within: Within) -> list[Link]:
    """The sides to choose among: fields only within a table; patches and contractors have no systems."""
    found = []
    for name, one in SIDES.items():
        if name == "field" and not within.table_name:
            continue
        if name in ("patch", "contractor") and (within.source_system or within.owner):
            continue
        found.append(Link(one.words, f"{_address(name, within)}#parts", current=name == by))
    return found


def _parts(page: Integrity, by: str, within: Within, viewer: Viewer) -> list[Part]:
    names: Mapping[str, str] = {}
    if by == "patch":
        names = area_names(viewer=viewer)
    elif by == "contractor":
        names = said.named_contractors(viewer=viewer)
    return [_part(one, by, within, names) for one in page.parts]


def _part(one: Score, by: str, within: Within, names: Mapping[str, str]) -> Part:
    called = SIDES[by].named(one.by, names)
    if by == "field":
        called = label(within.table_name, one.by) if one.by else "The whole row"
    further = ""
    if by in DRILLS and one.by:
        further = f"{_address('', within, **{by: one.by})}#parts"
    rows = queue_of(one.rows, stands="mend" if by in ("patch", "contractor") else "all")
    if by == "field":
        name = f"{within.table_name}.{one.by}" if one.by else ""
        rows = queue_of(one.rows, stands="all", field_of=name) if name else ""
    return Part(
        called,
        further,
        share(one.counted, one.failed),
        one.counted,
        one.failed,
        rows if one.failed else "",
    )
