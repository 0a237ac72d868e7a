"""Key requirements: what a landlord must be able to record, and where the recording standard holds it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rooftree.reference.standard.quality.rules import RECOMMENDATIONS
from rooftree.reference.standard.rules import Contract

Codes = Mapping[str, tuple[str, ...]]
"""Codes by column."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that must be recordable; `requirements.yaml` says what each part means."""

    id: str
    title: str
    why: str
    subject: str
    serves: tuple[str, ...]
    source: str
    table: str = ""
    columns: tuple[tuple[str, ...], ...] = ()
    """Each of them must be filled; of several names in one, any."""
    only: Codes = field(default_factory=dict)
    unless: Codes = field(default_factory=dict)
    blank: Codes = field(default_factory=dict)
    each: str = ""
    each_only: Codes = field(default_factory=dict)
    aim: int | None = None
    no_aim_because: str = ""
    format_aim: int = 0
    systems: tuple[str, ...] = ()
    not_in_standard: str = ""

    @property
    def column_names(self) -> tuple[str, ...]:
        """Every column that can hold it."""
        return tuple(name for names in self.columns for name in names)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every requirement, in order, and how often what is declared of the systems is looked at again."""

    requirements: Mapping[str, Requirement]
    subjects: Mapping[str, str]
    review_months: int


def faults(catalogue: Catalogue, contracts: Mapping[str, Contract]) -> Iterator[str]:
    """What is wrong among the requirements, in words."""
    if catalogue.review_months < 1:
        yield "review_months must be 1 or more"
    for one in catalogue.requirements.values():
        for says in _faults(one, catalogue, contracts):
            yield f"{one.id}: {says}"


def _faults(one: Requirement, catalogue: Catalogue, contracts: Mapping[str, Contract]) -> Iterator[str]:
    if one.subject not in catalogue.subjects:
        yield f"there is no subject {one.subject}"
    for name in one.serves:
        if name not in RECOMMENDATIONS:
            yield f"there is no recommendation {name}"
    if one.aim is None and not (one.no_aim_because or one.not_in_standard):
        yield "says aim: none, but not why (no_aim_because)"
    if not all(0 <= share <= 100 for share in (one.aim or 0, one.format_aim)):
        yield "an aim is a share from 0 to 100"
    if one.not_in_standard:
        if one.table or one.columns:
            yield "has a table, though it says that the standard holds it nowhere"
        if not one.systems:
            yield "says of no system that it should hold it"
        return
    contract = contracts.get(one.table)
    if contract is None:
        yield f"there is no table {one.table}"
        return
    yield from _columns(one, contract)
    yield from _each(one, contract, contracts)


def _columns(one: Requirement, contract: Contract) -> Iterator[str]:
    if not one.columns:
        yield "names no column"
    for name in (*one.column_names, *one.only, *one.unless, *one.blank):
        if contract.column(name) is None:
            yield f"{contract.table} has no column {name}"
    for name in one.blank:
        if name not in one.column_names:
            yield f"blank names {name}, which is not among its columns"


def _each(one: Requirement, contract: Contract, contracts: Mapping[str, Contract]) -> Iterator[str]:
    if not one.each:
        if one.each_only:
            yield "each_only has no each"
        return
    asked = contracts.get(one.each)
    if asked is None:
        yield f"there is no table {one.each}"
        return
    for name in one.each_only:
        if asked.column(name) is None:
            yield f"{one.each} has no column {name}"
    if link_to(contract, one.each) is None:
        yield f"{contract.table} has no link to {one.each}"


def link_to(contract: Contract, table: str) -> str | None:
    """The column of a table that holds the source key of a row of another."""
    return next(
        (link.source_column for link in contract.links if link.table == table and not link.system), None
    )
