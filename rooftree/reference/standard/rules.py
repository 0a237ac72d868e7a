"""What a data contract and a code list are, and what must hold of them. Nothing here reads a file."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class Mode(StrEnum):
    """What the absence of a row means: only in a snapshot does it end the row."""

    SNAPSHOT = "snapshot"
    WINDOW = "window"
    PRODUCT = "product"


class Write(StrEnum):
    """How publish writes: one row of many systems, a row each, facts never changed, or our own."""

    MERGED = "merged"
    SINGLE = "single"
    APPEND = "append"
    PRODUCT = "product"


@dataclass(frozen=True)
class ContractColumn:
    """One column of a canonical table; `published` ones reach PostgreSQL."""

    name: str
    logical_type: str
    physical_type: str
    key: bool
    required: bool
    classification: str
    critical: bool
    published: bool
    codes: str | None
    unit: str | None
    title: str


@dataclass(frozen=True)
class Link:
    """That `source_column` holds the source key of a row of `table`, in `system` or else the row's own."""

    name: str
    table: str
    source_column: str
    system: str | None


@dataclass(frozen=True)
class Contract:
    """One canonical table as the recording standard declares it."""

    table: str
    title: str
    description: str
    mode: Mode
    window: str | None
    write: Write
    links: tuple[Link, ...]
    columns: tuple[ContractColumn, ...]
    version: str

    def column(self, name: str) -> ContractColumn | None:
        """The column of that name, when there is one."""
        return self._by_name.get(name)

    @cached_property
    def _by_name(self) -> Mapping[str, ContractColumn]:
        return {column.name: column for column in self.columns}


@dataclass(frozen=True)
class CodeList:
    """A versioned list of codes and what each means."""

    name: str
    title: str
    version: str
    source: str
    effective_from: str
    codes: Mapping[str, str]
    ends: Mapping[str, datetime.date] = field(default_factory=dict)
    """From which day on a code is used no more; its label stays for the records of before."""

    def standing_on(self, day: datetime.date) -> frozenset[str]:
        """The codes that a record may have on that day."""
        return frozenset(code for code in self.codes if day < self.ends.get(code, datetime.date.max))


@dataclass(frozen=True)
class Adjustment:
    """What to do at somebody's door; which codes of an alert ask for it, and which phrases in a note do."""

    says: str
    codes: frozenset[str]
    phrases: tuple[str, ...]


@dataclass(frozen=True)
class Adjustments:
    """Every adjustment, and the words that make a note unsafe to read by phrase."""

    each: tuple[Adjustment, ...]
    unless: tuple[str, ...]


IBIS_TYPES = {
    "string": "string",
    "date": "date",
    "timestamp": "timestamp('UTC')",
    "integer": "int64",
    "decimal(16,6)": "decimal(16, 6)",
    "boolean": "boolean",
    "uuid": "uuid",
}
"""The engine's type for each physical type that a contract may give."""


def parquet_types(contract: Contract) -> dict[str, str]:
    """The columns of the table's Parquet with the engine's types, in the contract's order."""
    return {column.name: IBIS_TYPES[column.physical_type] for column in contract.columns}


def faults(contracts: Mapping[str, Contract], lists: Mapping[str, CodeList]) -> Iterator[str]:
    """What is wrong among contracts and code lists taken together, in words."""
    for table, contract in contracts.items():
        names = [column.name for column in contract.columns]
        if len(set(names)) != len(names):
            yield f"{table}: a column is declared twice"
        if contract.mode is Mode.WINDOW and contract.window not in names:
            yield f"{table}: the window column {contract.window} is not declared"
        for link in contract.links:
            if link.table not in contracts:
                yield f"{table}: link {link.name} points to {link.table}, which has no contract"
            if link.source_column not in names:
                yield f"{table}: link {link.name} reads {link.source_column}, which is not declared"
        for column in contract.columns:
            if column.physical_type not in IBIS_TYPES:
                yield f"{table}.{column.name}: unknown type {column.physical_type}"
            if column.codes and column.codes not in lists:
                yield f"{table}.{column.name}: no code list {column.codes}"
            if column.codes and f"{column.name}_source" not in names:
                yield f"{table}.{column.name}: the source's own code has no column beside it"
