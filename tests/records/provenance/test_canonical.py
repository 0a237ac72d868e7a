"""A table that no system sent has no rows, but all its columns with their types."""

from pathlib import Path

from rooftree.engine.tables import Engine
from rooftree.records.provenance.canonical import LINEAGE, Canonical
from rooftree.reference.standard.queries import contracts


def test_a_table_nobody_sent_has_its_columns_and_no_rows(tmp_path: Path) -> None:
    engine = Engine(spill=tmp_path)
    try:
        for table, contract in contracts().items():
            rows = Canonical(engine, {}).read(table)
            assert engine.count(rows) == 0
            assert set(LINEAGE) | {column.name for column in contract.columns} <= set(rows.columns)
    finally:
        engine.close()
