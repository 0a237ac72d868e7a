"""Every visit due across the stock, each beside what is needed at its door: filters in the address, paged."""

import datetime
from collections.abc import Iterator, Sequence

from django.core.paginator import Paginator
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.desk import visits as desk
from rooftree.desk.freshness import title_of
from rooftree.desk.visits import Listed
from rooftree.records.people.rules import humane
from rooftree.records.visits import queries as visits_held
from rooftree.records.visits.queries import Chosen
from rooftree.records.visits.rules import REPAIR, best, month_of
from rooftree.reference.accounts.rules import Viewer, may_see_needs_at_the_door
from rooftree.reference.audit.actions import record, record_reading
from rooftree.reference.standard.queries import visits_by_certificate
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.parts import Link, Source
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.homes import SEES_RECORDS
from rooftree.web.staff.lists.listing import A_PAGE, Choice, Filter, as_csv
from rooftree.web.staff.sections.visits import SLOTS, by_when, suits, when_booked
from rooftree.web.staff.showing.tables import Cell
from rooftree.web.visibility import visible_to

DUE = {
    "": "In the next three months, and overdue",
    "overdue": "Overdue",
    "this-month": "This month",
    "next-month": "Next month",
}
HEADS = ("Visit", "Home", "At the door", "Due", "Booked", "Does the time suit?")
"""What the page's columns are called; the third only for those who may see needs."""
NAMES_SHOWN = 2
Cells = list[tuple[str, Cell, bool]]


@visible_to(*SEES_RECORDS)
@require_safe
def visits(request: StaffRequest) -> HttpResponseBase:
    """Every visit due, the most urgent first."""
    viewer, today = request.viewer, clock.today()
    chosen = chosen_of(request, today)
    if request.GET.get("format") == "csv":
        return _file(request, chosen, today)
    count, needing = desk.counts(chosen, viewer=viewer, today=today)
    pages = Paginator(range(count), A_PAGE)
    page = pages.get_page(request.GET.get("page", 1))
    rows = desk.listed(chosen, viewer=viewer, today=today, skip=max(page.start_index() - 1, 0), most=A_PAGE)
    sees_needs = may_see_needs_at_the_door(viewer)
    if sees_needs:
        record_reading(
            by=viewer, now=clock.now(), subject_type="visits", subject_id="", part="needs at the door"
        )
    context = {
        "nav": "visits",
        "heading": heading(count, needing if sees_needs else None),
        "page": page,
        "sees_needs": sees_needs,
        "heads": [one for one in HEADS if sees_needs or one != "At the door"],
        "lines": [_line(one, today, sees_needs=sees_needs) for one in rows],
        "chips": _chips(request, sees_needs=sees_needs),
        "filters": _filters(request, viewer=viewer),
        "between": (("from", "From", chosen.since), ("to", "Until", chosen.until)),
        "what": "visits",
        "route": reverse("visits"),
    }
    return render(request, "staff/visits.html", context)


def chosen_of(request: StaffRequest, today: datetime.date) -> Chosen:
    """What the address asks for; what it asks for wrongly is not asked for."""
    asked = {name: request.GET.get(name, "").replace("\x00", "")[:100] for name in ("due", "area", "slot")}
    kinds = [one for one in request.GET.getlist("kind") if one in kind_words()]
    since, until = _days(request, asked["due"], today)
    return Chosen(
        kinds=_alike(kinds),
        since=since,
        until=until,
        area=asked["area"],
        needs={"yes": True, "no": False}.get(request.GET.get("needs", "")),
        slot=asked["slot"] if asked["slot"] in SLOTS else "",
        booked={"yes": True, "no": False}.get(request.GET.get("booked", "")),
    )


def _days(
    request: StaffRequest, due: str, today: datetime.date
) -> tuple[datetime.date | None, datetime.date | None]:
    if due == "overdue":
        return None, today - datetime.timedelta(days=1)
    if due in ("this-month", "next-month"):
        return month_of(today, ahead=int(due == "next-month"))
    return _day(request.GET.get("from", "")), _day(request.GET.get("to", ""))


def _day(text: str) -> datetime.date | None:
    """A day as an address or a browser writes it; nothing when it is none."""
    try:
        return datetime.date.fromisoformat(text) if len(text) == len("2026-11-22") else None
    except ValueError:
        return None


def kind_words() -> dict[str, str]:
    """The kinds of visit: certificates by what is done, and repairs."""
    said: dict[str, str] = {}
    for kind, what in visits_by_certificate().items():
        if what not in said.values():
            said[kind] = what
    return said | {REPAIR: "Repair"}


def _alike(kinds: Sequence[str]) -> tuple[str, ...]:
    """With a kind, every other that asks for the same visit."""
    visit = visits_by_certificate()
    same = [one for kind in kinds for one in visit if visit[one] == visit.get(kind)]
    return (*same, *((REPAIR,) if REPAIR in kinds else ()))


def heading(count: int, needing: int | None) -> str:
    """ "45 visits, 12 with someone who needs help at the door"."""
    said = words.listed([words.counted(count, "visit", "visits")])
    if needing is None or not count:
        return f"{said} due"
    with_needs = words.counted(needing, "with", "with") if needing else "none with"
    return f"{said}, {with_needs} someone who needs help at the door"


