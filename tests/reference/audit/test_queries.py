"""Who may read the audit trail, and how much of it."""

import datetime

import pytest

from rooftree.reference.accounts.rules import ANONYMOUS, Role, Viewer
from rooftree.reference.audit import actions, queries

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 21, 9, 0, tzinfo=datetime.UTC)
ALICE = Viewer(user_id=1, name="Alice Marsh", role=Role.OFFICER)
ADMIN = Viewer(user_id=2, name="Ola Brandt", role=Role.ADMINISTRATOR)


def read(person: str, minutes: int, by: Viewer = ALICE) -> None:
    at = NOW + datetime.timedelta(minutes=minutes)
    actions.record_reading(by=by, now=at, subject_type="person", subject_id=person)


def test_the_trail_is_for_administrators_newest_first() -> None:
    read("P-1", 0)
    read("P-2", 1)
    assert [entry.subject_id for entry in queries.latest(viewer=ADMIN)] == ["P-2", "P-1"]
    assert queries.latest(viewer=ALICE) == []
    assert queries.latest(viewer=ANONYMOUS) == []


def test_those_who_may_read_a_person_may_see_who_has_read_them() -> None:
    read("P-1", 0)
    read("P-2", 1)
    assert [
        entry.by_name for entry in queries.about(subject_type="person", subject_id="P-1", viewer=ALICE)
    ] == ["Alice Marsh"]
    assert queries.about(subject_type="person", subject_id="P-1", viewer=ANONYMOUS) == []


def test_ones_own_last_readings_come_each_once() -> None:
    for minute, person in enumerate(["P-1", "P-2", "P-1", "P-3"]):
        read(person, minute)
    read("P-9", 9, by=ADMIN)
    last = queries.recently_read_by(viewer=ALICE, subject_types=["person"], limit=2)
    assert [entry.subject_id for entry in last] == ["P-3", "P-1"]
    assert queries.recently_read_by(viewer=ANONYMOUS, subject_types=["person"]) == []
