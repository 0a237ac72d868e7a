"""One `[[tables]]` entry made into expressions: the rows it takes, their keys, every contract column."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import ibis

from rooftree.engine.typed import keys
from rooftree.reference.standard.rules import Contract, parquet_types
from rooftree.sources.standardising.compiling import columns
from rooftree.sources.standardising.compiling.cells import (
    NO_TEXT,
    BadEntryError,
    Check,
    Column,
    Setting,
    Table,
    key_text,
)


@dataclass(frozen=True)
class Compiled:
    """The canonical columns over the rows of a setting, and the checks on them."""

    values: dict[str, Column]
    checks: tuple[Check, ...]


def taken(entry: Mapping[str, Any], setting: Setting) -> Table:
    """The rows that `only` and `skip` leave."""
    rows = setting.rows
    for name, wanted in entry.get("only", {}).items():
        rows = rows.filter(_plain(setting, name).isin([each.upper() for each in wanted]))
    for name, unwanted in entry.get("skip", {}).items():
        rows = rows.filter(~_plain(setting, name).isin([each.upper() for each in unwanted]))
    return rows


def _plain(setting: Setting, name: str) -> Column:
    return ibis.coalesce(setting.source(name, column=name).strip().upper(), "")


def keyed(entry: Mapping[str, Any], setting: Setting) -> Table:
    """The rows with `_key`: the source's own key, or an id of all that the row says."""
    rows = setting.rows
    if entry["key"] == "row":
        names = sorted(name for name in rows.columns if name != "_row")
        return rows.mutate(_key=keys.content_hash(rows, names))
    return rows.mutate(_key=key_text(setting, entry["key"]))


def compiled(entry: Mapping[str, Any], setting: Setting) -> Compiled:
    """The entry's columns as expressions over the rows of `setting`."""
    values: dict[str, Column] = {}
    checks: list[Check] = []
    for name, rule in entry.get("columns", {}).items():
        cell = columns.compiled(setting, name, rule)
        values = cell.values | values | {name: cell.values[name]}
        checks += [*cell.checks, *_missing(setting, name, rule, cell.values[name])]
    values |= columns.implied(setting, values)
    return Compiled(values, tuple(checks))


def _missing(setting: Setting, name: str, rule: Any, value: Column) -> list[Check]:
    """A required value that the source leaves blank; one that could not be read is told of already."""
    column = setting.contract.column(name)
    source = rule if isinstance(rule, str) else rule.get("from")
    if column is None or not column.required or not source:
        return []
    blank = setting.source(source, column=name).isnull() & value.isnull()
    return [Check("missing_value", setting.heading(source), blank, NO_TEXT)]


def canonical(made: Compiled, rows: Table, contract: Contract, provenance: Mapping[str, Any]) -> Table:
    """The canonical rows: provenance first, then every contract column in order, absent ones null."""
    facts = {
        name: (made.values[name] if name in made.values else ibis.null(kind)).cast(kind)
        for name, kind in parquet_types(contract).items()
    }
    return rows.select(
        source_system=ibis.literal(provenance["system"]),
        source_key=rows["_key"].cast("string"),
        source_file=ibis.literal(provenance["file"]),
        source_row=rows["_row"].cast("int64"),
        extract_id=ibis.literal(provenance["extract_id"]).cast("int64"),
        **facts,
    )


def contract_of(entry: Mapping[str, Any], contracts: Mapping[str, Contract], system: str) -> Contract:
    """The contract of the entry's table."""
    try:
        return contracts[entry["table"]]
    except KeyError:
        place = f"{system}, tables[{entry['id']}].table"
        raise BadEntryError(place, f"there is no canonical table {entry['table']}") from None
