"""Ids from night to night: kept, re-used keys told apart, merged and unmerged as people decide."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest

from rooftree.records.matching.models import EntityAlias
from rooftree.records.matching.queries import may_be
from rooftree.reference.accounts.rules import SYSTEM
from tests.nights import FIRST, Landlord, Row, asked, moment, people, units

pytestmark = pytest.mark.any_server
SECOND, THIRD, FOURTH = (FIRST + timedelta(days=days) for days in (1, 2, 3))


def ids() -> dict[str, uuid.UUID]:
    rows = asked("SELECT source_key, entity_id FROM reference WHERE ended_on IS NULL")
    return dict(rows)


def changed(key: str, **facts: object) -> dict[str, list[Row]]:
    return {"person": [row | (facts if row["source_key"] == key else {}) for row in people(30)]}


def test_a_corrected_name_or_birth_date_is_the_same_person(landlord: Landlord) -> None:
    landlord.night({"person": people(30)})
    before = ids()
    landlord.night(changed("nec-3", family_name="Anders"), SECOND)
    assert ids() == before
    landlord.night(changed("nec-3", family_name="Anders", date_of_birth=date(1980, 1, 1)), THIRD)
    assert ids() == before


def test_a_key_used_again_for_someone_else_is_a_new_person(landlord: Landlord) -> None:
    landlord.night({"person": people(30)})
    before = ids()
    other = {"given_name": "Wren", "family_name": "Osier", "date_of_birth": date(1999, 9, 9)}
    landlord.night(changed("nec-3", **other), SECOND)
    after = ids()
    assert {key for key in before if before[key] != after[key]} == {"nec-3"}
    ended = asked("SELECT id, ended_on, given_name FROM person WHERE ended_on IS NOT NULL")
    assert ended == [(before["nec-3"], SECOND, "Dilwen")]
    assert asked("SELECT family_name FROM person WHERE id = %s", after["nec-3"]) == ["Osier"]


def merge(alias: uuid.UUID, entity: uuid.UUID) -> None:
    EntityAlias.objects.create(
        entity_type="person",
        alias_id=alias,
        entity_id=entity,
        reason="one and the same",
        decided_by="Carys Steward",
        decided_at=moment(FIRST, 10),
    )


def test_a_merge_moves_rows_at_the_next_run_and_ending_it_moves_them_back(landlord: Landlord) -> None:
    rows = {"person": people(30)}
    landlord.night(rows)
    before = ids()
    merge(before["nec-3"], before["nec-9"])
    landlord.night(rows, SECOND)
    merged = ids()
    assert merged["nec-3"] == merged["nec-9"] == before["nec-9"]
    assert asked("SELECT id FROM person WHERE ended_on IS NOT NULL") == [before["nec-3"]]
    said = asked("SELECT source_key FROM claim WHERE entity_id = %s ORDER BY 1", before["nec-9"])
    assert said == ["nec-3", "nec-9"]
    EntityAlias.objects.update(ended_at=moment(SECOND, 10), ended_by="Carys Steward")
    landlord.night(rows, THIRD)
    assert ids() == before
    assert asked("SELECT count(*) FROM person WHERE ended_on IS NULL") == [30]
    assert asked("SELECT count(*) FROM claim WHERE entity_id = %s", before["nec-3"]) == [1]


def test_two_known_people_whom_a_strong_key_joins_wait_for_a_person_and_a_merge_answers(
    landlord: Landlord,
) -> None:
    landlord.night({"person": people(30)})
    before = ids()
    same = {"ni_no": "QQ 12 34 56 C", "date_of_birth": date(1970, 7, 7)}
    rows = [row | (same if row["source_key"] in ("nec-3", "nec-9") else {}) for row in people(30)]
    landlord.night({"person": rows}, SECOND)
    assert ids() == before
    assert may_be("person", str(before["nec-3"]), viewer=SYSTEM) == [str(before["nec-9"])]
    merge(before["nec-3"], before["nec-9"])
    landlord.night({"person": rows}, THIRD)
    assert may_be("person", str(before["nec-9"]), viewer=SYSTEM) == []
    assert ids()["nec-3"] == before["nec-9"]


def test_someone_who_returns_after_a_night_away_has_the_same_id(landlord: Landlord) -> None:
    landlord.night({"person": people(30)})
    before = ids()
    landlord.night({"person": people(30, without=[4])}, SECOND)
    assert "nec-4" not in ids()
    landlord.night({"person": people(30)}, THIRD)
    assert ids() == before


def together(key: str, home: str) -> Row:
    """One of two rows of a person whom a shared home alone makes one."""
    return {
        "source_system": "nec",
        "source_key": key,
        "given_name": "Wren",
        "family_name": "Osier",
        "date_of_birth": date(1999, 9, 9),
        "home_ref": home,
    }


def test_one_person_stays_one_when_the_home_they_shared_is_no_longer_told(landlord: Landlord) -> None:
    homes = units(3)
    landlord.night({"unit": homes, "person": [together("nec-1", "P0001"), together("nec-2", "P0001")]})
    before = people_ids()
    assert len(set(before.values())) == 1
    landlord.night(
        {"unit": homes, "person": [together("nec-1", "P0001"), together("nec-2", "P0003")]}, SECOND
    )
    assert people_ids() == before


def test_two_rows_that_no_strong_key_joins_are_one_by_what_they_weigh_and_the_link_says_so(
    landlord: Landlord,
) -> None:
    rows = {"unit": units(3), "person": [together("nec-1", "P0001"), together("nec-2", "P0003")]}
    landlord.night(rows)
    before = people_ids()
    assert len(set(before.values())) == 1
    told = asked(
        "SELECT method, model_version, is_sure, weight > 10 FROM reference WHERE source_key = 'nec-2'"
    )
    assert told == [("weighed evidence", "typical numbers", True, True)]
    landlord.night(rows | {"unit": units(3, kind="house")}, SECOND)
    assert people_ids() == before


def people_ids() -> dict[str, uuid.UUID]:
    rows = asked(
        "SELECT source_key, entity_id FROM reference WHERE entity_type = 'person' AND ended_on IS NULL"
    )
    return dict(rows)
