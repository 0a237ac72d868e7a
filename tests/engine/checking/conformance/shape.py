"""The tables that the cases are told over, and a row of them."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rooftree.engine.checking.kinds import Check, Kind, When
from rooftree.engine.checking.shapes import PROBLEMS, whole

TODAY = datetime.date(2026, 11, 22)
CODES = {"kind": ("flat", "house")}
SHAPES = {
    "home": {
        "uprn": "string",
        "kind": "string",
        "built_on": "date",
        "ended_on": "date",
        "beds": "int64",
        "rent": "decimal(16, 6)",
        "seen_at": "timestamp('UTC')",
        "signed": "string",
        "has_gas": "boolean",
        "person_ref": "string",
    },
    "person": {"name": "string", "born_on": "date"},
}
WHOLE = whole(SHAPES)
Row = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """One check over a few rows, and the (system, key) pairs that fail it."""

    name: str
    check: Check
    homes: Sequence[Row]
    fails: frozenset[tuple[str, str]]
    others: Mapping[str, Sequence[Row]] = field(default_factory=dict)

    def rows(self, table: str) -> Sequence[Row]:
        """The rows of one of the tables."""
        return self.homes if table == "home" else self.others.get(table, ())


def home(key: str, system: str = "nec", **facts: Any) -> Row:
    """A row of any table: nothing is known of it but what is said."""
    marks = facts.pop("marks", None)
    number = sum(map(ord, key + system))
    provenance = {"source_system": system, "source_key": key, "source_file": "f", "source_row": number}
    return provenance | {"extract_id": 7, PROBLEMS: marks} | facts


def link(entity: str, key: str, system: str = "nec", of: str = "home") -> Row:
    """That a row is of a home or person."""
    return {"entity_type": of, "source_system": system, "source_key": key, "entity_id": entity}


def check(
    column: str, kind: Kind, /, *when: When, asks: tuple[str, ...] = (), of: str = "home", **given: Any
) -> Check:
    """A check of one of the tables; its id matters to nobody."""
    return Check("rule", of, column, kind, given, when, asks)


def case(name: str, asked: Check, homes: Sequence[Row], *fails: str, **others: Sequence[Row]) -> Case:
    """A case; `fails` are keys, those of another system than nec as system/key."""
    pairs = (each.split("/", 1) if "/" in each else ("nec", each) for each in fails)
    return Case(name, asked, homes, frozenset((system, key) for system, key in pairs), others)


def mark(kind: str, into: str) -> str:
    """What standardising leaves beside a row whose value it could not read."""
    return f"\x1e{kind}\x1fSOURCE\x1fwhat it said\x1f{into}"
