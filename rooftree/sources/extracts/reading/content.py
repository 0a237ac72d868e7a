"""What every reader gives: headings, and ways to the rows as batches of text columns."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pyarrow as pa

from rooftree.sources.extracts.rules.faults import Fault
from rooftree.sources.extracts.rules.headings import Headings

BATCH = 16_384


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows: their numbers (1 is the first under the headings) and columns, all text, in file order."""

    numbers: pa.Array
    columns: list[pa.Array]


class NotThisWayError(Exception):
    """A quick way met what only the careful way can judge; what it gave so far is to be thrown away."""


@dataclass(frozen=True, slots=True)
class Content:
    """A file opened and understood as far as its headings."""

    headings: Headings
    ways: tuple[Callable[[], Iterator[Batch]], ...]
    """Ways to the rows, the quickest first; the last one always gives the rows or the fault."""
    notes: list[Fault] = field(default_factory=list)
    """Odd enough to be told, not wrong enough to refuse; complete once the rows have been read."""
    facts: dict[str, str] = field(default_factory=dict)
    """How the file was read: its encoding, its sheet."""
