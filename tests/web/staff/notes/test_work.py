"""Somebody's own work: the finding, the views, the filters, the pages, the file; and the start page."""

from __future__ import annotations

import datetime

import pytest
from django.conf import LazySettings

from rooftree.records.homes.models import Unit
from rooftree.reference.audit.models import AuditEntry
from rooftree.services.notes.rules import Due
from rooftree.services.notes.work import Line
from rooftree.web import clock
from rooftree.web.staff.notes.grouping import finding
from tests.factories.records import make
from tests.people import Somebody
from tests.services.notes.writing import note, task


@pytest.fixture
def home(db: None, settings: LazySettings) -> str:
    settings.ROOFTREE_TODAY = datetime.date(2026, 11, 18)
    return str(make(Unit, address_line="Flat 12, Larch House, Orchard Rise", postcode="ZZ4 2LH").pk)


def text_of(somebody: Somebody, path: str) -> str:
    response = somebody.client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def due_in(days: int) -> datetime.date:
    return clock.today() + datetime.timedelta(days=days)


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ([], "Nothing needs you"),
        ([None], "One thing needs you"),
        ([Due.OVERDUE], "One thing needs you, and it is overdue"),
        ([Due.TODAY, Due.TODAY, Due.LATER], "Three things need you: two are due today"),
        ([Due.OVERDUE, Due.TODAY, *[None] * 4], "Six things need you: one is overdue and one is due today"),
    ],
)
def test_the_heading_is_the_finding(due: list[Due | None], said: str) -> None:
    assert finding(Line(at, False, one, None, "task", "unit") for at, one in enumerate(due)) == said


def test_work_is_grouped_by_when_and_narrowed_by_the_address(
    home: str, alice: Somebody, bob: Somebody
) -> None:
    for title, days in (("Late", -3), ("Now", 0), ("Soon", 2), ("Then", 30)):
        task(home, bob.viewer, title, due_on=due_in(days), assigned_to=alice.user.pk)
    note(home, bob.viewer, "@Alice please look")
    text = text_of(alice, "/your-work/")
    assert "Five things need you: one is overdue and one is due today</h1>" in text
    order = [
        text.index(f"{one}</h2>")
        for one in ("Overdue", "Today", "You are asked to look", "This week", "Later")
    ]
    assert order == sorted(order)
    assert "Three days overdue" in text
    assert "Bob Planner asks you to look at Flat 12, Larch House" in text
    assert "Yours, from Bob Planner" in text
    text = text_of(alice, "/your-work/?due=overdue")
    assert "One thing fits what you chose</h1>" in text
    assert ">Late</a>" in text
    assert ">Now</a>" not in text
    text_of(alice, "/your-work/?due=rubbish&view='--&kind=%00&record=x&page=99999")
    assert "Four things of yours are with others</h1>" in text_of(bob, "/your-work/?view=given")


def test_a_long_list_has_pages(home: str, alice: Somebody) -> None:
    for at in range(51):
        task(home, alice.viewer, f"Task {at}", assigned_to=alice.user.pk)
    text = text_of(alice, "/your-work/?page=2")
    assert "51 to 51 of 51 things" in text
    assert text.count('<li id="task-') == 1


def test_the_list_is_taken_as_a_file_that_no_spreadsheet_runs(home: str, alice: Somebody) -> None:
    task(home, alice.viewer, "=HYPERLINK(1)", assigned_to=alice.user.pk, due_on=due_in(0))
    note(home, alice.viewer, "Secret", sensitive=True, mentions=[])
    response = alice.client.get("/your-work/?format=csv")
    text = b"".join(response).decode()
    assert "'=HYPERLINK(1)" in text
    assert "Flat 12, Larch House" in text
    assert AuditEntry.objects.get(action="exported").detail["rows"] == 1


def test_the_start_page_begins_with_the_work(home: str, alice: Somebody, dev: Somebody) -> None:
    assert "Nothing needs you" in text_of(alice, "/")
    for at in range(9):
        task(home, alice.viewer, f"Task {at}", assigned_to=alice.user.pk, due_on=due_in(at))
    text = text_of(alice, "/")
    assert "Nine things need you: one is due today</h1>" in text
    assert text.index("Your work</h2>") < text.index("How fresh is it?</h2>")
    assert text.count('<li id="task-') == 8
    assert "All 9 things that need you" in text
    assert "Your work" not in text_of(dev, "/")
