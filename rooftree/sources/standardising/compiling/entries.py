"""One `[[tables]]` entry made into an expression: the rows it takes, their keys, every contract column."""

from collections.abc import Mapping
from typing import Any

import ibis

from rooftree.engine.typed import keys
from rooftree.reference.standard.rules import Contract, parquet_types
from rooftree.sources.standardising.compiling import checking, columns
from rooftree.sources.standardising.compiling.cells import BadEntryError, Column, Setting, Table, key_text
from rooftree.sources.standardising.compiling.implied import implied


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
    """The rows with `_key`: the source's own key, or an id of all that the row says and a quick `_print`."""
    rows = setting.rows
    if entry["key"] == "row":
        names = sorted(name for name in rows.columns if name != "_row")
        return rows.mutate(_key=keys.content_hash(rows, names), _print=keys.fact_hash(rows, names))
    return rows.mutate(_key=key_text(setting, entry["key"]))


def canonical(entry: Mapping[str, Any], setting: Setting, provenance: Mapping[str, Any]) -> Table:
    """The canonical rows: provenance first, then every contract column in order, then what is wrong."""
    lines = [columns.line(setting, name, rule) for name, rule in entry.get("columns", {}).items()]
    read = [each for each in lines if not each.is_constant]
    rows = setting.rows
    texts = rows.select("_key", "_row", **columns.texts(setting, read))
    readings = texts.mutate(**{f"r_{each.name}": columns.reading(setting, each, texts) for each in read})
    values: dict[str, Column] = {}
    for each in lines:
        made = columns.values(setting, each, readings)
        values = made | values | {each.name: made[each.name]}
    values |= implied(setting.contract, values)
    checks = [check for each in lines for check in columns.checks(each, readings)]
    return readings.select(
        **_provenance(readings, provenance),
        **_facts(setting.contract, values),
        **{checking.PROBLEMS: checking.written(checks)},
    )


def _provenance(rows: Table, provenance: Mapping[str, Any]) -> dict[str, Column]:
    return {
        "source_system": ibis.literal(provenance["system"]),
        "source_key": rows["_key"].cast("string"),
        "source_file": ibis.literal(provenance["file"]),
        "source_row": rows["_row"].cast("int64"),
        "extract_id": ibis.literal(provenance["extract_id"]).cast("int64"),
    }


def _facts(contract: Contract, values: Mapping[str, Column]) -> dict[str, Column]:
    return {
        name: (values[name] if name in values else ibis.null(kind)).cast(kind)
        for name, kind in parquet_types(contract).items()
    }


def contract_of(entry: Mapping[str, Any], contracts: Mapping[str, Contract], system: str) -> Contract:
    """The contract of the entry's table."""
    try:
        return contracts[entry["table"]]
    except KeyError:
        place = f"{system}, tables[{entry['id']}].table"
        raise BadEntryError(place, f"there is no canonical table {entry['table']}") from None
