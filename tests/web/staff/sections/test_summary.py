"""The notes on the summary of a home: what is pinned stands first, and a past day has its own."""

from __future__ import annotations

import pytest

from rooftree.records.homes.models import Unit
from rooftree.services.notes import actions
from tests.factories.records import make
from tests.people import Somebody
from tests.services.notes.writing import NOW, note


@pytest.fixture
def home(db: None) -> Unit:
    own: Unit = make(Unit, address_line="12 Larch House", known_from=NOW.replace(day=1))
    return own


def page(who: Somebody, home: Unit, query: str = "") -> str:
    return who.client.get(f"/homes/{home.pk}/{query}").content.decode()


def at(said: str, words: str) -> int:
    assert words in said, words
    return said.index(words)


def test_without_a_pinned_note_the_latest_three_stand_last(home: Unit, alice: Somebody) -> None:
    for number in range(4):
        note(str(home.pk), alice.viewer, f"Note {number}.")
    said = page(alice, home)
    assert at(said, "Note 3.") > at(said, "Nobody is recorded as living here")
    assert "Note 0." not in said
    assert "Pinned." not in said


def test_a_pinned_note_stands_first_however_old_and_says_that_it_is_pinned(
    home: Unit, alice: Somebody
) -> None:
    note(str(home.pk), alice.viewer, "Key safe by the back door.", pinned=True)
    for number in range(4):
        note(str(home.pk), alice.viewer, f"Note {number}.")
    said = page(alice, home)
    assert at(said, "Key safe") < at(said, "Note 3.") < at(said, "Nobody is recorded as living here")
    assert said.count("Pinned. Telephone call.") == 1


def test_a_past_day_has_the_notes_that_were_written_by_then(home: Unit, alice: Somebody) -> None:
    own = note(str(home.pk), alice.viewer, "First words.")
    actions.change_note(
        note_id=own, text="Later words.", reason="More", by=alice.viewer, now=NOW.replace(day=21)
    )
    note(str(home.pk), alice.viewer, "Not yet.", now=NOW.replace(day=21))
    said = page(alice, home, f"?on={NOW.date()}")
    assert "First words." in said
    assert "Later words." not in said
    assert "Not yet." not in said


def test_a_long_note_is_shortened(home: Unit, alice: Somebody) -> None:
    note(str(home.pk), alice.viewer, "Knock loudly. " * 60)
    said = page(alice, home)
    assert "Knock loudly. …" in said
    assert "Knock loudly. " * 30 not in said
