"""Notes of a record that was joined to another are found on the survivor, and keep their own record."""

from __future__ import annotations

import uuid
from datetime import date

import pytest

from rooftree.records.matching.models import EntityAlias
from rooftree.records.people.models import Person
from rooftree.services.notes import queries
from rooftree.services.notes.subjects import is_there, subjects, survivor
from tests.factories.records import make
from tests.people import Somebody
from tests.services.notes.writing import NOW, note, task


def joined(alias: str, entity: str) -> EntityAlias:
    return EntityAlias.objects.create(
        entity_type="person",
        alias_id=alias,
        entity_id=entity,
        reason="One person",
        decided_by="Carys Steward",
        decided_at=NOW,
    )


@pytest.fixture
def three(db: None) -> list[str]:
    """The first was joined to the second, and that to the third."""
    ids = [str(make(Person, full_name="Josephine Okoro").pk) for _ in range(3)]
    joined(ids[0], ids[1])
    joined(ids[1], ids[2])
    return ids


def test_notes_are_found_under_every_id_the_person_has_had(three: list[str], alice: Somebody) -> None:
    for one in three:
        note(one, alice.viewer, f"On {one}", record_type="person")
        task(one, alice.viewer, kind="mend_at_source", record_type="person")
    for one in three:
        found = queries.notes_on("person", one, viewer=alice.viewer)
        assert {shown.record_id for shown in found} == set(three)
        assert len(queries.tasks_on("person", one, viewer=alice.viewer)) == 3
        assert survivor("person", one) == three[2]
    mendings = queries.open_mendings("person", [three[2]], viewer=alice.viewer)
    assert [len(found) for found in mendings.values()] == [3]


def test_undoing_the_merge_parts_them_again(three: list[str], alice: Somebody) -> None:
    note(three[0], alice.viewer, record_type="person")
    EntityAlias.objects.update(ended_at=NOW, ended_by="Carys Steward")
    assert queries.notes_on("person", three[2], viewer=alice.viewer) == []
    assert len(queries.notes_on("person", three[0], viewer=alice.viewer)) == 1


def test_a_merge_in_a_circle_ends(db: None, alice: Somebody) -> None:
    first, second = str(uuid.uuid4()), str(uuid.uuid4())
    joined(first, second)
    joined(second, first)
    assert survivor("person", first) == second
    assert queries.notes_on("person", first, viewer=alice.viewer) == []


def test_notes_of_an_ended_record_stay(person: str, alice: Somebody) -> None:
    note(person, alice.viewer, record_type="person")
    Person.objects.filter(pk=person).update(ended_on=date(2026, 11, 21))
    assert is_there("person", person)
    assert len(queries.notes_on("person", person, viewer=alice.viewer)) == 1


def test_a_record_is_told_only_to_those_who_may_read_it(person: str, alice: Somebody, dev: Somebody) -> None:
    pairs = [("person", person), ("person", str(uuid.uuid4())), ("disagreement", person)]
    assert list(subjects(pairs, viewer=alice.viewer)) == [("person", person)]
    assert subjects(pairs, viewer=dev.viewer) == {}
