"""What the register declares of a system and of an asset, and who is believed first (R2, R11)."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass


def called(system: str) -> str:
    """What people call a system: "NEC", "Keystone"."""
    return {"nec": "NEC", "rooftree": "Rooftree"}.get(system, system.replace("_", " ").capitalize())


@dataclass(frozen=True)
class SourceSystem:
    """A system of the landlord's: what it holds, which role owns it, how old its extract may be."""

    name: str
    title: str
    holds: str
    owner: str
    steward: str
    freshness: datetime.timedelta


@dataclass(frozen=True)
class Asset:
    """An information asset: the tables in it, who answers for it, why it is held, who is believed."""

    name: str
    title: str
    owner: str
    steward: str
    purpose: str
    lawful_basis: str
    special_category: bool
    tables: Mapping[str, tuple[str, ...]]
    attributes: Mapping[str, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True)
class Register:
    """The whole register."""

    systems: Mapping[str, SourceSystem]
    assets: Mapping[str, Asset]
    default: tuple[str, ...]


def asset_of(register: Register, table: str) -> Asset | None:
    """The asset that a canonical table belongs to."""
    return next((asset for asset in register.assets.values() if table in asset.tables), None)


def precedence(register: Register, table: str, attribute: str, systems: Collection[str]) -> tuple[str, ...]:
    """`systems` in the order in which they are believed on one attribute of a table.

    The attribute's own order comes first, then the table's, then the landlord's; a system that no order
    names comes last, by name, so that nothing said is ever left out.
    """
    asset = asset_of(register, table)
    own = asset.attributes.get(table, {}).get(attribute, ()) if asset else ()
    tables = asset.tables.get(table, ()) if asset else ()
    order = dict.fromkeys((*own, *tables, *register.default, *sorted(systems)))
    return tuple(system for system in order if system in systems)


@dataclass(frozen=True)
class HomeList:
    """One system's list of homes: the files it is made from, and which homes it should know."""

    system: str
    files: frozenset[str]
    whole: bool
    """False for a system that by nature knows only some homes: its silence means nothing."""
    holds: str
    not_kinds: frozenset[str]
    others_kinds: frozenset[str]


@dataclass(frozen=True)
class StockScope:
    """How the systems' lists of homes are compared (R17, R18)."""

    lists: Mapping[str, HomeList]
    gone: frozenset[str]
    gone_vaguely: frozenset[str]
    compared: tuple[str, ...]
    tenures_of_ownership: Mapping[str, frozenset[str]]
