"""What publish may do by itself, and in which order tables go. No database and no clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from rooftree.reference.standard.rules import Contract, Mode, Write

ENDING_LIMIT_PERCENT = 5
"""More than this share of a table ending at once waits for a person (design/architecture.md 5)."""


class Decision(StrEnum):
    """What a person decides of a held table."""

    END = "end"
    KEEP = "keep"


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


def order(contracts: Mapping[str, Contract]) -> tuple[str, ...]:
    """The tables so that each comes after those it links to; links to itself do not count."""
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

    for table in sorted(contracts):
        if contracts[table].write is not Write.PRODUCT:
            place(table)
    return tuple(placed)


def ends_on_absence(contract: Contract) -> bool:
    """That a row which is gone from today's table has ended: only so in a snapshot."""
    return contract.mode is Mode.SNAPSHOT
