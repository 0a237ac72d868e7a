"""Columns that follow from others, where the mapping does not fill them itself."""

from collections.abc import Collection, Mapping

import ibis

from rooftree.engine.typed.functions import applied
from rooftree.reference.standard.rules import Contract
from rooftree.sources.standardising.compiling.cells import NO_TEXT, Column
from rooftree.sources.standardising.rules import LONGEST_REFERENCE
from rooftree.sources.standardising.values import addresses, identifiers


def implied(contract: Contract, values: Mapping[str, Column]) -> dict[str, Column]:
    """A full name out of its parts, a contact as it is compared, the key under which an address is sought."""
    made: dict[str, Column] = {}
    wanted = _absent(contract, values)
    if "full_name" in wanted and ("given_name" in values or "family_name" in values):
        made["full_name"] = _full_name(values)
    if "value_normal" in wanted and "value" in values:
        compared = applied("reachable", identifiers.reachable, values["value"])
        made["value_normal"] = ibis.ifelse(compared.length() <= LONGEST_REFERENCE, compared, NO_TEXT)
    if "search_key" in wanted and "line" in values:
        made["search_key"] = _sought(values["line"], values.get("postcode", NO_TEXT))
    return made


def _sought(line: Column, postcode: Column) -> Column:
    return applied("search_key", addresses.search_key, line, postcode)


def _absent(contract: Contract, values: Collection[str]) -> set[str]:
    return {column.name for column in contract.columns} - set(values)


def _full_name(values: Mapping[str, Column]) -> Column:
    parts = [values[name] for name in ("given_name", "middle_name", "family_name") if name in values]
    whole = ibis.literal("")
    for part in parts:
        whole = whole + ibis.coalesce(ibis.literal(" ") + part, "")
    return whole.re_replace(r"\s+", " ").strip().nullif("")
