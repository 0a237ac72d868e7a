"""What a note may hold, whom it mentions, when a task is due."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooftree.reference.accounts.rules import ANONYMOUS, SYSTEM, Role, Viewer
from rooftree.services.notes.rules import (
    LONGEST_NOTE,
    Colleague,
    Due,
    due,
    may_read_on,
    may_see_sensitive,
    mentioned,
    why_note_is_refused,
)

FRIDAY = datetime.date(2026, 11, 20)
STAFF = [
    Colleague(1, "Ann Hill", "ann.hill@example.org", Role.OFFICER),
    Colleague(2, "Ann Marie Hill", "amh@example.org", Role.OFFICER),
    Colleague(3, "Bob Tanner", "bob@example.org", Role.PLANNER),
    Colleague(4, "Zoë O’Neill", "zoe@example.org", Role.OFFICER),
]


def viewer(role: Role) -> Viewer:
    return Viewer(user_id=7, name="Somebody", role=role)


@pytest.mark.parametrize(
    ("text", "users"),
    [
        ("@Bob please ring", (3,)),
        ("please ring, @bob tanner.", (3,)),
        ("(@BOB) and @Bob Tanner", (3,)),
        ("@Ann Hill", (1,)),
        ("@Ann Marie Hill: look", (2,)),
        ("@Zoë O’Neill’s patch", (4,)),
        ("@zoe", (4,)),
        ("write to bob@example.org", ()),
        ("@Bobby", ()),
        ("50 @ 3 each", ()),
    ],
)
def test_a_text_mentions_those_it_names(text: str, users: tuple[int, ...]) -> None:
    assert mentioned(text, STAFF).users == users


def test_a_name_that_two_share_names_neither_and_a_strangers_is_told() -> None:
    assert mentioned("@Ann look", STAFF).shared == ("Ann",)
    assert mentioned("@Nobody look", STAFF).unknown == ("Nobody",)


@given(st.text())
def test_any_text_can_be_read_for_names(text: str) -> None:
    users = mentioned("@" + text, STAFF).users
    assert len(users) == len(set(users))


def test_a_note_too_long_is_refused_with_how_long_it_is() -> None:
    assert why_note_is_refused("x" * LONGEST_NOTE, "visit") == ()
    (reason,) = why_note_is_refused("x" * (LONGEST_NOTE + 1), "visit")
    assert reason.says == "The note can have 10,000 characters; this has 10,001."
    assert [one.code for one in why_note_is_refused("", "gossip")] == ["text", "category"]


@pytest.mark.parametrize(
    ("days", "group"),
    [(-1, Due.OVERDUE), (0, Due.TODAY), (1, Due.WEEK), (2, Due.WEEK), (3, Due.LATER)],
)
def test_a_week_ends_on_sunday(days: int, group: Due) -> None:
    assert due(FRIDAY + datetime.timedelta(days=days), FRIDAY) is group
    assert due(None, FRIDAY) is Due.NO_DATE


def test_notes_are_for_those_who_see_people_and_the_record() -> None:
    may = {role: may_read_on("unit", viewer(role)) for role in Role}
    assert may == {
        Role.OFFICER: True,
        Role.PLANNER: True,
        Role.DATA_STEWARD: True,
        Role.ADMINISTRATOR: False,
    }
    assert not may_read_on("rent_account", viewer(Role.PLANNER))
    assert not may_read_on("equality_information", viewer(Role.OFFICER))
    assert not may_read_on("person", ANONYMOUS)


def test_sensitive_notes_are_opened_by_officers_and_data_stewards_alone() -> None:
    assert [role for role in Role if may_see_sensitive(viewer(role))] == [Role.OFFICER, Role.DATA_STEWARD]
    assert not may_see_sensitive(SYSTEM)
