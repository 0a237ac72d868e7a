"""What a list offers besides its columns: values to choose among, questions asked most, further work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rooftree.records.listing.shape import Then
    from rooftree.reference.accounts.rules import Viewer


def everybody(viewer: Viewer) -> bool:
    """Whoever may read the list may ask this of it."""
    del viewer
    return True


@dataclass(frozen=True, slots=True)
class Pick:
    """A named condition with a value to choose: "Not in: Oneserve"; for what no single column holds."""

    name: str
    """What addresses call it; no column or tick of the list has the same."""
    label: str
    names: Callable[..., Mapping[str, str]]
    """The values and their words; takes `viewer=`."""
    where: Callable[[str, Then], Any]
    may: Callable[[Viewer], bool] = everybody
    """Who may ask it. Whoever may not is not told that it can be asked."""
    usual: str = ""
    """The value that holds until somebody chooses another; the page and the file say so."""
    every: str = ""
    """The value that lifts the usual one."""
    gives_way_to: str = ""
    """The column whose range, once asked for, takes the place of the usual value."""
    heads: Mapping[str, tuple[str, str]] | Callable[[str], tuple[str, str]] | None = None
    """For the heading, what rows are called under a value, one and many: "visit is overdue"."""
    counts: Callable[[Then], Mapping[str, int]] | None = None
    """How many rows each value has, where that is quick to say."""
    further: bool = False
    """Whether the form hides it behind "More filters"."""
    counted_to: int = 0
    """How far the list is counted while this is asked, where each row takes long to judge."""
    audited: str = ""
    """What the audit trail calls the asking of it, where that tells something sensitive."""

    def head(self, value: str) -> tuple[str, str] | None:
        """What rows are called under this value."""
        if self.heads is None:
            return None
        return self.heads.get(value) if isinstance(self.heads, Mapping) else self.heads(value)


@dataclass(frozen=True, slots=True)
class Ready:
    """A question that is asked so often that it stands ready above the list, for everybody who may ask it."""

    label: str
    query: str
    may: Callable[[Viewer], bool] = everybody


@dataclass(frozen=True, slots=True)
class Work:
    """Work on chosen rows that has a page of its own, which is led to with their ids and the way back."""

    name: str
    label: str
    route: str
    each: str
    """What the page's address calls the id of each row."""
    most: int
    may: Callable[[Viewer], bool] = everybody
    by_question: bool = False
    """Whether, when all that fit are meant, its page is given the question instead of every row's id."""


@dataclass(frozen=True, slots=True)
class WrittenOn:
    """The record that tasks and notes about a row are written on, where the row itself is none."""

    record_type: str
    by: str
    """Where a row holds its id."""
    called: str
    """The column by which it is called."""
    one: str
    many: str
