"""One received file's entries worked out and written: its canonical Parquet and its problems."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rooftree.engine.tables import Engine, parquet_rows
from rooftree.engine.typed import functions, keys
from rooftree.reference.standard import queries as standard
from rooftree.sources.connectors.registry import System
from rooftree.sources.extracts.rules.states import Landed
from rooftree.sources.standardising.compiling import checking, entries, keeping
from rooftree.sources.standardising.compiling.cells import NO_TEXT, Setting, Table
from rooftree.sources.standardising.compiling.landed import Sources
from rooftree.sources.standardising.rules import CanonicalFile, code_version, fingerprint

Entry = Mapping[str, Any]


@dataclass(frozen=True)
class Work:
    """What every file of one system is made with."""

    engine: Engine
    home: Path
    system: System
    sources: Sources
    nino_key: str

    def fingerprint(self, entry: Entry, landed: Landed) -> str:
        """All that the entry's rows depend on: its files, the mapping, the contract, the code, the key."""
        contract = entries.contract_of(entry, standard.contracts(), self.system.name)
        behind = [landed, *(file for file in self.sources.behind[entry["from"]] if file != landed)]
        return fingerprint(
            [f"{file.file} {file.sha256} {file.extract_id} {sorted(file.header.items())}" for file in behind],
            [self.system.digest, entry["id"], code_version()],
            standard.contract_shape(contract.table),
            keys.digest(self.nino_key, "fingerprint"),
        )

    def setting(self, entry: Entry, landed: Landed, rows: Table) -> Setting:
        """What the entry's rules are compiled with, over these rows."""
        return Setting(
            system=self.system.name,
            entry=entry["id"],
            rows=rows,
            contract=entries.contract_of(entry, standard.contracts(), self.system.name),
            mapping=self.system.mapping,
            headings=landed.header,
            keyed=keys.keyed_hash(self.nino_key),
        )


@dataclass(frozen=True)
class Made:
    """What one received file became."""

    files: tuple[CanonicalFile, ...]
    problems: Path


def made(work: Work, landed: Landed, said: Sequence[Entry]) -> Made:
    """The canonical files and the problems file of one received file; what is there already is left."""
    entry_prints = {entry["id"]: work.fingerprint(entry, landed) for entry in said}
    whole = fingerprint(entry_prints.values())
    problems = work.home / "problems" / f"{landed.system}-{landed.file}-{landed.extract_id}-{whole}.parquet"
    paths = {entry["id"]: _path(work, entry, entry_prints[entry["id"]]) for entry in said}
    fresh = not (problems.exists() and all(path.exists() for path in paths.values()))
    if fresh:
        _make(work, landed, said, paths, problems)
    files = tuple(
        CanonicalFile(
            table=entry["table"],
            system=landed.system,
            entry=entry["id"],
            path=paths[entry["id"]],
            rows=parquet_rows(paths[entry["id"]]),
            extract_id=landed.extract_id,
            file=landed.file,
            stale=landed.stale,
            mode=landed.mode,
            fingerprint=entry_prints[entry["id"]],
            fresh=fresh,
        )
        for entry in said
    )
    return Made(files, problems)


def _path(work: Work, entry: Entry, entry_print: str) -> Path:
    name = f"{work.system.name}-{entry['id']}-{entry_print}.parquet"
    table: str = entry["table"]
    return work.home / "canonical" / table / name


def _make(
    work: Work, landed: Landed, said: Sequence[Entry], paths: Mapping[str, Path], problems: Path
) -> None:
    """The problems file is written last: while it is missing, all of the file's entries are made again."""
    found: list[Table] = []
    views: dict[str, Table] = {}
    held: list[Table] = []
    try:
        with functions.using(work.engine.functions):
            for entry in said:
                rows = _rows(work, entry, views)
                found += _write(work, landed, entry, rows, (paths[entry["id"]], held))
        checking.write(work.engine, found, problems)
    finally:
        work.engine.release(*held, *views.values())


def _rows(work: Work, entry: Entry, views: dict[str, Table]) -> Table:
    """What the entry reads; a reader's view is worked out once, for every entry reads its rows twice."""
    name = entry["from"]
    if name in work.system.files:
        return work.sources.tables[name]
    if name not in views:
        views[name] = work.engine.hold(work.sources.tables[name])
    return views[name]


def _write(
    work: Work, landed: Landed, entry: Entry, rows: Table, out: tuple[Path, list[Table]]
) -> list[Table]:
    """Writes the entry's canonical rows; gives its problems, not yet run, and adds what is held for them."""
    path, held = out
    provenance = {"system": landed.system, "file": landed.file, "extract_id": landed.extract_id}
    setting = work.setting(entry, landed, rows)
    setting = replace(setting, rows=entries.taken(entry, setting))
    keep = keeping.by_content if entry["key"] == "row" else keeping.by_key
    kept = keep(work.engine, entries.keyed(entry, setting))
    held += kept.held
    rows = entries.canonical(entry, replace(setting, rows=kept.rows), provenance)
    work.engine.write_parquet(rows, path)
    found = checking.of_file(work.engine, path)
    aside = _set_aside(setting.key_shown(entry["key"]), kept, provenance)
    return aside if found is None else [found, *aside]


def _set_aside(column: str, kept: keeping.Kept, provenance: Mapping[str, Any]) -> list[Table]:
    found = []
    if kept.missing is not None:
        found.append(checking.set_aside(kept.missing, "missing_key", column, NO_TEXT, provenance))
    if kept.long is not None:
        found.append(checking.set_aside(kept.long, "long_key", column, kept.long["_key"], provenance))
    if kept.repeated is not None:
        key = kept.repeated["_key"]
        found.append(checking.set_aside(kept.repeated, "duplicate_key", column, key, provenance))
    return found
