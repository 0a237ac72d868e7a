"""One line of `[tables.columns]` made into expressions: its text, how it is read, what it fills.

Texts, readings and values are three selects, each over the one before: what is used twice is then worked out
once, and the functions of `engine.typed` are given plain columns.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ibis

from rooftree.engine.typed.functions import applied
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
from rooftree.sources.standardising.compiling.kinds import KINDS, kind_of, unread, words
from rooftree.sources.standardising.values import identifiers

CODED = "coded"
CODE_LIST = "map<string, string>"


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
    kind = CODED if "codes" in said else kind_of(setting.contract, column, said.get("as"))
    return Line(column, said, kind, setting.heading(_first_source(said)))


def _first_source(said: Mapping[str, Any]) -> str:
    sources = said.get("first") or said.get("join") or [said.get("from", "")]
    return next((source for source in sources if not is_literal(source)), "")


def texts(setting: Setting, lines: Sequence[Line]) -> dict[str, Column]:
    """What each line reads: the source's text, and of a code the text without case and blanks around it."""
    found = {each.name: _text(setting, each) for each in lines}
    plain = {f"p_{each.name}": found[each.name].strip().upper() for each in lines if each.kind == CODED}
    return {f"t_{name}": text for name, text in found.items()} | plain


def _text(setting: Setting, each: Line) -> Column:
    said, name = each.said, each.name
    if "first" in said:
        return ibis.coalesce(*(setting.source(source, column=name) for source in said["first"]))
    if "join" in said:
        return joined(setting, said["join"], said.get("with", " "), column=name)
    return setting.source(said["from"], column=name)


def reading(setting: Setting, each: Line, rows: Table) -> Column:
    """The text as the line's kind, or its code list, reads it."""
    if each.kind == CODED:
        codes = setting.mapping.get("codes", {}).get(each.said["codes"], {})
        return _coded(rows[f"p_{each.name}"], codes) if codes else NO_TEXT
    kind, said = KINDS[each.kind], words(each.said, setting.mapping)
    minded = said if kind.worded else None
    return applied(
        f"read_{each.kind}", lambda text: kind.read(text, said), rows[f"t_{each.name}"], said=minded
    )


def _coded(plain: Column, codes: Mapping[str, str]) -> Column:
    known: dict[str, str] = {}
    for source, code in codes.items():
        known.setdefault(source.strip().upper(), code)
    return applied("coded", lambda given, list_: list_.get(given), plain, ibis.literal(known, CODE_LIST))


def values(setting: Setting, each: Line, rows: Table) -> dict[str, Column]:
    """The canonical columns that the line fills, over rows that hold its text and its reading."""
    if each.is_constant:
        return {each.name: ibis.literal(each.said["constant"]).cast(IBIS_TYPES[each.column.physical_type])}
    given, read = rows[f"t_{each.name}"], rows[f"r_{each.name}"]
    if each.kind == CODED:
        return _wanted(setting, {each.name: read, f"{each.name}_source": given})
    made = {each.name: _finished(setting, each, read), f"{each.name}_as_given": given}
    if each.kind == "nino":
        made["ni_no_masked"] = identifiers.nino_masked(read)
        made["ni_no_hmac"] = identifiers.nino_hmac(read, setting.keyed)
    return _wanted(setting, made)


def _finished(setting: Setting, each: Line, read: Column) -> Column:
    finish, said = KINDS[each.kind].finish, words(each.said, setting.mapping)
    if finish is None:
        return read
    return applied(f"finish_{each.kind}", lambda value: finish(value, said), read, said=said)


def _wanted(setting: Setting, made: Mapping[str, Column]) -> dict[str, Column]:
    return {name: value for name, value in made.items() if setting.contract.column(name)}


def _absent(text: Column, _: Column) -> Column:
    return text.isnull()


def checks(each: Line, rows: Table) -> list[Check]:
    """What may be wrong with the line's text."""
    if each.is_constant:
        return []
    given, read = rows[f"t_{each.name}"], rows[f"r_{each.name}"]
    found = []
    if each.kind == CODED:
        found.append(Check("unknown_code", each.shown, given, read, unread, each.name))
    elif problem := KINDS[each.kind].problem:
        found.append(Check(problem, each.shown, given, read, KINDS[each.kind].odd, each.name))
    if each.column.required:
        found.append(Check("missing_value", each.shown, given, given, _absent, each.name))
    return found
