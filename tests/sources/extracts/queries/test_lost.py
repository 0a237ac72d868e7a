"""Which canonical tables share a received file: what one of them lacks, the others may lack too."""

from pathlib import Path

from rooftree.sources.connectors.registry import load
from rooftree.sources.extracts.queries.lost import fed_together


def test_a_table_is_named_with_those_that_its_own_files_feed(tmp_path: Path) -> None:
    together = fed_together(load(tmp_path))
    assert {"household", "household_member"} <= together["locata"]["housing_application"]
    assert "housing_application" in together["locata"]["household"]
    assert "certification" not in together["locata"].get("housing_application", ())


def test_no_table_is_named_beside_itself_and_systems_do_not_mix(tmp_path: Path) -> None:
    systems = load(tmp_path)
    together = fed_together(systems)
    for name, tables in together.items():
        fed = {entry["table"] for entry in systems[name].mapping["tables"]}
        for table, others in tables.items():
            assert table not in others
            assert others <= fed
