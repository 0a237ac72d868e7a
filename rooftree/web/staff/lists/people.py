"""People, by family name."""

from django.core.paginator import Paginator
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.records.people import queries as people_held
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Status
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.homes import SEES_PEOPLE
from rooftree.web.staff.lists.listing import A_PAGE, Listed, as_csv, heading, note_export
from rooftree.web.staff.names import humane
from rooftree.web.staff.showing.tables import Cell
from rooftree.web.visibility import visible_to


@visible_to(*SEES_PEOPLE)
@require_safe
def people(request: StaffRequest) -> HttpResponseBase:
    """People, by family name."""
    ended, differ = request.GET.get("ended") == "1", request.GET.get("differ") == "1"
    rows = people_held.listed(viewer=request.viewer, ended=ended, differ=differ)
    if request.GET.get("format") == "csv":
        note_export(request, "people", rows)
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
        "heading": heading(
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
