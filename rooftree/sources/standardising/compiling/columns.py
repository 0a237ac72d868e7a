"""One line of `[tables.columns]` made into expressions: its text, how it is read, what it fills.

Texts, plain texts, readings and values are four selects, each over the one before: an expression that is
used twice is then written once, which keeps both the query and the making of it short.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import ibis

from rooftree.reference.standard.rules import IBIS_TYPES, ContractColumn
from rooftree.sources.standardising.compiling.cells import (
    NO_TEXT,
    BadEntryError,
    Check,
    Column,
    Setting,
    Table,
    is_literal,
    joined,
)
from rooftree.sources.standardising.compiling.kinds import KINDS, kind_of, words
from rooftree.sources.standardising.values import identifiers

CODED = "coded"


@dataclass(frozen=True)
class Line:
    """One canonical column and the rule that fills it."""

    column: ContractColumn
    said: Mapping[str, Any]
    kind: str
    shown: str
    """The source column as the received file calls it."""

    @property
    def name(self) -> str:
        """The canonical column's name."""
        return self.column.name

    @property
    def is_constant(self) -> bool:
        """True when the mapping itself gives the value."""
        return "constant" in self.said


def line(setting: Setting, name: str, rule: str | Mapping[str, Any]) -> Line:
    """The rule for the canonical column `name`, checked against the contract."""
    column = setting.contract.column(name)
    if column is None:
        raise BadEntryError(setting.place(name), f"{setting.contract.table} has no column {name}")
    said: Mapping[str, Any] = {"from": rule} if isinstance(rule, str) else rule
    kind = CODED if "codes" in said else kind_of(column, said.get("as"))
    return Line(column, said, kind, setting.heading(_first_source(said)))


def _first_source(said: Mapping[str, Any]) -> str:
    sources = said.get("first") or said.get("join") or [said.get("from", "")]
    return next((source for source in sources if not is_literal(source)), "")


def text(setting: Setting, each: Line) -> Column:
    """The source's text that the line reads."""
    said, name = each.said, each.name
    if "first" in said:
        return ibis.coalesce(*(setting.source(source, column=name) for source in said["first"]))
    if "join" in said:
        return joined(setting, said["join"], said.get("with", " "), column=name)
    return setting.source(said["from"], column=name)


def plain(each: Line, rows: Table) -> Column:
    """The text as it is read: of a code, neither case nor blanks around it count."""
    given = rows[f"t_{each.name}"]
    return given.strip().upper() if each.kind == CODED else given


def reading(setting: Setting, each: Line, given: Column) -> Column:
    """The plain text as the line's kind, or its code list, reads it."""
    if each.kind == CODED:
        codes = setting.mapping.get("codes", {}).get(each.said["codes"], {})
        pairs = {source.strip().upper(): code for source, code in codes.items()}
        return given.cases(*pairs.items(), else_=NO_TEXT) if pairs else NO_TEXT
    return KINDS[each.kind].read(given, words(each.said, setting.mapping))


def values(setting: Setting, each: Line, rows: Table) -> dict[str, Column]:
    """The canonical columns that the line fills, over rows that hold its text and its reading."""
    if each.is_constant:
        return {each.name: ibis.literal(each.said["constant"]).cast(IBIS_TYPES[each.column.physical_type])}
    given, read = rows[f"t_{each.name}"], rows[f"r_{each.name}"]
    if each.kind == CODED:
        return _wanted(setting, {each.name: read, f"{each.name}_source": given})
    value = KINDS[each.kind].finish(read, words(each.said, setting.mapping))
    made = {each.name: value, f"{each.name}_as_given": given}
    if each.kind == "nino":
        made["ni_no_masked"] = identifiers.nino_masked(read)
        made["ni_no_hmac"] = identifiers.nino_hmac(read, setting.keyed)
    return _wanted(setting, made)


def _wanted(setting: Setting, made: Mapping[str, Column]) -> dict[str, Column]:
    return {name: value for name, value in made.items() if setting.contract.column(name)}


def checks(each: Line, rows: Table) -> list[Check]:
    """What may be wrong with the line's text."""
    if each.is_constant:
        return []
    given, read = rows[f"t_{each.name}"], rows[f"r_{each.name}"]
    found = []
    if each.kind == CODED:
        found.append(Check("unknown_code", each.shown, given.notnull() & read.isnull(), given))
    elif problem := KINDS[each.kind].problem:
        found.append(Check(problem, each.shown, KINDS[each.kind].odd(given, read), given))
    if each.column.required:
        found.append(Check("missing_value", each.shown, given.isnull(), NO_TEXT))
    return found
