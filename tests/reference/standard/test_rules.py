"""What is wrong among contracts and lists is said in words."""

from dataclasses import replace

from rooftree.reference.standard import queries
from rooftree.reference.standard.rules import Link, Mode, faults, parquet_types


def test_a_link_to_nowhere_is_told() -> None:
    unit = queries.contracts()["unit"]
    broken = replace(unit, links=(Link("keeper", "lighthouse", "keeper_ref", None),))
    told = list(faults({"unit": broken}, queries.code_lists()))
    assert "unit: link keeper points to lighthouse, which has no contract" in told
    assert "unit: link keeper reads keeper_ref, which is not declared" in told


def test_a_window_needs_its_column_and_a_coded_column_its_list() -> None:
    unit = replace(queries.contracts()["unit"], mode=Mode.WINDOW, window="seen_on", links=())
    told = list(faults({"unit": unit}, {}))
    assert "unit: the window column seen_on is not declared" in told
    assert "unit.kind: no code list unit_kind" in told


def test_parquet_types_are_in_the_contract_s_order() -> None:
    unit = queries.contracts()["unit"]
    types = parquet_types(unit)
    assert list(types) == [column.name for column in unit.columns]
    assert types["acquired_on"] == "date"
    assert types["latitude"] == "decimal(16, 6)"
