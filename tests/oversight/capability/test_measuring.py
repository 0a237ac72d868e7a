"""Rows are counted as the requirement asks: which are asked, what fills them, and whose form is right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from rooftree.engine.tables import Engine
from rooftree.oversight.capability.catalogue import catalogue
from rooftree.oversight.capability.measuring import Counted, Failing, Tables, count
from rooftree.sources.standardising.rules import CanonicalFile
from tests.oversight.capability.made import Rows, sent

DAY = date(2026, 11, 1)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = Engine(spill=tmp_path / "spill", memory="256MB")
    yield made
    made.close()


def counts(
    engine: Engine, name: str, *files: CanonicalFile, system: str = "nec", failing: Failing | None = None
) -> Counted | None:
    return count(catalogue().requirements[name], system, Tables(engine, files), failing or {})


def test_every_column_must_be_filled_and_blanks_are_not(engine: Engine, tmp_path: Path) -> None:
    whole = {"address_line": "1 Ash Row", "postcode": "ZZ4 2LH"}
    rows: Rows = [whole, whole | {"postcode": None}, whole | {"address_line": "  "}]
    assert counts(engine, "address", sent(tmp_path, "unit", rows)) == Counted(3, 1, 1, 0)


def test_of_alternatives_one_is_enough(engine: Engine, tmp_path: Path) -> None:
    rows: Rows = [{"built_year": 1936}, {"constructed_on": DAY}, {}]
    assert counts(engine, "built", sent(tmp_path, "unit", rows)) == Counted(3, 2, 2, 0)


def test_only_rows_of_some_codes_are_asked_and_those_excepted_are_not(engine: Engine, tmp_path: Path) -> None:
    dated = {"kind": "gas_safety", "number": "G1", "issued_on": DAY, "expires_on": DAY}
    rows: Rows = [
        dated,
        dated | {"number": None},
        {"kind": "lift"},
        {"kind": "gas_safety", "not_required": True},
    ]
    found = counts(
        engine, "gas-safety", sent(tmp_path, "certification", rows, system="keystone"), system="keystone"
    )
    assert found == Counted(2, 1, 1, 0)


def test_a_code_that_says_nothing_does_not_count(engine: Engine, tmp_path: Path) -> None:
    rows: Rows = [{"code": "hearing"}, {"code": "unreviewed_note"}, {"code": "disability"}]
    assert counts(engine, "vulnerability-as-a-need", sent(tmp_path, "person_alert", rows)) == Counted(
        3, 1, 1, 0
    )


def test_each_row_of_another_table_is_asked_once(engine: Engine, tmp_path: Path) -> None:
    people = sent(tmp_path, "person", [{"source_key": key} for key in ("A", "B", "C")])
    alerts = [
        {"person_ref": "A", "code": "hearing"},
        {"person_ref": "A", "code": "sight"},
        {"person_ref": "B", "code": "oxygen"},
    ]
    found = counts(engine, "communication-needs", people, sent(tmp_path, "person_alert", alerts))
    assert found == Counted(3, 1, 2, 0)


def test_with_nothing_of_its_own_every_row_of_the_other_table_lacks_it(
    engine: Engine, tmp_path: Path
) -> None:
    people = sent(tmp_path, "person", [{}, {}])
    assert counts(engine, "communication-needs", people) == Counted(2, 0, 0, 0)


def test_what_arrived_and_was_not_understood_is_filled_and_its_form_is_wrong(
    engine: Engine, tmp_path: Path
) -> None:
    rows: Rows = [
        {"uprn": "1", "uprn_as_given": "1"},
        {"uprn": None, "uprn_as_given": "1.00023E+11"},
        {"uprn": "2", "uprn_as_given": "2"},
        {},
    ]
    # K1 fails two rules and is one row; K4 fails one and holds nothing that could be wrong.
    failing = {("unit", "uprn", "nec"): ["K1", "K1", "K2", "K4"], ("unit", "uprn", "keystone"): ["K3"]}
    found = counts(engine, "uprn", sent(tmp_path, "unit", rows), failing=failing)
    assert found == Counted(4, 3, 3, 2)


def test_a_system_that_sent_nothing_has_no_figure(engine: Engine, tmp_path: Path) -> None:
    nec = sent(tmp_path, "unit", [{"uprn": "1"}])
    assert counts(engine, "uprn", nec, system="keystone") is None
    assert counts(engine, "communication-needs", nec) is None
