"""A synthetic landlord's extracts, standardised, matched and asked every shipped rule, without a database."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from rooftree.engine.checking.plan import Plan
from rooftree.engine.checking.running.received import Received
from rooftree.engine.checking.running.run import RuleOutcome, run_plan
from rooftree.engine.checking.running.shut_in import Limits
from rooftree.engine.tables import Engine, unfused
from rooftree.records.matching.actions.linking import link
from rooftree.records.provenance.canonical import Canonical
from rooftree.sources.connectors import registry
from rooftree.sources.extracts.reading import folder as folders
from rooftree.sources.extracts.reading import forms, received, writing
from rooftree.sources.extracts.rules.states import Landed
from rooftree.sources.standardising.compiling.landed import sources
from rooftree.sources.standardising.making import Entry, Work, made
from rooftree.sources.synthetic.faults import Level
from rooftree.sources.synthetic.landlord import TODAY, synthesise


@dataclass(frozen=True)
class Fault:
    """One fault that was planted: in which file, on which row, in which column."""

    system: str
    file: str
    key: str
    column: str
    fault: str


@dataclass(frozen=True)
class Checked:
    """What the standard found: rule → the source keys that fail it; and what was planted."""

    failing: Mapping[str, frozenset[str]]
    outcomes: Mapping[str, RuleOutcome]
    planted: tuple[Fault, ...]


def check(folder: Path, plan: Plan, *, homes: int, faults: Level, seed: int = 7) -> Checked:
    """Makes the landlord in `folder` and asks it every rule of the plan."""
    synthesise(homes=homes, seed=seed, out=folder / "in", faults=faults)
    engine = Engine(spill=folder / "spill", memory="512MB", threads=1)
    try:
        night = _standardised(engine, folder)
    finally:
        engine.close()
    limits = Limits(spill=folder / "checking", memory="512MB", threads=1)
    outcome = run_plan(plan, night, out=folder / "failing.parquet", today=TODAY, limits=limits)
    found: dict[str, set[str]] = defaultdict(set)
    for row in pq.read_table(outcome.out, columns=["rule_id", "source_key"]).to_pylist():
        found[row["rule_id"]].add(row["source_key"])
    failing = {rule: frozenset(keys) for rule, keys in found.items()}
    return Checked(failing, outcome.rules, _planted(folder / "in"))


def _planted(folder: Path) -> tuple[Fault, ...]:
    with (folder / "truth" / "faults.csv").open(encoding="utf-8", newline="") as handle:
        return tuple(Fault(**row) for row in csv.DictReader(handle))


def _standardised(engine: Engine, folder: Path) -> Received:
    systems = registry.load()
    landed = _landed(folder, systems)
    tables: dict[str, list[Path]] = defaultdict(list)
    problems: list[Path] = []
    with unfused():
        for system in systems.values():
            work = Work(engine, folder, system, sources(engine, system, landed), "a key of tests only")
            for file, entries in _entries(work):
                done = made(work, file, entries)
                problems.append(done.problems)
                for each in done.files:
                    tables[each.table].append(each.path)
    linked = link(Canonical(engine, tables), previous=None, out=folder / "links.parquet")
    return Received(tables, linked.path, problems)


def _landed(folder: Path, systems: Mapping[str, registry.System]) -> list[Landed]:
    found = folders.look(folder / "in", {name: system.files for name, system in systems.items()})
    landed = []
    for number, ((system, name), paths) in enumerate(sorted(found.files.items()), 1):
        file, taken = systems[system].files[name], received.take(paths[0])
        content, path = forms.read(paths[0], file), folder / "landed" / f"{system}-{name}.parquet"
        path.parent.mkdir(exist_ok=True)
        rows = writing.write(content, path)
        known = content.headings.known
        landed.append(
            Landed(system, name, number, path, taken.sha256, known, rows, stale=False, mode=file.mode)
        )
    return landed


def _entries(work: Work) -> list[tuple[Landed, list[Entry]]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in work.system.mapping["tables"]:
        file = entry.get("file", entry["from"])
        if file in work.sources.files and entry["from"] in work.sources.tables:
            found[file].append(entry)
    return [(work.sources.files[name], entries) for name, entries in found.items()]
