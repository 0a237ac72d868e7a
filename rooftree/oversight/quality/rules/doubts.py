"""What tonight's answers may change: a rule that was not asked, or rows that did not come, settle nothing."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from rooftree.reference.register.rules import called

SystemTable = tuple[str, str]
"""A system and a canonical table."""
NO_TITLES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Doubts:
    """What is not as of tonight."""

    stale: frozenset[SystemTable] = frozenset()
    """An earlier extract is in use, because tonight's was refused or did not come."""
    lost: frozenset[SystemTable] = frozenset()
    """A file that once came, and of which nothing is at hand."""
    held: frozenset[str] = field(default_factory=frozenset)
    """Tables whose endings wait for a person: a row that is missing there may not be gone."""


@dataclass(frozen=True, slots=True)
class Asks:
    """What a rule looks at."""

    table: str
    others: frozenset[str] = frozenset()
    """Further tables that it reads."""
    across: bool = False
    """Whether rows of one system are judged by those of others."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """What an answer of a rule, for the rows of one system, may do to the ledger."""

    resolves: bool = True
    raises: bool = True
    says: str = ""


def bearing(asks: Asks, system: str, doubts: Doubts, titles: Mapping[str, str] = NO_TITLES) -> Bearing:
    """What tonight's answer may change; `titles` say what people call a row of a table.

    Rows of an older extract can still be found to fall short (a date has passed), but that they pass proves
    nothing new. Where what a rule compares with is old or lost, neither answer means anything.
    """
    doubtful = doubts.stale | doubts.lost
    other = sorted({(of, table) for of, table in doubtful if table in asks.others})
    if asks.across:
        other += sorted((of, table) for of, table in doubtful if table == asks.table and of != system)
    if other:
        named = _words(other, titles)
        says = f"It compares with {named}, of which tonight’s file was refused, did not come or is lost."
        return Bearing(resolves=False, raises=False, says=says)
    own = (system, asks.table)
    if own in doubts.lost:
        return Bearing(
            resolves=False, says=f"Nothing is at hand of {_words([own], titles)}, which came before."
        )
    if own in doubts.stale:
        named = _words([own], titles)
        says = f"It was asked of an older extract: tonight’s file of {named} was refused or did not come."
        return Bearing(resolves=False, says=says)
    return Bearing()


def _words(told: Iterable[SystemTable], titles: Mapping[str, str]) -> str:
    return ", ".join(
        f"“{titles.get(table, table.replace('_', ' '))}” in {called(system)}" for system, table in told
    )


def may_be_gone(table: str, mode: str, held: Collection[str]) -> bool:
    """Whether a row that is missing is gone: only in a file that holds everything, with nobody to confirm."""
    return mode == "snapshot" and table not in held
