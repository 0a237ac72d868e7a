"""Several systems speak of one home: who is shown, what is kept, and where they differ."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from tests.nights import FIRST, Landlord, Row, asked, units

SECOND = FIRST + timedelta(days=1)


def told(**by_system: dict[str, Any]) -> list[Row]:
    """The first home as each system has it, and enough others that one of them may change."""
    first = [units(1, system=system)[0] | facts for system, facts in by_system.items()]
    return [*first, *units(40, without=[1])]


def differing() -> dict[str, dict[str, Any]]:
    rows = asked("SELECT attribute, said FROM disagreement WHERE ended_on IS NULL")
    return {attribute: json.loads(said) if isinstance(said, str) else said for attribute, said in rows}


def one(columns: str) -> Any:
    (found,) = asked(f"SELECT {columns} FROM unit WHERE asset_ref = 'P0001'")
    return found


def test_the_system_of_record_is_shown_attribute_by_attribute(landlord: Landlord) -> None:
    rows = told(
        nec={"bedrooms": 2, "kind": "flat"}, keystone={"bedrooms": 3, "kind": "house", "built_year": 1936}
    )
    landlord.night({"unit": rows})
    bedrooms, kind, built, system, origin = one("bedrooms, kind, built_year, source_system, origin::text")
    assert (bedrooms, kind, built, system) == (3, "flat", 1936, "nec")
    origin = json.loads(origin)
    assert (origin["bedrooms"], origin["built_year"], origin.get("kind", "nec")) == (
        "keystone",
        "keystone",
        "nec",
    )


def test_what_the_first_system_does_not_say_the_next_is_asked(landlord: Landlord) -> None:
    landlord.night({"unit": told(keystone={"bedrooms": None}, nec={"bedrooms": 2})})
    bedrooms, origin = one("bedrooms, origin::text")
    assert (bedrooms, json.loads(origin).get("bedrooms", "nec")) == (2, "nec")


def test_every_systems_words_are_kept(landlord: Landlord) -> None:
    landlord.night({"unit": told(nec={"bedrooms": 2}, keystone={"bedrooms": 3})})
    claims = asked(
        "SELECT source_system, said ->> 'bedrooms' FROM claim WHERE source_key = 'P0001' ORDER BY 1"
    )
    assert claims == [("keystone", "3"), ("nec", "2")]
    assert asked("SELECT count(DISTINCT entity_id) FROM claim WHERE source_key = 'P0001'") == [1]


def test_a_disagreement_stands_until_it_is_mended(landlord: Landlord) -> None:
    landlord.night({"unit": told(nec={"bedrooms": 2, "postcode": "zz42lh"}, keystone={"bedrooms": 3})})
    assert differing() == {"bedrooms": {"nec": "2", "keystone": "3"}}
    report = landlord.night({"unit": told(nec={"bedrooms": 3}, keystone={"bedrooms": 3})}, SECOND)
    assert report.held == []
    assert differing() == {}
    assert asked("SELECT attribute, ended_on FROM disagreement") == [("bedrooms", SECOND)]


def test_a_vague_word_agrees_with_an_exact_one(landlord: Landlord) -> None:
    landlord.night({"unit": told(nec={"kind": "flat"}, keystone={"kind": "dwelling"})})
    assert differing() == {}


def test_a_home_that_one_system_gives_up_stays_with_the_others(landlord: Landlord) -> None:
    landlord.night({"unit": told(nec={"bedrooms": 2}, keystone={"bedrooms": 3})})
    landlord.night({"unit": told(nec={"bedrooms": 2})}, SECOND)
    assert one("bedrooms, ended_on") == (2, None)
    assert asked("SELECT source_system FROM claim WHERE ended_on IS NOT NULL") == ["keystone"]
    assert differing() == {}


def test_the_sources_own_code_stands_beside_the_code_it_was_read_as(landlord: Landlord) -> None:
    landlord.night(
        {
            "unit": told(
                nec={"kind": None, "kind_source": "IGLOO"}, keystone={"kind": "flat", "kind_source": "FLT"}
            )
        }
    )
    assert one("kind, kind_source") == ("flat", "FLT")


def test_a_code_that_nobody_knows_is_kept_all_the_same(landlord: Landlord) -> None:
    landlord.night({"unit": told(nec={"kind": None, "kind_source": "IGLOO"})})
    assert one("kind, kind_source") == (None, "IGLOO")
