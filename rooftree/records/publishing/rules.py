"""What publish may do by itself, and in which order tables go. No database and no clock."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from rooftree.reference.standard.rules import Contract, Mode, Write

Together = Mapping[str, Mapping[str, Collection[str]]]
"""By system and table: the tables that the same files of that system feed."""
ENDING_LIMIT_PERCENT = 5
"""More than this share of a table ending at once waits for a person (design/architecture.md 5)."""


class Decision(StrEnum):
    """What a person decides of a held table."""

    END = "end"
    KEEP = "keep"


@dataclass(frozen=True)
class Decisions:
    """How many rows a person has agreed may end (once), or is to stay (until fewer are missing), by table."""

    end: Mapping[str, int] = field(default_factory=dict)
    keep: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Ending:
    """How much of a table would end."""

    table: str
    would_end: int
    live: int

    @property
    def too_much(self) -> bool:
        """That a person must confirm it first."""
        return self.would_end * 100 > self.live * ENDING_LIMIT_PERCENT


class Course(StrEnum):
    """What is done about rows that vanished."""

    END = "end them"
    STAY = "let them stay, and publish the rest"
    WAIT = "leave the whole table until a person has decided"


def course(ending: Ending, decisions: Decisions) -> Course:
    """What is done about a table's vanished rows. A decision covers as many rows as it was made about."""
    if not ending.too_much or decisions.end.get(ending.table, -1) >= ending.would_end:
        return Course.END
    if decisions.keep.get(ending.table, -1) >= ending.would_end:
        return Course.STAY
    return Course.WAIT


def fed_with(held: Mapping[str, Collection[str]], together: Together) -> dict[str, frozenset[str]]:
    """The tables that share a file with a held one, and with which; `held` names the systems of its missing
    rows. A file that left out too much of one table is not believed on what it left out of another."""
    found: dict[str, set[str]] = {}
    for table, systems in held.items():
        for system in systems:
            for other in together.get(system, {}).get(table, ()):
                if other not in held:
                    found.setdefault(other, set()).add(table)
    return {other: frozenset(tables) for other, tables in found.items()}


def order(contracts: Mapping[str, Contract], rows: Mapping[str, int] | None = None) -> tuple[str, ...]:
    """The tables so that each comes after those it links to; links to itself do not count.

    Otherwise those with most rows come first: they take longest to write, while smaller ones are compared.
    """
    placed: dict[str, None] = {}
    under_way: set[str] = set()

    def place(table: str) -> None:
        if table in placed:
            return
        if table in under_way:
            raise ValueError(f"{table} links to itself by way of other tables")
        under_way.add(table)
        for link in contracts[table].links:
            if link.table != table:
                place(link.table)
        placed[table] = None

    for table in sorted(contracts, key=lambda table: (-(rows or {}).get(table, 0), table)):
        if contracts[table].write is not Write.PRODUCT:
            place(table)
    return tuple(placed)


def ends_on_absence(contract: Contract) -> bool:
    """That a row which is gone from today's table has ended: only so in a snapshot."""
    return contract.mode is Mode.SNAPSHOT
