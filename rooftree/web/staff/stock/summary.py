"""The stock reconciliation in figures: which list lacks what, on what they differ, and how it has gone."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.desk import stock as desk
from rooftree.desk.freshness import title_of
from rooftree.desk.stock import ListOfHomes, StockPage
from rooftree.records.stock.queries.figures import Counted, Night
from rooftree.records.stock.rules import may_decide
from rooftree.records.stock.wording import fact
from rooftree.reference.register.queries import stock_scope
from rooftree.reference.standard.quality.in_force import label
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.charts import Chart, trend
from rooftree.web.components.parts import Figure, Kind, Status
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.homes import SEES_RECORDS
from rooftree.web.staff.showing.tables import Cell
from rooftree.web.staff.stock.words import homes
from rooftree.web.visibility import visible_to

NIGHTS_SHOWN = 30
STATES = {
    "counted": (Kind.OK, "Compared"),
    "refused": (Kind.OVER, "Refused, older in use"),
    "missing": (Kind.DUE, "Not received, older in use"),
    "none": (Kind.WAIT, "No list yet"),
}


@visible_to(*SEES_RECORDS)
@require_safe
def stock(request: StaffRequest) -> HttpResponse:
    """Which homes each list has and lacks, each number with its rows."""
    page = desk.page(viewer=request.viewer, now=clock.now())
    counted = page.counted
    context = {
        "nav": "stock",
        "heading": heading(page),
        "page": page,
        "figures": _figures(counted, old=any(one.state in ("refused", "missing") for one in page.lists)),
        "old": [one for one in page.lists if one.state in ("refused", "missing")],
        "unsure_href": rows(state="unsure"),
        "lists": [_list_line(one) for one in page.lists],
        "facts": [
            (
                fact(name),
                _cell(one.open, open=f"differs:{name}"),
                _cell(one.decided, decided=f"differs:{name}"),
            )
            for name, one in counted.facts.items()
        ],
        "pairs": [
            (
                f"{title_of(one.first)} and {title_of(one.second)}",
                _cell(one.both, **{"in": one.first, "also": one.second}),
                _cell(one.only_first, **{"in": one.first, "without": one.second}),
                _cell(one.only_second, **{"in": one.second, "without": one.first}),
            )
            for one in counted.pairs
        ],
        "chart": _chart(page),
        "nights": [_night_line(one) for one in reversed(page.nights[-NIGHTS_SHOWN:])],
        "titles": [one.title for one in page.lists if one.scope.whole],
        "scope": [(one, _not_kinds(one)) for one in page.lists],
        "decides": may_decide(request.viewer),
        "export": rows(format="csv"),
    }
    return render(request, "staff/stock.html", context)


def heading(page: StockPage) -> str:
    """What the comparison found, as a sentence."""
    counted = page.counted
    if not page.nights:
        return "The lists of homes have not been compared yet"
    if counted.missing:
        verb = "is" if counted.missing == 1 else "are"
        return f"{homes(counted.missing)} {verb} not in every system that should know them"
    if old := [one.title for one in page.lists if one.scope.whole and one.state in ("refused", "missing")]:
        return f"What {words.listed(old)} may lack cannot be told; the other lists have the homes they should"
    if counted.differing:
        verb = "is" if counted.differing == 1 else "are"
        differing = words.counted(counted.differing, "home", "homes")
        return f"Every list has the homes it should; {differing} {verb} told differently"
    return "The lists agree on every home"


def rows(**filters: str) -> str:
    """The address of the list of homes that a figure counts."""
    return f"{reverse('stock-homes')}?{urlencode(filters)}" if filters else reverse("stock-homes")


def _cell(count: int | None, sub: object = "", **filters: str) -> Cell:
    return Cell(count, sub, rows(**filters) if count else "")


def _figures(counted: Counted, *, old: bool) -> list[Figure]:
    return [
        Figure("In any list", counted.homes, href=rows(), why="Each home once"),
        Figure(
            "Not in every list",
            counted.missing,
            href=rows(open="missing"),
            why="As far as can be told" if old else "Nobody has decided",
        ),
        Figure(
            "Lists differ",
            counted.differing,
            href=rows(open="differs"),
            why="Nobody has decided",
        ),
        Figure(
            "Decided",
            counted.decided,
            href=rows(decided="any"),
            why="Not counted while the facts stay the same",
        ),
        Figure(
            "Asked again", counted.again, href=rows(state="again"), why="Decided, but the facts changed since"
        ),
    ]


def _list_line(one: ListOfHomes) -> tuple[ListOfHomes, list[tuple[str, Cell]], Status]:
    here, name = one.counted, one.system
    kind, said = STATES[one.state]
    none = Cell("–", blank=True)
    if one.state == "none":
        cells = [none, none, none, none]
    else:
        missing = Cell("Not expected", blank=True)
        if one.scope.whole and one.state == "counted":
            missing = _cell(here.missing, _decided(here.missing_decided), open=f"missing:{name}")
        elif one.scope.whole:
            missing = Cell("Not counted", blank=True)
        cells = [
            _cell(here.listed, **{"in": name}),
            _cell(here.only_here, only=name),
            missing,
            _cell(here.differing, _decided(here.differing_decided), between=name),
        ]
    heads = ("Homes in its list", "Only here", "Missing here", "Differs from others")
    return one, list(zip(heads, cells, strict=True)), Status(kind, said)


def _decided(count: int) -> str:
    return f"and {count:,} decided" if count else ""


def _not_kinds(one: ListOfHomes) -> str:
    return ", ".join(sorted(label("unit_kind", code).lower() for code in one.scope.not_kinds))


def _chart(page: StockPage) -> Chart | None:
    points = page.trend
    if not points:
        return None
    first, last = points[0], points[-1]
    change = int(last[1] - first[1])
    went = "as many as" if not change else f"{abs(change):,} {'more' if change > 0 else 'fewer'} than"
    since = f", {went} on {words.day(first[0])}" if len(points) > 1 else ""
    verb = "was" if last[1] == 1 else "were"
    sentence = f"{homes(int(last[1]))} {verb} not in every list on {words.day(last[0])}{since}"
    return trend(points, title="Homes not in every list", sentence=sentence, unit="homes")


def _night_line(night: Night) -> tuple[Night, list[tuple[str, Cell]], str]:
    whole = [one.system for one in stock_scope().lists.values() if one.whole]
    cells = [("Any list", Cell(night.total.missing))] if desk.whole(night) else [("Any list", _not_counted())]
    for name in whole:
        tally = night.systems.get(name)
        known = tally is not None and tally.missing is not None
        cells.append((title_of(name), Cell(tally.missing) if tally and known else _not_counted()))
    return night, cells, _happened(night)


def _not_counted() -> Cell:
    return Cell("Not counted", blank=True)


def _happened(night: Night) -> str:
    """Why a night's numbers are not whole."""
    told: Mapping[str, str] = {"refused": "was refused", "missing": "was not received"}
    said = [
        f"{title_of(system)}’s list {told[tally.state]}"
        for system, tally in night.systems.items()
        if tally.state in told
    ]
    if night.total.state == "held":
        said.append("homes that vanished waited for a person and were still counted")
    return words.listed(said) if said else ""