def _line(
    one: Listed, today: datetime.date, *, sees_needs: bool
) -> tuple[list[tuple[str, Cell, bool]], Source]:
    row = one.row
    unit = str(row["unit_id"])
    home = reverse("home", args=[unit])
    is_repair = row["of_table"] == "work_order"
    href = (
        reverse("repair", args=[row["id"]]) if is_repair else reverse("home-tab", args=[unit, "certificates"])
    )
    said = str(row["words"])
    cells = [
        ("Visit", Cell(said.capitalize() if said.isupper() else said, "", href), False),
        ("Home", Cell(_address(one), _lives(one), home), False),
        ("At the door", _needs(one), False),
        ("Due", by_when(row["due_on"], today), False),
        ("Booked", when_booked(row["booked_at"], row["slot"] or ""), False),
        ("Does the time suit?", suits(row["slot"] if row["booked_at"] else None, one.slots), False),
    ]
    return [one for one in cells if sees_needs or one[0] != "At the door"], _source(one)


def _address(one: Listed) -> str:
    parts = (one.row["unit__address_line"], one.row["unit__postcode"])
    return (
        ", ".join(part for part in parts if part) or one.row["unit__asset_ref"] or "A home without an address"
    )


def _lives(one: Listed) -> str:
    names = [humane(name) for _, name in one.people[:NAMES_SHOWN] if name]
    rest = len(one.people) - len(names)
    return ", ".join(names) + (f" and {rest} more" if names and rest else "")


def needs_said(one: Listed) -> list[str]:
    """What is needed at the door, each once."""
    return list(dict.fromkeys(need.says for need in one.needs))


def _needs(one: Listed) -> Cell:
    said = needs_said(one)
    sure = any(need.is_confirmed for need in one.needs)
    systems = ", ".join(dict.fromkeys(title_of(need.lineage.system) for need in one.needs))
    return Cell("; ".join(said), "" if not said or sure else f"{systems}, not confirmed", blank=True)


def _source(one: Listed) -> Source:
    row = one.row
    at, file = row["extract__extracted_at"], row["extract__file"]
    system = title_of(row["source_system"])
    rows: list[tuple[str, object]] = [("System", system)]
    if file:
        rows.append(("File", f"{file}, row {row['source_row']}" if row["source_row"] is not None else file))
    if at:
        rows.append(("Extract", at))
    return Source(f"{system}, {words.day(at)}" if at else system, rows=rows, about=str(row["words"]))


def _chips(request: StaffRequest, *, sees_needs: bool) -> list[Link]:
    """The questions that are asked most."""
    asked = [
        ("All", ""),
        ("Overdue", "due=overdue"),
        ("Gas this month", "kind=gas_safety&due=this-month"),
        ("Booked", "booked=yes"),
        ("Not booked", "booked=no"),
    ]
    if sees_needs:
        asked[3:3] = [("Gas this month, help at the door", "kind=gas_safety&due=this-month&needs=yes")]
    here = "&".join(
        f"{name}={value}" for name, value in request.GET.items() if value and name not in ("page", "format")
    )
    return [Link(said, f"{reverse('visits')}?{query}", current=query == here) for said, query in asked]


def _filters(request: StaffRequest, *, viewer: Viewer) -> list[Filter]:
    asked = request.GET.get

    def choices(name: str, said: dict[str, str]) -> list[Choice]:
        return [Choice(value, what, None, value == asked(name, "")) for value, what in said.items() if value]

    yes_no = {"yes": "Yes", "no": "No"}
    found = [
        Filter("kind", "What for", choices("kind", kind_words())),
        Filter("due", "When", choices("due", DUE)),
    ]
    if may_see_needs_at_the_door(viewer):
        found.append(Filter("needs", "Somebody needs help at the door", choices("needs", yes_no)))
    found += [
        Filter("slot", "Time of day that worked before", choices("slot", SLOTS)),
        Filter("booked", "Booked", choices("booked", yes_no)),
        Filter("area", "Patch", choices("area", dict(visits_held.areas(viewer=viewer)))),
    ]
    return found


def _file(request: StaffRequest, chosen: Chosen, today: datetime.date) -> HttpResponseBase:
    """The list as it stands, as a file; taking it leaves a line in the audit trail."""
    viewer = request.viewer
    count, _ = desk.counts(chosen, viewer=viewer, today=today)
    sees_needs = may_see_needs_at_the_door(viewer)
    record(
        by=viewer,
        now=clock.now(),
        action="exported",
        subject_type="visits",
        detail={"rows": count, "filter": request.GET.urlencode()[:200], "needs": sees_needs},
    )
    heads = ["Visit", "Due", "Booked", "Time of day", "Address", "Postcode", "Property reference", "Patch"]
    heads += [*(["At the door"] if sees_needs else []), "Time of day that worked best", "System", "Extract"]

    def rows() -> Iterator[list[object]]:
        for skip in range(0, count, 500):
            for one in desk.listed(chosen, viewer=viewer, today=today, skip=skip, most=500):
                yield _cells(one, sees_needs=sees_needs)

    return as_csv("visits", heads, rows())


def _cells(one: Listed, *, sees_needs: bool) -> list[object]:
    row, top = one.row, best(one.slots)
    booked = row["booked_at"]
    return [
        row["words"],
        row["due_on"],
        words.day(booked) if booked else "",
        SLOTS.get(row["slot"] or "", ""),
        row["unit__address_line"],
        row["unit__postcode"],
        row["unit__asset_ref"],
        row["unit__area__name"],
        *(["; ".join(needs_said(one))] if sees_needs else []),
        SLOTS.get(top.slot, top.slot) if top else "",
        title_of(row["source_system"]),
        row["extract__extracted_at"],
    ]
