"""The tables that checks look at: what every canonical row carries beside its facts, and columns' types."""

import re
from collections.abc import Mapping
from enum import StrEnum

PROBLEMS = "_problems"
PROVENANCE = {
    "source_system": "string",
    "source_key": "string",
    "source_file": "string",
    "source_row": "int64",
    "extract_id": "int64",
}
SET_ASIDE = "set_aside"
"""The rows that no canonical file holds, as a table of their own: one row for each key set aside."""
LINKS = "links"
GIVEN = {
    SET_ASIDE: PROVENANCE | {"column": "string", "value": "string", "kind": "string"},
    LINKS: dict.fromkeys(("entity_type", "source_system", "source_key", "entity_id"), "string"),
}
WITHIN, BETWEEN = "\x1f", "\x1e"
"""How `_problems` parts its problems, and the parts of each: kind, source column, value, canonical column."""

TYPES = {"integer": "int64", "timestamp": "timestamp('UTC')", "decimal(16,6)": "decimal(16, 6)"}
"""What a contract calls a type, where the engine calls it otherwise."""

Shape = Mapping[str, str]
Shapes = Mapping[str, Shape]


class Family(StrEnum):
    """Types that can be compared with one another."""

    TEXT = "text"
    NUMBER = "a number"
    DAY = "a day"
    FLAG = "yes or no"


def whole(shapes: Shapes) -> dict[str, dict[str, str]]:
    """Each table's columns with what every row carries, and the tables that are always there."""
    made = {
        table: PROVENANCE
        | {name: TYPES.get(kind, kind) for name, kind in shape.items()}
        | {PROBLEMS: "string"}
        for table, shape in shapes.items()
    }
    return made | {table: dict(shape) for table, shape in GIVEN.items()}


def family(kind: str) -> Family:
    """What a column of this type can be compared with."""
    plain = TYPES.get(kind, kind).lower()
    if re.match(r"date|timestamp", plain):
        return Family.DAY
    if re.match(r"u?int|float|decimal", plain):
        return Family.NUMBER
    return Family.FLAG if plain == "boolean" else Family.TEXT


def is_moment(kind: str) -> bool:
    """True for a day with its time of day."""
    return TYPES.get(kind, kind).lower().startswith("timestamp")
