"""What a rule of a mapping compiles to: values for canonical columns, and what may be wrong with them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import ibis
import ibis.expr.datatypes as dt

from rooftree.reference.standard.rules import Contract

Column = Any
Table = Any

NO_TEXT = ibis.null(dt.string)


class BadEntryError(Exception):
    """A mapping entry that cannot be compiled: which system, entry and column, and why."""

    def __init__(self, place: str, says: str) -> None:
        super().__init__(f"The mapping at {place}: {says}. Mend the mapping, or its override.")


@dataclass(frozen=True)
class Check:
    """A problem of one kind in one source column: what it is looked for in, when it is one, and for what."""

    kind: str
    column: str
    text: Column
    """What stands in the source, and is told."""
    read: Column
    bad: Callable[[Column, Column], Column]
    """Whether a text and its reading are a problem; the same for all checks of the kind."""
    into: str
    """The canonical column that it was read for."""


@dataclass(frozen=True)
class Setting:
    """What the rules of one entry share: the source's rows, the mapping's own words, the contract."""

    system: str
    entry: str
    rows: Table
    contract: Contract
    mapping: Mapping[str, Any]
    headings: Mapping[str, str]
    keyed: Callable[[Column], Column]

    def place(self, column: str = "") -> str:
        """Where in the mapping this is, for an error."""
        return f"{self.system}, tables[{self.entry}]" + (f".columns.{column}" if column else "")

    def source(self, name: str, *, column: str = "") -> Column:
        """A source column, or the literal that a name in single quotes stands for."""
        if len(name) >= 2 and name[0] == name[-1] == "'":
            return ibis.literal(name[1:-1])
        if name not in self.rows.columns:
            raise BadEntryError(self.place(column), f"there is no source column {name}")
        return self.rows[name]

    def heading(self, name: str) -> str:
        """The column as the received file itself calls it."""
        return self.headings.get(name, name)

    def key_shown(self, names: Any) -> str:
        """The key's columns as the received file calls them; none when the row is its own key."""
        shown = [] if isinstance(names, str) else names
        return "/".join(self.heading(name) for name in shown if not is_literal(name))


def is_literal(name: str) -> bool:
    """True for a name in single quotes."""
    return name.startswith("'")


def joined(setting: Setting, names: list[str], between: str, *, column: str = "") -> Column:
    """The parts that are there with `between` between them; null when only literals are there."""
    whole = ibis.literal("")
    found = ibis.literal(False)
    for name in names:
        part = setting.source(name, column=column)
        whole = whole + ibis.coalesce(ibis.literal(between) + part, "")
        if not is_literal(name):
            found = found | part.notnull()
    return ibis.ifelse(found, whole.substr(len(between)), NO_TEXT)


def key_text(setting: Setting, names: list[str]) -> Column:
    """The source key: every part, null as '', joined with '/'; null when no part is there."""
    parts = [setting.source(name, column="key") for name in names]
    whole = ibis.coalesce(parts[0], "")
    for part in parts[1:]:
        whole = whole + "/" + ibis.coalesce(part, "")
    found = ibis.or_(*(p.notnull() for name, p in zip(names, parts, strict=True) if not is_literal(name)))
    return ibis.ifelse(found, whole, NO_TEXT)
