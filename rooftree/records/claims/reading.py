"""What the database's JSON says, as a `Held` with the types its contract gives."""

import datetime
from functools import cache
from typing import Any

from rooftree.records.claims.held import Held, Lineage, Value, readable
from rooftree.reference.standard.queries import contracts

MOMENT = ("timestamp",)
_UNSAID = object()


def typed(value: object, physical_type: str) -> Value:
    """One JSON value with the type that its contract names."""
    if isinstance(value, str) and physical_type == "date":
        return datetime.date.fromisoformat(value)
    if isinstance(value, str) and physical_type in MOMENT:
        return datetime.datetime.fromisoformat(value)
    if physical_type.startswith("decimal") and value is not None:
        number = float(str(value))
        return int(number) if number.is_integer() else number
    return value if isinstance(value, str | int | float | bool) else None


@cache
def _columns(table: str) -> tuple[tuple[str, str], ...]:
    """The columns of a table, each with the type that must be made of what JSON says; none when as it is."""
    return tuple((one.name, _made_of(one.physical_type)) for one in readable(contracts()[table]))


def _made_of(physical_type: str) -> str:
    as_it_is = physical_type not in ("date", *MOMENT) and not physical_type.startswith("decimal")
    return "" if as_it_is else physical_type


def held(table: str, body: dict[str, Any]) -> Held:
    """One row of one table."""
    return Held(
        table=table,
        id=str(body["id"]),
        facts={
            name: typed(value, kind) if kind and value is not None else value
            for name, kind in _columns(table)
            if (value := body.get(name, _UNSAID)) is not _UNSAID
        },
        links={name: str(body[f"to_{name}"]) for name in links_in(body) if body[f"to_{name}"]},
        lineage=lineage(body),
        known_from=datetime.datetime.fromisoformat(body["known_from"]),
        ended_on=datetime.date.fromisoformat(body["ended_on"]) if body.get("ended_on") else None,
        origin=body.get("origin"),
        known_to=datetime.datetime.fromisoformat(body["known_to"]) if body.get("known_to") else None,
    )


def links_in(body: dict[str, Any]) -> list[str]:
    """The names of the links in a body."""
    return [name.removeprefix("to_") for name in body if name.startswith("to_")]


def lineage(body: dict[str, Any]) -> Lineage:
    """Where a row came from."""
    at = body.get("lineage_at")
    return Lineage(
        system=body["lineage_system"] or "",
        key=body.get("lineage_key") or "",
        row=body["lineage_row"],
        extract_id=body["lineage_extract"],
        file=body["lineage_file"] or "",
        extracted_at=datetime.datetime.fromisoformat(at) if at else None,
    )
