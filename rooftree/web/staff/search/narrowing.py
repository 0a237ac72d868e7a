"""Which part of what fits is asked for, in the address; and the links that ask for another part."""

import datetime
from dataclasses import dataclass

from django.http import QueryDict

from rooftree.desk.search.searching import KINDS, Narrowed, Results
from rooftree.records.claims.held import end_of
from rooftree.records.homes.queries import area_names
from rooftree.reference.accounts.rules import Viewer
from rooftree.web.components.parts import Link
from rooftree.web.staff.showing.facts import value_worded

FIRST = 10
A_PAGE = 25
LAST_PAGE = 40
TITLES = {
    "people": "People",
    "homes": "Homes",
    "blocks": "Blocks",
    "tenancies": "Tenancies",
    "applications": "Applications and homelessness",
    "repairs": "Repairs",
    "requests": "Requests and complaints",
}
COUNTED = {
    "people": ("person", "people"),
    "homes": ("home", "homes"),
    "blocks": ("block", "blocks"),
    "tenancies": ("tenancy", "tenancies"),
    "applications": ("application", "applications"),
    "repairs": ("repair", "repairs"),
    "requests": ("request", "requests"),
}
OF_HOMES = (("status", "State"), ("tenure", "Tenure"), ("area", "Area"))


@dataclass(frozen=True, slots=True)
class Facet:
    """One way of narrowing: its name, and a link for each value with how many that are."""

    label: str
    links: tuple[Link, ...]


def narrowed(query: QueryDict) -> tuple[Narrowed, int]:
    """What the address asks for, and which page; what it cannot mean is let go."""
    kind = query.get("what", "")
    kind = kind if kind in KINDS else ""
    state = query.get("state", "")
    number = query.get("page", "1")
    page = min(int(number), LAST_PAGE) if number.isdecimal() and len(number) < 4 and int(number) else 1
    homes = (
        {name: query.get(name, "").replace("\x00", "")[:60] for name, _ in OF_HOMES}
        if kind == "homes"
        else {}
    )
    asked = Narrowed(
        kind=kind,
        state=state if state in ("live", "ended") else "",
        status=homes.get("status", ""),
        tenure=homes.get("tenure", ""),
        area_code=homes.get("area", ""),
        first=(page - 1) * A_PAGE if kind else 0,
        most=A_PAGE if kind else FIRST,
    )
    return asked, page


def kinds(found: Results, query: QueryDict, asked: Narrowed) -> list[Link]:
    """Everything, and each kind of which something fits."""
    counts = found.counts
    links = [
        Link(TITLES[kind], _with(query, what=kind), counts.get(kind, 0), current=asked.kind == kind)
        for kind in KINDS
        if counts.get(kind) or asked.kind == kind
    ]
    return [Link("Everything", _with(query), None, current=not asked.kind), *links]


def facets(
    found: Results, query: QueryDict, asked: Narrowed, viewer: Viewer, on: datetime.date | None = None
) -> list[Facet]:
    """Live or ended, where there are both; of homes also their state, tenure and area."""
    shown = []
    if found.states.get("ended") and (found.states.get("live") or asked.state):
        values = [("live", "Live", found.states["live"]), ("ended", "Ended or former", found.states["ended"])]
        shown.append(_facet("Now", "state", values, query, asked.state))
    areas = (
        area_names(viewer=viewer, moment=end_of(on) if on else None) if found.facets.get("area_code") else {}
    )
    for name, label in OF_HOMES:
        column = "area_code" if name == "area" else name
        values = [
            (
                value,
                areas.get(value, value) if name == "area" else str(value_worded("unit", name, value)),
                count,
            )
            for value, count in found.facets.get(column, ())
        ]
        chosen = getattr(asked, column)
        if len(values) > 1 or chosen:
            shown.append(_facet(label, name, values, query, chosen))
    return shown


def _facet(label: str, name: str, values: list[tuple[str, str, int]], query: QueryDict, chosen: str) -> Facet:
    every = Link("All", _with(query, keep=True, **{name: ""}), None, current=not chosen)
    links = [
        Link(said, _with(query, keep=True, **{name: value}), count, current=value == chosen)
        for value, said, count in values
    ]
    return Facet(label, (every, *links))


def _with(query: QueryDict, *, keep: bool = False, **changes: str) -> str:
    """The address with some filters changed: the words and the day stay, the page goes back to the first."""
    names = ("q", "on", "what", "state", *(name for name, _ in OF_HOMES)) if keep else ("q", "on")
    kept = QueryDict(mutable=True)
    for name in names:
        if said := str(query.get(name, "")):
            kept[name] = said
    for name, value in changes.items():
        kept.pop(name, None)
        if value:
            kept[name] = value
    return f"?{kept.urlencode()}"
