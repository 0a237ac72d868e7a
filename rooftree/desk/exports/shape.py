"""What an export is made of."""

from dataclasses import dataclass
from enum import StrEnum

Cell = str | int | float | bool | None
Row = tuple[Cell, ...]


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole number"
    YES_NO = "yes or no"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its kind, and what it says, for the data dictionary."""

    name: str
    kind: Kind
    says: str
