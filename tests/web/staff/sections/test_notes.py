"""The section of notes on a record's page: the newest, with two folded forms, in few queries."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from rooftree.records.homes.models import Unit
from rooftree.services.notes import actions
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.sections.notes import NEWEST, NotesBlock, notes_section
from tests.factories.records import make
from tests.people import Somebody
from tests.services.notes.writing import NOW, note, task


def asked_by(somebody: Somebody, path: str = "/homes/1/notes/") -> StaffRequest:
    request = RequestFactory().get(path)
    request.viewer = somebody.viewer  # type: ignore[attr-defined]
    return request  # type: ignore[return-value]


@pytest.fixture
def home(db: None) -> str:
    return str(make(Unit, address_line="12 Larch House").pk)


def test_it_shows_the_newest_and_says_how_many(
    home: str, alice: Somebody, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for at in range(NEWEST + 3):
        note(home, alice.viewer, f"Note {at}")
    pinned = note(home, alice.viewer, "Knock loudly", pinned=True, mentions=[])
    task(home, alice.viewer, assigned_to=alice.user.pk)
    with django_assert_max_num_queries(7):  # whether anything was written is asked first, once
        section = notes_section("unit", home, request=asked_by(alice))
    (block,) = section.blocks
    assert isinstance(block, NotesBlock)
    assert (section.note, section.count, section.needs_you) == ("Nine notes and one open task", 10, True)
    assert block.notes[0].id == pinned
    assert len(block.notes) == NEWEST
    assert section.link
    assert section.link.href == f"/notes/on/unit/{home}/"
    text = render_to_string(block.template, {"block": block, "viewer": alice.viewer}, asked_by(alice))
    assert "Knock loudly" in text
    assert 'name="next" value="/homes/1/notes/#notes"' in text


def test_on_another_day_notes_have_the_words_they_had_then(home: str, alice: Somebody) -> None:
    own = note(home, alice.viewer, "First words.")
    actions.change_note(
        note_id=own, text="Later words.", reason="More", by=alice.viewer, now=NOW + timedelta(days=1)
    )
    note(home, alice.viewer, "Not yet.", now=NOW + timedelta(days=1))
    section = notes_section("unit", home, request=asked_by(alice, f"/homes/1/notes/?on={NOW.date()}"))
    (block,) = section.blocks
    assert isinstance(block, NotesBlock)
    text = render_to_string(block.template, {"block": block, "viewer": alice.viewer}, asked_by(alice))
    assert section.note == "One note, as on 20\xa0November 2026"
    assert "First words." in text
    for hidden in ("Later words.", "Not yet.", "Write a note", "Change", "Pin"):
        assert hidden not in text


def test_who_may_not_see_people_is_told_so(home: str, alice: Somebody, dev: Somebody) -> None:
    note(home, alice.viewer, "Knock loudly")
    section = notes_section("unit", home, request=asked_by(dev))
    text = render_to_string(section.blocks[0].template, {"title": section.blocks[0].title})  # type: ignore[union-attr]
    assert "Notes are not part of your role" in text
    assert section.count is None
