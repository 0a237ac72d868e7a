"""How large a received file, and each thing in it, may be before it is refused unread."""

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Generous for what housing systems send, small beside what would fill this machine."""

    cell: int = MIB
    """Characters in one cell. The longest free text seen in such extracts is some tens of thousands."""
    line: int = 16 * MIB
    """Characters in one row."""
    heading_line: int = MIB
    columns: int = 2_000
    """NEC's widest load file has under 200."""
    expanded: int = 16 * 1024 * MIB
    """Bytes that a compressed file may grow to."""
    ratio: int = 200
    """How many times a compressed file may grow, once past `ratio_from`. Extracts shrink 5 to 30 times."""
    ratio_from: int = 64 * MIB
    spreadsheet: int = 1024 * MIB
    """Bytes in all parts of one xlsx, unpacked: a full sheet of 1,048,576 rows fits."""


LIMITS = Limits()
