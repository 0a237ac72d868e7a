"""Reads one file, standardises it by itself, asks the rules, and says of each row what was found."""

import datetime
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from rooftree.engine.checking.running.received import Received
from rooftree.engine.checking.running.run import run_plan
from rooftree.engine.checking.running.shut_in import Limits
from rooftree.engine.tables import Engine, unfused
from rooftree.oversight.agreements.checking.findings import Cells, findings
from rooftree.oversight.agreements.checking.rules_of import asking, whole_tables
from rooftree.oversight.agreements.rules.intake import Finding, Grading
from rooftree.reference.standard.quality.rules import Standard
from rooftree.sources.connectors.registry import System
from rooftree.sources.extracts.reading import forms, writing
from rooftree.sources.extracts.reading.content import Content
from rooftree.sources.extracts.rules.faults import UnusableFileError
from rooftree.sources.extracts.rules.limits import Limits as Sizes
from rooftree.sources.extracts.rules.states import Landed
from rooftree.sources.standardising.compiling.landed import sources
from rooftree.sources.standardising.making import Made, Work, made


@dataclass(frozen=True)
class Setting:
    """What a file is held to, and with how much."""

    system: System
    file: str
    standard: Standard
    grading: Grading
    today: datetime.date
    sizes: Sizes
    memory: str = "512MB"


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a file that could be read."""

    rows: int
    findings: Sequence[Finding]
    told: Sequence[str]
    """What else its sender should know."""


def check(path: Path, kept: Path, setting: Setting) -> Checked:
    """Writes the rows as they came to `kept`; a file that cannot be read raises UnusableFileError."""
    file = setting.system.files[setting.file]
    content = forms.read(path, file, limits=setting.sizes)
    if content.headings.faults:
        raise UnusableFileError(*content.headings.faults)
    rows = writing.write(content, kept)
    landed = Landed(
        system=setting.system.name,
        file=setting.file,
        extract_id=0,
        path=kept,
        sha256="",
        header=content.headings.known,
        rows=rows,
        stale=False,
        mode=file.mode,
    )
    with tempfile.TemporaryDirectory(prefix="rooftree-intake-") as work:
        found, later = _found(landed, setting, Path(work))
    return Checked(rows, found, [*_told(content, rows), *later])


def _found(landed: Landed, setting: Setting, work: Path) -> tuple[list[Finding], list[str]]:
    engine = Engine(spill=work / "spill", memory=setting.memory)
    try:
        with unfused():
            standardised, entries = _standardised(engine, landed, setting, work)
        failing, told, rules = _failing(standardised, setting, work)
        cells = Cells(entries, landed.header, set(setting.system.files[setting.file].columns))
        problems = pq.read_table(standardised.problems).to_pylist()
        return findings(problems, failing, rules, cells, setting.grading), told
    finally:
        engine.close()


def _standardised(
    engine: Engine, landed: Landed, setting: Setting, work: Path
) -> tuple[Made, list[Mapping[str, Any]]]:
    """The file's canonical tables; its key for National Insurance numbers is thrown away with them."""
    system = setting.system
    there = sources(engine, system, [landed])
    entries = [
        entry
        for entry in system.mapping.get("tables", [])
        if entry.get("file", entry["from"]) == landed.file and entry["from"] in there.tables
    ]
    return made(Work(engine, work, system, there, "only for this check"), landed, entries), entries


def _failing(
    standardised: Made, setting: Setting, work: Path
) -> tuple[list[Mapping[str, Any]], list[str], Mapping[str, Any]]:
    """Every row and column that fails a rule, and what could not be asked."""
    tables: dict[str, list[Path]] = {}
    for file in standardised.files:
        tables.setdefault(file.table, []).append(file.path)
    whole = whole_tables(setting.system.mapping, setting.file)
    asked = asking(setting.standard, system=setting.system.name, tables=tables.keys(), whole=whole)
    outcome = run_plan(
        asked.plan,
        Received(tables, None, (standardised.problems,)),
        out=work / "failing.parquet",
        today=setting.today,
        limits=Limits(spill=work / "rules", memory=setting.memory, disk="2GB", seconds=60),
    )
    waits = len(asked.later) + sum(bool(one.error) for one in outcome.rules.values())
    told = []
    if waits:
        many = f"{waits} rules compare" if waits > 1 else "1 rule compares"
        told.append(f"{many} this file with others; the run that reads it asks them.")
    return pq.read_table(outcome.out).to_pylist(), told, asked.rules


def _told(content: Content, rows: int) -> list[str]:
    """What is odd about the file as a whole."""
    told = [f"{note.says} {note.mend}".strip() for note in content.notes]
    if content.headings.missing:
        told.append(f"Columns that are not there: {', '.join(content.headings.missing)}.")
    if content.headings.extra:
        told.append(f"Columns that are not known and are not used: {', '.join(content.headings.extra)}.")
    if not rows:
        told.append("The file has headings but no rows.")
    return told
