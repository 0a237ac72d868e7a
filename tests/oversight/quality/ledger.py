"""Nights of the ledger: what fails is written by hand as the engine writes it, the merge is as it is."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from rooftree.engine.checking.kinds import Check, Kind
from rooftree.engine.checking.plan import Plan, RowRule
from rooftree.engine.checking.running.run import RuleOutcome
from rooftree.engine.tables import Engine
from rooftree.oversight.quality.actions.checking import Checked, Night, keep, terms
from rooftree.oversight.quality.actions.merging import Stamp
from rooftree.oversight.quality.models import ExceptionEvent, QualityException
from rooftree.oversight.quality.rules.bearings import asking
from rooftree.oversight.quality.rules.doubts import Doubts
from rooftree.oversight.quality.rules.states import exception_id
from rooftree.reference.standard.quality.rules import Dimension, Rule, Severity, Standard
from rooftree.reference.standard.queries import code_lists, contracts
from rooftree.sources.extracts.models import Run
from rooftree.sources.standardising.rules import CanonicalFile
from tests.nights import FIRST, moment

Key = tuple[str, str]
"""A rule and a source key."""
FAILING = pa.schema(
    [(name, pa.string()) for name in ("rule_id", "table", "column", "source_system", "source_key")]
    + [(name, pa.int64()) for name in ("extract_id", "source_row", "value_hash")]
    + [("group_id", pa.string())]
)


def rule(name: str = "unit.uprn.required", **facts: Any) -> Rule:
    """A rule of the standard, called table.column.what."""
    table, column, _ = name.split(".")
    check = Check(name, table, column, facts.pop("kind", Kind.REQUIRED), systems=facts.pop("systems", ()))
    known: dict[str, Any] = {
        "version": 1,
        "title": f"{name} holds",
        "dimension": Dimension.COMPLETENESS,
        "severity": Severity.MAJOR,
        "reason": "It matters.",
        "recommendation": "R7",
        "mend": "Fill it in.",
        "mend_in": "",
    }
    return Rule(check=check, **(known | facts))


@dataclass
class Ledger:
    """A landing area, the rules in force, and the keys that each system's table holds."""

    folder: Path
    rules: tuple[Rule, ...] = (rule(),)
    held: dict[tuple[str, str], list[str]] = field(
        default_factory=lambda: {("nec", "unit"): ["P1", "P2", "P3"]}
    )
    modes: dict[str, str] = field(default_factory=dict)
    day: date = FIRST
    runs: int = 0

    def night(
        self,
        fails: Sequence[Key] | Mapping[Key, int] = (),
        *,
        errors: Mapping[str, str] | None = None,
        doubts: Doubts | None = None,
        **day: int,
    ) -> Checked:
        """A night on which these keys fail these rules; the next day's, or so many days later."""
        self.day += timedelta(days=day.get("later", 1))
        self.runs += 1
        now = moment(self.day)
        run = Run.objects.create(started_at=now, started_by="Test", business_on=self.day, folder="x")
        files, failing = self._files(), self._failing(fails)
        outcomes = {one.id: RuleOutcome(error=(errors or {}).get(one.id, "")) for one in self.rules}
        counted = {
            name: replace(one, systems={system: len(keys) for (system, _), keys in self.held.items()})
            for name, one in outcomes.items()
        }
        plan = Plan(
            "duckdb", tuple(RowRule(one.id, one.table, one.check.column, "", "") for one in self.rules), ()
        )
        standard = Standard(1, "digest", {one.id: one for one in self.rules}, contracts(), code_lists())
        engine = Engine(spill=self.folder / "spill", memory="256MB")
        try:
            night = Night(engine, files, self.folder, doubts=doubts or Doubts())
            asked = asking(standard.active, plan, files, counted, night.doubts, terms())
            stamp = Stamp(run.pk, self.day, now, "the nightly run")
            return keep(failing, night, asked=asked, standard=standard, stamp=stamp, since=time.monotonic())
        finally:
            engine.close()

    def _failing(self, fails: Sequence[Key] | Mapping[Key, int]) -> Path:
        values = fails if isinstance(fails, Mapping) else dict.fromkeys(fails, 7)
        rows = [
            {
                "rule_id": name,
                "table": name.split(".")[0],
                "column": name.split(".")[1],
                "source_system": self.system_of(name, key),
                "source_key": key,
                "extract_id": 1,
                "source_row": place,
                "value_hash": value,
                "group_id": None,
            }
            for place, ((name, key), value) in enumerate(values.items(), 1)
        ]
        path = self.folder / "failing.parquet"
        pq.write_table(pa.Table.from_pylist(rows, schema=FAILING), path)
        return path

    def system_of(self, name: str, key: str) -> str:
        """The first system whose table holds the key; the first that has the table when none does now."""
        table = name.split(".")[0]
        of_table = [system for system, held in self.held if held == table]
        return next((one for one in of_table if key in self.held[(one, table)]), of_table[0])

    def _files(self) -> list[CanonicalFile]:
        return [self._file(system, table, keys) for (system, table), keys in self.held.items()]

    def _file(self, system: str, table: str, keys: Sequence[str]) -> CanonicalFile:
        path = self.folder / f"{system}-{table}-{self.runs}.parquet"
        columns = {"source_system": [system] * len(keys), "source_key": list(keys)}
        pq.write_table(pa.table(columns, schema=pa.schema([(name, pa.string()) for name in columns])), path)
        mode = self.modes.get(table, "snapshot")
        return CanonicalFile(table, system, table, path, len(keys), 1, table, False, mode, "x", True)

    def one(self, key: str = "P1", name: str = "unit.uprn.required") -> QualityException:
        """The exception of one key."""
        system = self.system_of(name, key)
        table = name.split(".")[0]
        return QualityException.objects.get(
            pk=exception_id(table=table, rule_id=name, system=system, key=key)
        )

    def states(self) -> dict[str, str]:
        """The state of every exception, by key."""
        return dict(QualityException.objects.values_list("source_key", "state"))

    def story(self, key: str = "P1") -> list[str]:
        """What happened to the exception of one key, in order."""
        events = ExceptionEvent.objects.filter(exception__source_key=key).order_by("id")
        return list(events.values_list("what", flat=True))
