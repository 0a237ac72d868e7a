"""The queue of exceptions, and those that are resolved."""

from django.urls import reverse

from rooftree.desk.freshness import title_of
from rooftree.oversight.quality.listing.choices import table_called
from rooftree.oversight.quality.listing.exceptions import EXCEPTIONS
from rooftree.oversight.quality.listing.resolved import RESOLVED
from rooftree.oversight.quality.listing.standard import RULES
from rooftree.oversight.quality.rules.states import State
from rooftree.records.listing.shape import Row, Then
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Status
from rooftree.web.staff.homes import SEES_RECORDS
from rooftree.web.staff.listing.page import list_page
from rooftree.web.staff.quality.words import queue, severity, stands, when_due
from rooftree.web.staff.showing.tables import Cell


def asks(row: Row, then: Then) -> Cell:
    """What the rule asks, with the way to the exception; which row of which system."""
    title = EXCEPTIONS.columns[0].worded(row["rule"], then)
    of = f"{table_called(row['table_name'])}, {title_of(row['source_system'])} {row['source_key']}"
    return Cell(title, of, reverse("exception", args=[row["id"]]))


def grave(row: Row, then: Then) -> Cell:
    """How grave it is."""
    del then
    return Cell("", status=severity(row["severity"]), blank=True)


def pressing(row: Row, then: Then) -> Cell:
    """How grave it is, and what is out of the ordinary: new, back, waived, said to be mended."""
    del then
    return Cell("", news(row), status=severity(row["severity"]), blank=True)


def news(row: Row) -> str:
    """What is out of the ordinary about it."""
    if row["state"] == State.WAIVED:
        return f"waived until {words.day(row['waived_until'])}"
    if row["mended_at"]:
        return "said to be mended, checked tonight"
    if row["reopened"]:
        return "came back after a mend"
    return "new" if row["state"] == State.NEW else ""


def state(row: Row, then: Then) -> Cell:
    """How it stands."""
    del then
    return Cell("", status=stands(row["state"], row["waived_until"]), blank=True)


def belongs_to(row: Row, then: Then) -> Cell:
    """The home or the person, with the way there."""
    del then
    if not row["belongs_to"]:
        return Cell("", blank=True)
    if row["unit_id"]:
        return Cell(row["belongs_to"], "", reverse("home", args=[row["unit_id"]]))
    return Cell(row["belongs_to"], "", reverse("person", args=[row["person_id"]]))


def due(row: Row, then: Then) -> Cell:
    """By when; that it is overdue."""
    late = row["due_on"] < then.today and row["state"] != "waived"
    sub = when_due(row["due_on"], then.today) if row["state"] != "waived" else ""
    return Cell(row["due_on"], "" if late else sub, status=Status(Kind.OVER, sub) if late else None)


def home(row: Row, then: Then) -> Cell:
    """The home, with the way there."""
    del then
    if not row["home"]:
        return Cell("", blank=True)
    return Cell(row["home"], "", reverse("home", args=[row["unit_id"]]))


def person(row: Row, then: Then) -> Cell:
    """The person, with the way there."""
    del then
    if not row["person"]:
        return Cell("", blank=True)
    return Cell(row["person"], "", reverse("person", args=[row["person_id"]]))


def given(row: Row, then: Then) -> Cell:
    """Who has it."""
    del then
    return Cell(row["given_to"] or "Nobody")


def rule_title(row: Row, then: Then) -> Cell:
    """What it asks, with the way to its page."""
    del then
    return Cell(row["rule"], "", reverse("rule", args=[row["id"]]))


def standing(row: Row, then: Then) -> Cell:
    """How many are to be mended, with the way to them."""
    del then
    return Cell(row["standing"], "", queue(rule=row["id"]) if row["standing"] else "")


DRAWING = {"rule": asks, "severity": grave, "home": home, "person": person, "belongs_to": belongs_to}
exceptions = list_page(
    EXCEPTIONS,
    SEES_RECORDS,
    drawing=DRAWING | {"severity": pressing, "state": state, "due": due, "given_to": given},
)
resolved = list_page(RESOLVED, SEES_RECORDS, drawing=DRAWING)
rules = list_page(RULES, SEES_RECORDS, drawing={"rule": rule_title, "severity": grave, "standing": standing})
