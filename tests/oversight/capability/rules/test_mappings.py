"""A mapping is read for whether it fills a requirement, and from where."""

from __future__ import annotations

from typing import Any

from rooftree.oversight.capability.catalogue import catalogue
from rooftree.oversight.capability.rules.mappings import read_from
from rooftree.sources.connectors.registry import load


def fields(name: str, system: str = "nec") -> tuple[str, ...]:
    return read_from(catalogue().requirements[name], load()[system].mapping)


def test_the_fields_of_the_source_are_named_with_their_file() -> None:
    assert fields("date-of-birth") == ("people: LPAR_PER_DATE_OF_BIRTH",)
    assert "certificates: IssueDate" in fields("gas-safety", "keystone")


def test_what_is_not_mapped_is_read_from_nowhere() -> None:
    assert fields("vulnerability-review") == ()
    assert fields("gas-safety") == ()
    assert fields("alternative-contact") == ()


def one(column: Any, **codes: dict[str, str]) -> dict[str, Any]:
    """A mapping with one entry of certificates, the kind of which comes so."""
    columns = {"number": "NO", "issued_on": "FROM", "expires_on": "TO", "kind": column}
    return {
        "tables": [{"id": "c", "table": "certification", "from": "f", "columns": columns}],
        "codes": codes,
    }


def test_rows_that_can_never_have_the_code_asked_for_hold_nothing() -> None:
    gas = catalogue().requirements["gas-safety"]
    assert read_from(gas, one({"constant": "gas_safety"})) == ("f: NO", "f: FROM", "f: TO")
    assert read_from(gas, one({"constant": "lift"})) == ()
    assert read_from(gas, one({"from": "K", "codes": "kinds"}, kinds={"G": "gas_safety"})) != ()
    assert read_from(gas, one({"from": "K", "codes": "kinds"}, kinds={"L": "lift"})) == ()


def test_all_of_its_columns_must_be_mapped_in_one_entry() -> None:
    gas = catalogue().requirements["gas-safety"]
    mapping = one("KIND")
    del mapping["tables"][0]["columns"]["expires_on"]
    assert read_from(gas, mapping) == ()
