"""One line of `[tables.columns]` made into values: where the text is from, what kind it is, what it fills."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import ibis

from rooftree.reference.standard.rules import IBIS_TYPES, ContractColumn
from rooftree.sources.standardising.compiling.cells import (
    NO_TEXT,
    BadEntryError,
    Cell,
    Check,
    Column,
    Setting,
    is_literal,
    joined,
)
from rooftree.sources.standardising.compiling.kinds import KINDS, kind_of
from rooftree.sources.standardising.values import addresses, identifiers


def compiled(setting: Setting, name: str, rule: str | Mapping[str, Any]) -> Cell:
    """The cell that the rule for the canonical column `name` makes."""
    column = setting.contract.column(name)
    if column is None:
        raise BadEntryError(setting.place(name), f"{setting.contract.table} has no column {name}")
    said: Mapping[str, Any] = {"from": rule} if isinstance(rule, str) else rule
    if "constant" in said:
        return Cell({name: ibis.literal(said["constant"]).cast(IBIS_TYPES[column.physical_type])})
    text = _text(setting, name, said)
    shown = setting.heading(_first_source(said))
    if "codes" in said:
        return _coded(setting, column, text, said["codes"], shown)
    return _typed(replace(setting, options=said), column, text, shown)


def _text(setting: Setting, name: str, said: Mapping[str, Any]) -> Column:
    if "first" in said:
        return ibis.coalesce(*(setting.source(source, column=name) for source in said["first"]))
    if "join" in said:
        return joined(setting, said["join"], said.get("with", " "), column=name)
    return setting.source(said["from"], column=name)


def _first_source(said: Mapping[str, Any]) -> str:
    sources = said.get("first") or said.get("join") or [said["from"]]
    return next((source for source in sources if not is_literal(source)), "")


def _coded(setting: Setting, column: ContractColumn, text: Column, codes: str, shown: str) -> Cell:
    """The canonical code, with the source's own beside it; an unknown one is kept there and counted."""
    table = setting.mapping.get("codes", {}).get(codes, {})
    plain = text.strip().upper()
    pairs = [(plain == source.strip().upper(), code) for source, code in table.items()]
    code = ibis.cases(*pairs, else_=NO_TEXT) if pairs else NO_TEXT
    values = {column.name: code}
    if setting.contract.column(f"{column.name}_source"):
        values[f"{column.name}_source"] = text
    return Cell(values, (Check("unknown_code", shown, text.notnull() & code.isnull(), text),))


def _typed(setting: Setting, column: ContractColumn, text: Column, shown: str) -> Cell:
    kind = kind_of(column, setting.options.get("as"))
    value, problem, bad = KINDS[kind](text, setting)
    values = {column.name: value}
    if setting.contract.column(f"{column.name}_as_given"):
        values[f"{column.name}_as_given"] = text
    if kind == "nino":
        values |= _nino(setting, value)
    checks = (Check(problem, shown, bad, text),) if problem else ()
    return Cell(values, checks)


def _nino(setting: Setting, number: Column) -> dict[str, Column]:
    made = {
        "ni_no_masked": identifiers.nino_masked(number),
        "ni_no_hmac": identifiers.nino_hmac(number, setting.keyed),
    }
    return {name: value for name, value in made.items() if setting.contract.column(name)}


def implied(setting: Setting, values: Mapping[str, Column]) -> dict[str, Column]:
    """Columns that follow from others, where the mapping does not fill them itself."""
    made: dict[str, Column] = {}
    if "given_name" in values or "family_name" in values:
        made["full_name"] = _full_name(values)
    if "value" in values and setting.contract.column("medium"):
        made["value_normal"] = identifiers.reachable(values["value"])
    if "line" in values:
        made["search_key"] = addresses.search_key(values["line"], values.get("postcode", NO_TEXT))
    wanted = {name for name in made if setting.contract.column(name)} - set(values)
    return {name: made[name] for name in wanted}


def _full_name(values: Mapping[str, Column]) -> Column:
    parts = [values[name] for name in ("given_name", "middle_name", "family_name") if name in values]
    whole = ibis.literal("")
    for part in parts:
        whole = whole + ibis.coalesce(ibis.literal(" ") + part, "")
    return whole.re_replace(r"\s+", " ").strip().nullif("")
