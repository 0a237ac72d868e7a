"""People, by family name."""

from rooftree.desk.freshness import title_of
from rooftree.records.listing.shape import Row, Then
from rooftree.records.people.listing import PEOPLE
from rooftree.records.people.rules import humane
from rooftree.web import shown_day
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Status
from rooftree.web.staff.homes import SEES_PEOPLE
from rooftree.web.staff.listing.page import list_page
from rooftree.web.staff.showing.tables import Cell


def person(row: Row, then: Then) -> Cell:
    """The name with its title, and that they have died or ended; without one, which row tells of them."""
    del then
    name, title = row["name"] or "", row["title"] or ""
    if title and name and not name.lower().startswith(f"{title.lower()} "):
        name = f"{title} {name}"
    status = Status(Kind.NONE, "Has died") if row["deceased_on"] else None
    if row["ended_on"]:
        status = Status(Kind.NONE, "Ended")
    href = shown_day.page_of("person", row["id"])
    if not name:
        system = title_of(row["source_system"])
        return Cell(f"Not named by {system}", f"{system} {row['source_key']}", href, status)
    return Cell(humane(name), "", href, status)


def lives_at(row: Row, then: Then) -> Cell:
    """The home they live in, or that they left, and when."""
    del then
    if not row["lives_at"]:
        return Cell("", blank=True)
    left = f"left {words.day(row['left'])}" if row["left"] else ""
    return Cell(row["lives_at"], left, shown_day.page_of("home", row["lives_unit_id"]))


people = list_page(PEOPLE, SEES_PEOPLE, drawing={"name": person, "lives_at": lives_at})
