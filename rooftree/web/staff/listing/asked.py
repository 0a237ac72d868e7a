"""What the address of a list asks for, checked against the list and against what the viewer may read.

Whatever is not known to the list, or not for this viewer, is as if it had not been said. What was meant for a
filter and cannot be read (a day that is none) is left out and said so.
"""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from rooftree.records.claims.held import record_id
from rooftree.records.listing.shape import Asked, Column, Kind, List
from rooftree.reference.accounts.rules import Viewer
from rooftree.web.staff.asked_day import AskedDay, asked_day

MOST_TEXT = 100
MOST_PAGES = 40
"""Nobody reads page 41; whoever needs all of it narrows the list or takes it as a file."""
ONLY = {"home": "unit", "block": "block"}
"""What an address calls the links that a list may be narrowed by."""
NOT_FILTERS = ("page", "format", "view", "day_0", "day_1", "day_2")
"""What an address may hold that is not part of what the list shows."""


DAY = r"(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[/. ](\d{1,2})[/. ](\d{4}))"


@dataclass(frozen=True, slots=True)
class Question:
    """An address, read: what is asked of the list, the day, and what could not be read."""

    asked: Asked
    day: AskedDay
    page: int
    faults: Sequence[str]
    picked: tuple[str, ...] = ()
    """The picks that the address itself asks for; the others hold because they are usual."""

    @property
    def filtered(self) -> bool:
        """Whether a column or words narrow the list."""
        one = self.asked
        return bool(one.equals or one.at_least or one.at_most or one.text)


def question(query: QueryDict, wanted: List, *, viewer: Viewer, today: datetime.date) -> Question:
    """What the address asks of this list."""
    readable = wanted.readable(viewer)
    faults: list[str] = []
    at_least, at_most = _bounds(query, readable, faults)
    sort = _text(query, "sort")
    column = next((one for one in readable if one.sorts and one.name == sort.removeprefix("-")), None)
    picked = _picked(query, wanted, viewer)
    bounded = {*at_least, *at_most}
    usual = {one.name: one.usual for one in wanted.picks if one.usual and one.gives_way_to not in bounded}
    picks = {name: value for name, value in {**usual, **picked}.items() if not _lifts(wanted, name, value)}
    asked = Asked(
        equals={
            one.name: said
            for one in readable
            if one.filters and not one.is_range and (said := _text(query, one.name))
        },
        at_least=at_least,
        at_most=at_most,
        text=_text(query, "q"),
        ticks=tuple(tick.name for tick in wanted.ticks if query.get(tick.name) == "1"),
        picks=picks,
        only=_only(query, wanted),
        sort=column.name if column else "",
        descending=bool(column) and sort.startswith("-"),
        columns=columns(query, readable),
    )
    day = asked_day(query if wanted.past else QueryDict(), today=today)
    return Question(asked, day, _page(query), faults, tuple(name for name in picked if name in picks))


def _picked(query: QueryDict, wanted: List, viewer: Viewer) -> dict[str, str]:
    """The values chosen; what is none, or not for this viewer to ask, is as if it had not been said."""
    found = {one.name: (one, _text(query, one.name)) for one in wanted.picks if one.may(viewer)}
    return {name: said for name, (one, said) in found.items() if said and said in one.names(viewer=viewer)}


def _lifts(wanted: List, name: str, value: str) -> bool:
    """Whether this value only lifts the usual one."""
    pick = wanted.pick(name)
    return pick is not None and bool(pick.every) and value == pick.every


def columns(query: QueryDict, readable: Sequence[Column]) -> tuple[str, ...]:
    """The columns chosen, in the list's order, the first always; the usual ones without a choice."""
    chosen = {name for said in query.getlist("columns")[:50] for name in said[:1000].split(",")}
    known = [one for one in readable if one.name in chosen]
    if not known:
        known = [one for one in readable if one.shown]
    return tuple(dict.fromkeys([readable[0].name, *(one.name for one in known)])) if readable else ()


def tidied(query: QueryDict, wanted: List, *, viewer: Viewer) -> str:
    """The address without the boxes that were left empty, as a form sends them; nothing when it is tidy."""
    kept = query.copy()
    for name, values in query.lists():
        if all(value == "" for value in values):
            del kept[name]
    if len(query.getlist("columns")) > 1:
        readable = wanted.readable(viewer)
        chosen = columns(query, readable)
        kept["columns"] = ",".join(chosen)
        if chosen == columns(QueryDict(), readable):
            del kept["columns"]
    return "" if kept == query else f"?{kept.urlencode()}" if kept else "?view=none"


def _text(query: QueryDict, name: str) -> str:
    return str(query.get(name, "")).replace("\x00", "").strip()[:MOST_TEXT]


def _only(query: QueryDict, wanted: List) -> dict[str, str]:
    said = {link: _text(query, name) for name, link in ONLY.items() if link in wanted.only}
    return {link: str(own) for link, text in said.items() if (own := record_id(text))}


def _page(query: QueryDict) -> int:
    said = query.get("page", "")
    return max(1, min(int(said), MOST_PAGES)) if re.fullmatch(r"\d{1,20}", said, re.ASCII) else 1


def _bounds(
    query: QueryDict, readable: Sequence[Column], faults: list[str]
) -> tuple[dict[str, object], dict[str, object]]:
    found: tuple[dict[str, object], dict[str, object]] = ({}, {})
    for column in readable:
        if not (column.filters and column.is_range):
            continue
        for bounds, ending in zip(found, ("_from", "_to"), strict=True):
            said = _text(query, column.name + ending)
            if not said:
                continue
            bound = _day(said) if column.kind in (Kind.DAY, Kind.MOMENT) else _number(said, column)
            if bound is None:
                faults.append(f"{column.label}: “{said}” {_meant(column)}, so it was left out.")
            else:
                bounds[column.name] = bound
    return found


def _meant(column: Column) -> str:
    days = column.kind in (Kind.DAY, Kind.MOMENT)
    return "is no day; write it like 27/3/2026" if days else "is no number; write it like 2"


def _day(said: str) -> datetime.date | None:
    """27/3/2026 as people write it, 2026-03-27 as browsers send it."""
    found = re.fullmatch(DAY, said, re.ASCII)
    if not found:
        return None
    year, month, day = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _number(said: str, column: Column) -> int | None:
    """A whole number that the database can hold; money is asked for in pounds."""
    plain = said.replace(",", "").removeprefix("£")
    if not re.fullmatch(r"-?\d{1,9}", plain, re.ASCII):
        return None
    number = int(plain) * (100 if column.kind is Kind.MONEY else 1)
    return number if abs(number) < 2**31 or column.kind is Kind.MONEY else None
