"""Rows that failed before and not tonight: are they mended, gone, or not in tonight's files at all?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import ibis

from rooftree.engine.tables import Engine, Table
from rooftree.oversight.quality.actions.merging import UNSEEN
from rooftree.oversight.quality.rules.doubts import may_be_gone
from rooftree.oversight.quality.rules.states import Resolved
from rooftree.sources.standardising.rules import CanonicalFile

ABSENT = ibis.schema(
    {"id": "string", "rule_id": "string", "table": "string", "system": "string", "key": "string"}
)


@dataclass(frozen=True)
class Judging:
    """Tonight's files, the tables that wait for a person, and the rules of rows that no file holds."""

    engine: Engine
    files: Sequence[CanonicalFile]
    held: Collection[str]
    set_aside: Collection[str]

    def __call__(self, absent: Path, judged: Path) -> None:
        """Writes of each row whether it was mended, is gone, or was not asked."""
        rows = self.engine.hold(self.engine.read_csv(absent, ABSENT))
        tables = self.engine.to_arrow(rows.select("table").distinct().order_by("table"))
        parts = [self._of_table(rows, str(table)) for table in tables.column("table").to_pylist()]
        self.engine.write_csv(ibis.union(*parts), judged)
        self.engine.release(rows)

    def _of_table(self, rows: Table, table: str) -> Table:
        asked = rows.filter(rows.table == table)
        files = [file for file in self.files if file.table == table]
        aside = asked.rule_id.isin(list(self.set_aside)) if self.set_aside else ibis.literal(False)
        lost = self._lost(asked, table, files)
        if not files:
            how = ibis.ifelse(aside, Resolved.MENDED.value, lost)
            return asked.select("id", how=how)
        rows_there = self.engine.parquet([file.path for file in files])
        there = rows_there.select(system="source_system", key="source_key").distinct()
        found = asked.left_join(there.mutate(there=True), ["system", "key"])
        how = ibis.ifelse(found.there.fill_null(False) | aside, Resolved.MENDED.value, lost)
        return found.select("id", how=how)

    def _lost(self, asked: Table, table: str, files: Sequence[CanonicalFile]) -> Table:
        """What became of a row that no file holds; a system that sends the table no more holds it no more."""
        windows = [file.system for file in files if not may_be_gone(table, file.mode, self.held)]
        if table in self.held:
            return ibis.literal(UNSEEN)
        if not windows:
            return ibis.literal(Resolved.GONE.value)
        return ibis.ifelse(asked.system.isin(windows), UNSEEN, Resolved.GONE.value)
