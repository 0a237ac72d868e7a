"""The information asset register, read once from its declarations.

These reads take no `viewer=`: they are declarations that ship with the code and say nothing of any home or
person.
"""

import datetime
import tomllib
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any

from rooftree.reference.register import rules
from rooftree.reference.register.rules import Asset, HomeList, Register, SourceSystem, StockScope

FILE = Path(__file__).parent / "register.toml"
STOCK = Path(__file__).parent / "stock.toml"


@cache
def register() -> Register:
    """The register as declared."""
    said = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return Register(
        systems={name: _system(name, system) for name, system in said["systems"].items()},
        assets={name: _asset(name, asset) for name, asset in said["assets"].items()},
        default=tuple(said["default"]["systems"]),
    )


def systems() -> tuple[SourceSystem, ...]:
    """Every system, in the order in which they are believed when nothing else is said."""
    held = register()
    return tuple(held.systems[name] for name in held.default)


def assets() -> tuple[Asset, ...]:
    """Every information asset."""
    return tuple(register().assets.values())


@cache
def _precedence(table: str, attribute: str, systems: frozenset[str]) -> tuple[str, ...]:
    return rules.precedence(register(), table, attribute, systems)


def precedence(table: str, attribute: str, systems: Collection[str]) -> tuple[str, ...]:
    """`systems` in the order in which they are believed on one attribute of a canonical table."""
    return _precedence(table, attribute, frozenset(systems))


def freshness_limit(system: str) -> datetime.timedelta:
    """How old a system's last extract may be before it counts as stale."""
    return register().systems[system].freshness


@cache
def stock_scope() -> StockScope:
    """Whose lists of homes are compared, which homes each should know, and what must agree."""
    said = tomllib.loads(STOCK.read_text(encoding="utf-8"))
    return StockScope(
        lists={name: _home_list(name, one) for name, one in said["lists"].items()},
        gone=frozenset(said["gone"]),
        gone_vaguely=frozenset(said["gone_vaguely"]),
        compared=tuple(said["compared"]),
        tenures_of_ownership={
            code: frozenset(tenures) for code, tenures in said["tenures_of_ownership"].items()
        },
    )


def _home_list(name: str, said: dict[str, Any]) -> HomeList:
    return HomeList(
        system=name,
        files=frozenset(said["files"]),
        whole=said["knows"] == "all",
        holds=said.get("holds", "Every home"),
        not_kinds=frozenset(said.get("not_kinds", ())),
        others_kinds=frozenset(said.get("others_kinds", ())),
    )


def _system(name: str, said: dict[str, Any]) -> SourceSystem:
    return SourceSystem(
        name=name,
        title=said["title"],
        holds=said["holds"],
        owner=said["owner"],
        steward=said["steward"],
        freshness=datetime.timedelta(hours=said["freshness_hours"]),
    )


def _asset(name: str, said: dict[str, Any]) -> Asset:
    return Asset(
        name=name,
        title=said["title"],
        owner=said["owner"],
        steward=said["steward"],
        purpose=said["purpose"],
        lawful_basis=said["lawful_basis"],
        special_category=said["special_category"],
        tables={table: tuple(order) for table, order in said["tables"].items()},
        attributes={
            table: {attribute: tuple(order) for attribute, order in attributes.items()}
            for table, attributes in said.get("attributes", {}).items()
        },
    )
