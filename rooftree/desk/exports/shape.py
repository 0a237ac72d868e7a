"""What an export is made of."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from rooftree.reference.accounts.rules import Viewer

Cell = str | int | float | bool | Decimal | datetime.date | datetime.datetime | None
Row = tuple[Cell, ...]


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole number"
    YES_NO = "yes or no"
    DAY = "day"
    MOMENT = "moment"
    MONEY = "pounds and pence"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its kind, and what it says, for the data dictionary."""

    name: str
    kind: Kind
    says: str


@dataclass(frozen=True, slots=True)
class Export:
    """One export: its name, what it is, its columns, and its rows as one viewer may see them."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Callable[[Viewer], Iterator[Row]]
    about: Callable[[], Sequence[tuple[str, str]]] = tuple
    """What is stamped in the file besides its columns: definition, filter, day, run, who made it."""
