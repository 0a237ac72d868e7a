"""The key requirements as they ship: read once from `requirements.yaml`, refused whole where one is wrong."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from rooftree.oversight.capability.rules.requirements import Catalogue, Codes, Requirement, faults
from rooftree.reference.register.queries import register
from rooftree.reference.register.rules import asset_of
from rooftree.reference.standard.queries import code_lists, contracts

FILE = Path(__file__).parent / "requirements.yaml"
KEYS = frozenset(Requirement.__dataclass_fields__) - {"id"}
NO_AIM = "none"


class BadRequirementsError(Exception):
    """Requirements that cannot be used: every fault, with its place."""

    def __init__(self, found: list[str]) -> None:
        super().__init__("requirements.yaml: " + "; ".join(found))


@cache
def catalogue() -> Catalogue:
    """Every key requirement."""
    return catalogue_of(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def catalogue_of(said: Mapping[str, Any]) -> Catalogue:
    """The catalogue that a file makes."""
    found = [
        f"{name}: {key} is not known"
        for name, one in said["requirements"].items()
        for key in sorted(set(one) - KEYS)
    ]
    if found:
        raise BadRequirementsError(found)
    made = Catalogue(
        {name: _requirement(name, one, said) for name, one in said["requirements"].items()},
        said["subjects"],
        said["review_months"],
    )
    if found := [*faults(made, contracts()), *_unknown_codes(made), *_unknown_systems(made)]:
        raise BadRequirementsError(found)
    return made


def expected_of(one: Requirement) -> tuple[str, ...]:
    """The systems that should hold a requirement, the system of record first.

    What it says itself; else the order that the asset register gives for its first column, or for its table.
    """
    if one.systems:
        return one.systems
    asset = asset_of(register(), one.table)
    if asset is None:
        return ()
    orders = asset.attributes.get(one.table, {})
    return next((orders[name] for name in one.column_names if name in orders), asset.tables[one.table])


def _requirement(name: str, one: Mapping[str, Any], said: Mapping[str, Any]) -> Requirement:
    try:
        aim = one.get("aim", said["aim"])
        return Requirement(
            id=name,
            title=one["title"],
            why=one["why"],
            subject=one["subject"],
            serves=tuple(one["serves"]),
            source=one["source"],
            table=one.get("table", ""),
            columns=tuple(tuple(each.split("|")) for each in one.get("columns", ())),
            only=_codes(one.get("only", {})),
            unless=_codes(one.get("unless", {})),
            blank=_codes(one.get("blank", {})),
            each=one.get("each", ""),
            each_only=_codes(one.get("each_only", {})),
            aim=None if aim == NO_AIM or "not_in_standard" in one else int(aim),
            no_aim_because=one.get("no_aim_because", ""),
            format_aim=int(one.get("format_aim", said["format_aim"])),
            systems=tuple(one.get("systems", ())),
            not_in_standard=one.get("not_in_standard", ""),
        )
    except KeyError as lacking:
        raise BadRequirementsError([f"{name}: {lacking.args[0]} is missing"]) from None


def _codes(said: Mapping[str, Any]) -> Codes:
    return {column: tuple(str(code) for code in codes) for column, codes in said.items()}


def _unknown_codes(made: Catalogue) -> list[str]:
    found = []
    for one in made.requirements.values():
        for table, columns in ((one.table, one.only), (one.table, one.blank), (one.each, one.each_only)):
            contract = contracts().get(table)
            for name, codes in columns.items():
                column = contract.column(name) if contract else None
                known = code_lists()[column.codes].codes if column and column.codes else {}
                found += [f"{one.id}: {name} knows no code {code}" for code in codes if code not in known]
    return found


def _unknown_systems(made: Catalogue) -> list[str]:
    known = register().systems
    return [
        f"{one.id}: there is no system {name}"
        for one in made.requirements.values()
        for name in one.systems
        if name not in known
    ]
